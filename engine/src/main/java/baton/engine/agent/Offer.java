package baton.engine.agent;

import baton.engine.work.Explanation;
import baton.engine.work.Medium;
import baton.engine.work.Work;
import java.time.Instant;

/**
 * A reservation of an agent for a piece of work.
 *
 * @param until when it is missed
 * @param explanation why this agent
 */
public record Offer(
        String offerId, String episodeId, Work work, Instant madeAt, Instant until, Explanation explanation) {

    String workId() {
        return work.workId();
    }

    Medium medium() {
        return work.medium();
    }

    String legId() {
        return work.legId();
    }
}
