package baton.engine.episode;

import baton.engine.episode.EpisodeEvent.CallBackTried;
import baton.engine.episode.EpisodeEvent.CallRinging;
import baton.engine.episode.EpisodeEvent.CallUnanswered;
import baton.engine.episode.EpisodeEvent.MessageReceived;
import baton.engine.episode.EpisodeEvent.MessageSent;
import baton.engine.episode.EpisodeEvent.NoteWritten;
import baton.engine.episode.EpisodeEvent.WaitAnnounced;
import java.util.Optional;

/**
 * By what a repeated entry is recognised: the id that its source gave it, and which source that was. Two channels may both
 * number their messages 1, 2, 3, and neither may swallow a message of the other.
 *
 * @param kind what kind of source
 * @param source which of these; empty if there is one only
 */
record SourceId(String kind, String source, String id) {

    static SourceId received(String legId, String messageId) {
        return new SourceId("leg", legId, messageId);
    }

    static SourceId sent(String messageId) {
        return new SourceId("sent", "", messageId);
    }

    static SourceId note(String noteId) {
        return new SourceId("note", "", noteId);
    }

    static SourceId ringing(String offerId) {
        return new SourceId("ringing", "", offerId);
    }

    static SourceId unanswered(String offerId) {
        return new SourceId("unanswered", "", offerId);
    }

    static SourceId announced(String workId, String kind) {
        return new SourceId("announced", kind, workId);
    }

    /** @param callBack the number of the entry with which it began: each begins with attempt 1 */
    static SourceId calledBack(int callBack, int attempt) {
        return new SourceId("called back", String.valueOf(callBack), String.valueOf(attempt));
    }

    /**
     * Empty for what never comes twice.
     *
     * @param before what has happened before it
     */
    static Optional<SourceId> of(EpisodeEvent event, Timeline before) {
        if (event instanceof MessageReceived e) {
            return Optional.of(received(e.legId(), e.messageId()));
        } else if (event instanceof MessageSent e) {
            return Optional.of(sent(e.messageId()));
        } else if (event instanceof NoteWritten e) {
            return Optional.of(note(e.noteId()));
        } else if (event instanceof CallRinging e) {
            return Optional.of(ringing(e.offerId()));
        } else if (event instanceof CallUnanswered e) {
            return Optional.of(unanswered(e.offerId()));
        } else if (event instanceof WaitAnnounced e) {
            return Optional.of(announced(e.workId(), e.kind()));
        } else if (event instanceof CallBackTried e) {
            return Optional.of(calledBack(before.lastCallBack(), e.attempt()));
        }
        return Optional.empty();
    }
}
