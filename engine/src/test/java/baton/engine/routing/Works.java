package baton.engine.routing;

import baton.engine.work.Medium;
import baton.engine.work.Preference;
import baton.engine.work.Purpose;
import baton.engine.work.Wishes;
import baton.engine.work.Work;
import java.time.Instant;

/** Work for tests. */
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
}
