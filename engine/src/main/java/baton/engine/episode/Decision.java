package baton.engine.episode;

import baton.engine.episode.EpisodeEvent.EpisodeClosed;
import baton.engine.episode.EpisodeReply.Reason;
import baton.engine.episode.EpisodeReply.Rejected;
import java.util.List;
import java.util.Optional;

/** What an episode makes of a command. Pure: nothing has happened yet. */
sealed interface Decision {

    /** Store these, in this order, then say yes. */
    record Persist(List<EpisodeEvent> events) implements Decision {}

    /** It has been done before, as the entry with this number. */
    record Already(int number) implements Decision {}

    /** {@code continuation}: as in {@link EpisodeReply.Rejected}. */
    record Refuse(Reason reason, String detail, Optional<Continuation> continuation) implements Decision {

        Refuse(Reason reason, String detail) {
            this(reason, detail, Optional.empty());
        }

        Rejected reply() {
            return new Rejected(reason, detail, continuation);
        }
    }

    /** Store that it is closed, then say no: it belongs into the next one. */
    record Close(EpisodeClosed closed, Refuse refusal) implements Decision {}

    static Decision persist(EpisodeEvent... events) {
        return new Persist(List.of(events));
    }

    static Decision refuse(Reason reason, String detail) {
        return new Refuse(reason, detail);
    }
}
