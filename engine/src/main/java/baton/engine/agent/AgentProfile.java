package baton.engine.agent;

import baton.engine.routing.Availability;
import baton.engine.routing.Availability.Competence;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the configuration says of an agent.
 *
 * @param version of the configuration
 * @param name empty if there is no such agent (any more)
 * @param capacity how many at one time, by channel; {@code text} stands for every text channel that is not named
 */
public record AgentProfile(long version, String name, Competence competence, Map<String, Integer> capacity) {

    private static final int CHATS = 4;
    private static final int CALLS = 1;

    /** Who does not exist can take nothing. */
    public static AgentProfile nobody(long version) {
        return new AgentProfile(version, "", new Competence(Map.of(), Map.of(), false), Map.of());
    }

    boolean exists() {
        return !name.isEmpty();
    }

    /** {@code said} is what the configuration says; of what it is silent about, the usual. */
    public static Map<String, Integer> capacity(Map<String, Integer> said) {
        var capacity = new TreeMap<>(said);
        capacity.putIfAbsent(Availability.TEXT, CHATS);
        capacity.putIfAbsent(Availability.PHONE, CALLS);
        return capacity;
    }

    int capacityOf(String slot) {
        return capacity.getOrDefault(slot, 0);
    }
}
