package baton.engine.episode;

import static baton.engine.episode.EpisodeReply.Reason.CONVERSATION_FULL;

import baton.engine.episode.EpisodeCommand.Deed;
import baton.engine.episode.EpisodeCommand.DeleteMessage;
import baton.engine.episode.EpisodeCommand.EditMessage;
import baton.engine.episode.EpisodeCommand.InviteAgent;
import baton.engine.episode.EpisodeCommand.ReceiveMessage;
import baton.engine.episode.EpisodeCommand.ReportHeld;
import baton.engine.episode.EpisodeCommand.RequestLink;
import baton.engine.episode.EpisodeCommand.SendMessage;
import baton.engine.episode.EpisodeCommand.WriteNote;
import baton.engine.episode.EpisodeReply.Accepted;
import baton.engine.episode.EpisodeReply.Rejected;
import baton.engine.episode.EpisodeState.Opened;
import java.util.Optional;

/** How long a conversation may become. What is said has a bound; what is done (assign, transfer, hang up, close) has none, so that everything can come to an end. */
record Bound(int maxEntries) {

    private static final Rejected FULL = new Rejected(
            CONVERSATION_FULL, "This conversation has become too long. Please close it and begin a new one.");

    /** What is answered instead of doing it; empty if there is room for it. */
    Optional<EpisodeReply> refusal(EpisodeState state, Deed deed) {
        if (!(state instanceof Opened opened) || !isSaid(deed) || last(opened) < maxEntries) {
            return Optional.empty();
        }
        // of who holds a call nobody needs to know so long as it is left out
        return Optional.of(deed instanceof ReportHeld ? new Accepted(last(opened)) : FULL);
    }

    private static boolean isSaid(Deed deed) {
        return deed instanceof ReceiveMessage
                || deed instanceof SendMessage
                || deed instanceof EditMessage
                || deed instanceof DeleteMessage
                || deed instanceof WriteNote
                || deed instanceof InviteAgent
                || deed instanceof RequestLink
                || deed instanceof ReportHeld;
    }

    private static int last(Opened opened) {
        return opened.story().timeline().last();
    }
}
