package baton.engine.episode;

import baton.engine.episode.EpisodeEvent.EpisodeClosed;
import baton.engine.episode.EpisodeState.Opened;
import baton.engine.episode.EpisodeState.WrappingUp;
import baton.engine.episode.Participants.Asked;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What in an episode happens by itself: the end of a wrap-up, of the wait for a colleague's answer, and the next call-back. Pure. */
final class Deadlines {

    private Deadlines() {}

    static Optional<Instant> next(EpisodeState state) {
        if (!(state instanceof Opened opened)) {
            return Optional.empty();
        }
        var wrapUp = state instanceof WrappingUp wrapping ? Stream.of(wrapping.until()) : Stream.<Instant>empty();
        var asks = opened.story().people().asked().values().stream().map(Asked::until);
        return Stream.of(wrapUp, asks, CallBacks.next(opened).stream())
                .flatMap(times -> times)
                .min(Instant::compareTo);
    }

    static List<EpisodeEvent> due(EpisodeState state, CallBacks callBacks, Instant now) {
        if (state instanceof WrappingUp wrapping && !now.isBefore(wrapping.until())) {
            return List.of(new EpisodeClosed(wrapping.agentId(), "", "", now));
        }
        if (!(state instanceof Opened opened)) {
            return List.of();
        }
        var unanswered = opened.story().people().asked().values().stream()
                .filter(ask -> !now.isBefore(ask.until()))
                .<EpisodeEvent>map(ask -> ask.declined(ask.agentId().isEmpty() ? "nobody" : "timed-out", now));
        return Stream.concat(unanswered, callBacks.due(opened, now).stream()).toList();
    }
}
