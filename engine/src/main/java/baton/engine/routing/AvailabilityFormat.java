package baton.engine.routing;

import baton.engine.journal.Times;
import baton.engine.routing.Availability.Competence;
import baton.engine.routing.Availability.Load;
import baton.engine.routing.Availability.Status;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an agent says of itself as {@code queue_journal.proto} stores it. */
final class AvailabilityFormat {

    private AvailabilityFormat() {}

    static baton.protocol.journal.v1.AgentReported out(Availability availability) {
        var status = availability.status();
        var competence = availability.competence();
        var load = availability.load();
        return baton.protocol.journal.v1.AgentReported.newBuilder()
                .setAgentId(availability.agentId())
                .setName(availability.name())
                .setVersion(availability.version())
                .setProfileVersion(availability.profileVersion())
                .setIdleSince(Times.write(availability.idleSince()))
                .setPresence(status.presence())
                .setReason(status.reason())
                .setPresenceSince(Times.write(status.since()))
                .setDisconnected(status.disconnected())
                .setPhone(status.phone())
                .putAllSkills(competence.skills())
                .putAllQueues(competence.queues())
                .setUninterruptible(competence.uninterruptible())
                .putAllCapacity(load.capacity())
                .putAllUsed(load.used())
                .setAskedText(load.askedText())
                .setAskedVoice(load.askedVoice())
                .setTalking(load.talking())
                .addAllEpisodeIds(load.episodeIds())
                .build();
    }

    static Availability in(baton.protocol.journal.v1.AgentReported stored) {
        return stored.getPresence().isEmpty() ? early(stored) : current(stored);
    }

    private static Availability current(baton.protocol.journal.v1.AgentReported stored) {
        return new Availability(
                stored.getAgentId(),
                stored.getName(),
                stored.getVersion(),
                stored.getProfileVersion(),
                new Status(
                        stored.getPresence(),
                        stored.getReason(),
                        Times.read(stored.getPresenceSince()),
                        stored.getDisconnected(),
                        stored.getPhone()),
                new Competence(
                        sorted(stored.getSkillsMap()), sorted(stored.getQueuesMap()), stored.getUninterruptible()),
                new Load(
                        sorted(stored.getCapacityMap()),
                        sorted(stored.getUsedMap()),
                        stored.getAskedText(),
                        stored.getAskedVoice(),
                        stored.getTalking(),
                        List.copyOf(stored.getEpisodeIdsList())),
                Times.read(stored.getIdleSince()));
    }

    /** The first release stored how much an agent could take; the agent says more as soon as it wakes up. */
    private static Availability early(baton.protocol.journal.v1.AgentReported stored) {
        var idle = Times.read(stored.getIdleSince());
        var free = stored.getFreeText() + stored.getFreeVoice() > 0;
        var capacity = Map.of(Availability.TEXT, stored.getFreeText(), Availability.PHONE, stored.getFreeVoice());
        return new Availability(
                stored.getAgentId(),
                stored.getAgentId(),
                stored.getVersion(),
                0,
                new Status(free ? "available" : "offline", "", idle, false, stored.getFreeVoice() > 0),
                new Competence(Map.of(), Map.of("main", 1), false),
                new Load(capacity, Map.of(), 0, 0, false, List.of()),
                idle);
    }

    private static Map<String, Integer> sorted(Map<String, Integer> map) {
        return new TreeMap<>(map);
    }
}
