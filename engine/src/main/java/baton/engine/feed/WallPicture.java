package baton.engine.feed;

import baton.protocol.client.v1.Wall;
import baton.protocol.client.v1.WallAgent;
import baton.protocol.client.v1.WallQueue;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which queues and agents a subscriber has been told of. When everything is told again, it finds out what was not: that is gone,
 * and the subscriber, who just lays every frame over what there was, is told so.
 */
final class WallPicture {

    private final Set<String> queues = new HashSet<>();
    private final Set<String> agents = new HashSet<>();
    private final Set<String> queuesAgain = new HashSet<>();
    private final Set<String> agentsAgain = new HashSet<>();

    /** From here on everything will be told again. */
    void beginAgain() {
        queuesAgain.clear();
        agentsAgain.clear();
    }

    /** The frame as the subscriber should get it. */
    Wall with(Wall frame) {
        frame.getQueuesList().stream().map(WallQueue::getQueueId).forEach(queuesAgain::add);
        frame.getAgentsList().stream().map(WallAgent::getAgentId).forEach(agentsAgain::add);
        queuesAgain.removeAll(frame.getRemovedQueuesList());
        agentsAgain.removeAll(frame.getRemovedAgentsList());
        queues.removeAll(frame.getRemovedQueuesList());
        agents.removeAll(frame.getRemovedAgentsList());
        var told = frame.getComplete() ? withGone(frame) : frame;
        queues.addAll(queuesAgain);
        agents.addAll(agentsAgain);
        if (frame.getComplete()) {
            beginAgain();
        }
        return told;
    }

    private Wall withGone(Wall frame) {
        var goneQueues = new TreeSet<>(queues);
        goneQueues.removeAll(queuesAgain);
        queues.removeAll(goneQueues);
        var goneAgents = new TreeSet<>(agents);
        goneAgents.removeAll(agentsAgain);
        agents.removeAll(goneAgents);
        return frame.toBuilder()
                .addAllRemovedQueues(goneQueues)
                .addAllRemovedAgents(goneAgents)
                .build();
    }
}
