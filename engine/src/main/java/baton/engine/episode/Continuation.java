package baton.engine.episode;

import baton.engine.episode.EpisodeEvent.EpisodeClosed;
import baton.engine.episode.EpisodeEvent.WorkQueued;
import baton.engine.episode.EpisodeState.Closed;
import baton.engine.work.Purpose;
import baton.engine.work.Work;
import java.time.Instant;
import java.util.Optional;

/**
 * A conversation that was full and goes on in the next one, which must know this of it.
 *
 * @param queueId where it waited or was served; empty: the company's default queue
 * @param agentId who served it; empty: nobody, the customer was waiting
 * @param since seniority of that wait; of no meaning if somebody served it
 * @param from from when routing steps counted; of no meaning if somebody served it
 */
public record Continuation(String episodeId, String queueId, String agentId, Instant since, Instant from) {

    /** Empty if it was closed for another reason: then the next one has nothing to do with it. */
    static Optional<Continuation> of(String episodeId, Closed state) {
        var closed = state.closed();
        if (!closed.disposition().equals(EpisodeClosed.FULL)) {
            return Optional.empty();
        }
        var story = state.story();
        var waited = lastWait(story.timeline());
        return Optional.of(new Continuation(
                episodeId,
                story.work().terms().queueId(),
                closed.agentId(),
                waited.map(Work::since).orElse(closed.at()),
                waited.map(Work::from).orElse(closed.at())));
    }

    private static Optional<Work> lastWait(Timeline timeline) {
        for (int number = timeline.last(); number > 0; number--) {
            if (timeline.entries().get(number - 1) instanceof WorkQueued queued
                    && queued.work().purpose() == Purpose.SERVE) {
                return Optional.of(queued.work());
            }
        }
        return Optional.empty();
    }

    boolean waits() {
        return agentId.isEmpty();
    }
}
