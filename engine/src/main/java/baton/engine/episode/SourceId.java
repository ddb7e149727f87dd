package baton.engine.episode;

import baton.engine.episode.EpisodeEvent.CallBackTried;
import baton.engine.episode.EpisodeEvent.CallRinging;
import baton.engine.episode.EpisodeEvent.CallUnanswered;
import baton.engine.episode.EpisodeEvent.MessageReceived;
import baton.engine.episode.EpisodeEvent.MessageSent;
import baton.engine.episode.EpisodeEvent.NoteWritten;
import baton.engine.episode.EpisodeEvent.WaitAnnounced;

/**
 * By what a repeated entry is recognised: the id that its source gave it, and which source that was. Two channels may both
 * number their messages 1, 2, 3, and neither may swallow a message of the other.
 */
@FunctionalInterface
interface SourceId {

    boolean isOf(EpisodeEvent entry);

    static SourceId received(String legId, String messageId) {
        return entry -> entry instanceof MessageReceived e
                && e.messageId().equals(messageId)
                && e.legId().equals(legId);
    }

    static SourceId sent(String messageId) {
        return entry -> entry instanceof MessageSent e && e.messageId().equals(messageId);
    }

    static SourceId note(String noteId) {
        return entry -> entry instanceof NoteWritten e && e.noteId().equals(noteId);
    }

    static SourceId ringing(String offerId) {
        return entry -> entry instanceof CallRinging e && e.offerId().equals(offerId);
    }

    static SourceId unanswered(String offerId) {
        return entry -> entry instanceof CallUnanswered e && e.offerId().equals(offerId);
    }

    static SourceId announced(String workId, String kind) {
        return entry -> entry instanceof WaitAnnounced e
                && e.workId().equals(workId)
                && e.kind().equals(kind);
    }

    /** Of whichever call-back: each begins with attempt 1. */
    static SourceId calledBack(int attempt) {
        return entry -> entry instanceof CallBackTried e && e.attempt() == attempt;
    }
}
