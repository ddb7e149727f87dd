package baton.engine.routing;

import static baton.engine.MovableClock.START;

import baton.engine.work.Medium;
import baton.engine.work.Preference;
import baton.engine.work.Purpose;
import baton.engine.work.Wishes;
import baton.engine.work.Work;
import baton.protocol.config.v1.Queue;
import baton.protocol.config.v1.Step;
import baton.protocol.config.v1.Tenant;
import com.google.protobuf.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/** Work and rules for tests. */
final class Works {

    private Works() {}

    static WorkItem item(
            String workId,
            String episodeId,
            Medium medium,
            String legId,
            Instant since,
            String preferred,
            String avoided) {
        var wishes = Wishes.of(preferred, Preference.SERVING, since).avoiding(avoided);
        return new WorkItem(
                episodeId, new Work(workId, Purpose.SERVE, medium, "", legId, "", "", since, since, wishes));
    }

    /** Who waits in the queue "main" since so many seconds after the start. */
    static WorkItem chat(String workId, int since) {
        return item(workId, Medium.TEXT, "webchat", since);
    }

    static WorkItem call(String workId, int since) {
        return item(workId, Medium.VOICE, "phone", since);
    }

    private static WorkItem item(String workId, Medium medium, String channel, int since) {
        var at = START.plusSeconds(since);
        var legId = medium == Medium.VOICE ? workId : "";
        return new WorkItem(
                "e-" + workId,
                new Work(workId, Purpose.SERVE, medium, channel, legId, "main", "", at, at, Wishes.none()));
    }

    static WorkItem wishing(WorkItem item, Wishes wishes) {
        return new WorkItem(item.episodeId(), item.work().with(wishes));
    }

    static WorkItem preferring(WorkItem item, String agentId, String why) {
        return wishing(item, Wishes.of(agentId, why, item.work().since()));
    }

    static WorkItem ofSegment(String segment, WorkItem item) {
        var work = item.work();
        return new WorkItem(
                item.episodeId(),
                new Work(
                        work.workId(),
                        work.purpose(),
                        work.medium(),
                        work.channel(),
                        work.legId(),
                        work.queueId(),
                        segment,
                        work.since(),
                        work.from(),
                        work.wishes()));
    }

    /** "main", or the first of them, is the default queue. */
    static Rules rules(long version, Queue.Builder... queues) {
        var tenant = Tenant.newBuilder().setDefaultQueue(queues[0].getId());
        Arrays.stream(queues).forEach(tenant::addQueues);
        return RulesFormat.read(tenant.build(), version);
    }

    static Queue.Builder queue(String queueId) {
        return Queue.newBuilder().setId(queueId).setName("The queue " + queueId);
    }

    static Step step(long after, Map<String, Integer> skills) {
        return Step.newBuilder().setAfter(seconds(after)).putAllSkills(skills).build();
    }

    static Duration seconds(long seconds) {
        return Duration.newBuilder().setSeconds(seconds).build();
    }
}
