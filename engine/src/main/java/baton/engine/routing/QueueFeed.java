package baton.engine.routing;

import baton.engine.journal.Times;
import baton.engine.work.Medium;
import baton.protocol.client.v1.Feed;
import baton.protocol.client.v1.Slots;
import baton.protocol.client.v1.Wall;
import baton.protocol.client.v1.WallAgent;
import baton.protocol.client.v1.WallItem;
import baton.protocol.client.v1.WallQueue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Queues and agents as supervisors see them. */
final class QueueFeed {

    /** Frames stay well below what one node sends to another in one message. */
    private static final int AGENTS_PER_FRAME = 200;

    private static final int ITEMS = 20;

    private QueueFeed() {}

    /** Everything, in as many frames as it takes. */
    static List<Feed> everything(Map<String, WallQueue> queues, Map<String, WallAgent> agents) {
        var frames = new ArrayList<Feed>();
        var wall = Wall.newBuilder().addAllQueues(queues.values());
        for (var agent : agents.values()) {
            wall.addAgents(agent);
            if (wall.getAgentsCount() == AGENTS_PER_FRAME) {
                frames.add(feed(wall));
                wall.clear();
            }
        }
        frames.add(feed(wall.setComplete(true)));
        return frames;
    }

    /** What has changed between the two; empty if nothing has. */
    static List<Feed> changes(
            Map<String, WallQueue> queuesBefore,
            Map<String, WallQueue> queues,
            Map<String, WallAgent> agentsBefore,
            Map<String, WallAgent> agents) {
        var wall = Wall.newBuilder();
        queues.forEach((id, queue) -> {
            if (!queue.equals(queuesBefore.get(id))) {
                wall.addQueues(queue);
            }
        });
        var frames = new ArrayList<Feed>();
        agents.forEach((id, agent) -> {
            if (!agent.equals(agentsBefore.get(id))) {
                wall.addAgents(agent);
                if (wall.getAgentsCount() == AGENTS_PER_FRAME) {
                    frames.add(feed(wall));
                    wall.clear();
                }
            }
        });
        queuesBefore.keySet().stream().filter(id -> !queues.containsKey(id)).forEach(wall::addRemovedQueues);
        agentsBefore.keySet().stream().filter(id -> !agents.containsKey(id)).forEach(wall::addRemovedAgents);
        if (wall.getQueuesCount() + wall.getAgentsCount() + wall.getRemovedQueuesCount() + wall.getRemovedAgentsCount()
                > 0) {
            frames.add(feed(wall));
        }
        return frames;
    }

    private static Feed feed(Wall.Builder wall) {
        return Feed.newBuilder().setWall(wall).build();
    }

    static Map<String, WallAgent> agents(QueueState state) {
        var agents = new TreeMap<String, WallAgent>();
        var asked = new HashMap<String, Integer>();
        state.offered().values().forEach(offer -> asked.merge(offer.agentId(), 1, Integer::sum));
        state.agents().forEach((id, agent) -> agents.put(id, agent(agent, asked.getOrDefault(id, 0))));
        return agents;
    }

    private static WallAgent agent(Availability agent, int asked) {
        var out = WallAgent.newBuilder()
                .setAgentId(agent.agentId())
                .setName(agent.name())
                .setPresence(agent.status().presence())
                .setReason(agent.status().reason())
                .addAllEpisodeIds(agent.load().episodeIds())
                .setPhoneRegistered(agent.status().phone())
                .setDisconnected(agent.status().disconnected())
                .putAllQueues(agent.competence().queues())
                .putAllSkills(agent.competence().skills())
                .setAsked(asked);
        if (agent.status().since().isAfter(Instant.EPOCH)) { // whoever has never been here has been away since no time
            out.setPresenceSince(Times.write(agent.status().since()));
        }
        if (agent.idleSince().isAfter(Instant.EPOCH)) {
            out.setIdleSince(Times.write(agent.idleSince()));
        }
        new TreeMap<>(agent.load().capacity())
                .forEach((channel, capacity) -> out.addSlots(Slots.newBuilder()
                        .setChannel(channel)
                        .setUsed(agent.load().used().getOrDefault(channel, 0))
                        .setCapacity(capacity)));
        return out.build();
    }

    static Map<String, WallQueue> queues(QueueState state, Matching matching, Instant now) {
        var rules = matching.rules();
        var queues = new TreeMap<String, WallQueue.Builder>();
        rules.queues().values().forEach(queue -> queues.put(queue.queueId(), queue(queue, state, now)));
        var lines = new TreeMap<String, List<Place>>();
        for (var place : matching.line().places()) {
            var id = place.rules().queueId();
            queues.computeIfAbsent(id, queueId -> queue(place.rules(), state, now));
            lines.computeIfAbsent(id, queueId -> new ArrayList<>()).add(place);
        }
        lines.forEach((id, line) -> queues.computeIfPresent(id, (queueId, queue) -> fill(queue, line, now)));
        for (var offer : state.offered().values()) {
            var queue =
                    queues.get(rules.of(offer.waiting().item().work().queueId()).queueId());
            if (queue != null) {
                queue.setOffered(queue.getOffered() + 1);
            }
        }
        count(state, queues);
        var built = new TreeMap<String, WallQueue>();
        queues.forEach((id, queue) -> built.put(id, queue.build()));
        return built;
    }

    private static WallQueue.Builder queue(QueueRules queue, QueueState state, Instant now) {
        var served = state.service().sum(queue.queueId(), now);
        return WallQueue.newBuilder()
                .setQueueId(queue.queueId())
                .setName(queue.name())
                .setTaken(served.taken())
                .setInTime(served.inTime())
                .setAbandoned(served.abandoned())
                .setClosed(!queue.isOpen(now));
    }

    private static WallQueue.Builder fill(WallQueue.Builder queue, List<Place> line, Instant now) {
        int text = 0;
        var oldest = line.get(0).since();
        for (var place : line) {
            text += place.work().medium() == Medium.TEXT ? 1 : 0;
            oldest = place.since().isBefore(oldest) ? place.since() : oldest;
        }
        queue.setWaitingText(text).setWaitingVoice(line.size() - text).setOldestSince(Times.write(oldest));
        line.stream().sorted(Place.at(now)).limit(ITEMS).forEach(place -> queue.addItems(item(place)));
        return queue;
    }

    private static WallItem item(Place place) {
        return WallItem.newBuilder()
                .setWorkId(place.workId())
                .setEpisodeId(place.waiting().item().episodeId())
                .setMedium(place.work().medium().word())
                .setChannel(place.work().channel())
                .setSince(Times.write(place.since()))
                .setPriority(place.rules().basePriority(place.work()))
                .build();
    }

    private static void count(QueueState state, Map<String, WallQueue.Builder> queues) {
        for (var agent : state.agents().values()) {
            if (agent.status().present()) {
                var free = agent.obstacle(Medium.TEXT, "", "").isEmpty()
                        || agent.obstacle(Medium.VOICE, "", "").isEmpty();
                agent.competence().queues().keySet().forEach(id -> {
                    var queue = queues.get(id);
                    if (queue != null) {
                        queue.setAgentsPresent(queue.getAgentsPresent() + 1);
                        queue.setAgentsFree(queue.getAgentsFree() + (free ? 1 : 0));
                    }
                });
            }
        }
    }
}
