package baton.engine.episode;

import baton.engine.episode.EpisodeReply.Reason;
import java.util.List;

/** What an episode makes of a command. Pure: nothing has happened yet. */
sealed interface Decision {

    /** Store these, in this order, then say yes. */
    record Persist(List<EpisodeEvent> events) implements Decision {}

    /** It has been done before, as the entry with this number. */
    record Already(int number) implements Decision {}

    record Refuse(Reason reason, String detail) implements Decision {}

    static Decision persist(EpisodeEvent... events) {
        return new Persist(List.of(events));
    }

    static Decision refuse(Reason reason, String detail) {
        return new Refuse(reason, detail);
    }
}
