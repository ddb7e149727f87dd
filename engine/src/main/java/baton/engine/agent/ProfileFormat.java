package baton.engine.agent;

import baton.engine.routing.Availability.Competence;
import baton.protocol.config.v1.Agent;
import baton.protocol.config.v1.Membership;
import java.util.TreeMap;

/** Reads an {@link AgentProfile} from a company's configuration, which has been checked before it was stored. */
public final class ProfileFormat {

    private ProfileFormat() {}

    public static AgentProfile read(Agent agent, long version) {
        var queues = new TreeMap<String, Integer>();
        for (Membership membership : agent.getQueuesList()) {
            queues.put(membership.getQueue(), Math.max(1, membership.getPreference()));
        }
        return new AgentProfile(
                version,
                agent.getName(),
                new Competence(new TreeMap<>(agent.getSkillsMap()), queues, agent.getUninterruptible()),
                AgentProfile.capacity(agent.getCapacityMap()));
    }
}
