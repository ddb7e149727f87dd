package baton.engine.episode;

import static baton.engine.episode.EpisodeReply.Reason.CONVERSATION_FULL;

import baton.engine.episode.Decision.Already;
import baton.engine.episode.Decision.Close;
import baton.engine.episode.Decision.Persist;
import baton.engine.episode.Decision.Refuse;
import baton.engine.episode.EpisodeCommand.Deed;
import baton.engine.episode.EpisodeCommand.EditMessage;
import baton.engine.episode.EpisodeCommand.InviteAgent;
import baton.engine.episode.EpisodeCommand.ReceiveMessage;
import baton.engine.episode.EpisodeCommand.ReportHeld;
import baton.engine.episode.EpisodeCommand.RequestLink;
import baton.engine.episode.EpisodeCommand.SendMessage;
import baton.engine.episode.EpisodeCommand.WriteNote;
import baton.engine.episode.EpisodeEvent.EpisodeClosed;
import baton.engine.episode.EpisodeState.Opened;
import java.time.Instant;

/**
 * How long a conversation may become. What is said has a bound; what is done (assign, transfer, hang up, close) has none, so that everything can come to an end.
 * Nor has taking back what was said by mistake: it is done once with each message.
 * What a customer writes is not refused for it: it goes into the next conversation.
 */
record Bound(String episodeId, int maxEntries) {

    private static final Refuse FULL = new Refuse(
            CONVERSATION_FULL, "This conversation has become too long. Please close it and begin a new one.");

    /** What is done instead if there is no room for what has been decided. */
    Decision instead(EpisodeState state, Deed deed, Decision decided, Instant now) {
        var stores = decided instanceof Persist && isSaid(deed);
        if (!stores || !(state instanceof Opened opened) || last(opened) < maxEntries) {
            return decided;
        } else if (deed instanceof ReportHeld) {
            // of who holds a call nobody needs to know so long as it is left out
            return new Already(last(opened));
        } else if (!(deed instanceof ReceiveMessage)) {
            return FULL;
        } else if (mustStayOpen(opened)) {
            return last(opened) < 2L * maxEntries ? decided : FULL;
        }
        return close(opened, now);
    }

    /** A caller is not hung up on, and who is to be called back will be: so long it takes what the customer writes, twice as much as others. */
    private static boolean mustStayOpen(Opened state) {
        return state.story().hasLiveCall() || state.story().callBack().isPresent();
    }

    private Close close(Opened state, Instant now) {
        var closed = new EpisodeClosed(state.agent().orElse(""), EpisodeClosed.FULL, "", now);
        return new Close(closed, CustomerSide.closed(episodeId, state.after(closed)));
    }

    private static boolean isSaid(Deed deed) {
        return deed instanceof ReceiveMessage
                || deed instanceof SendMessage
                || deed instanceof EditMessage
                || deed instanceof WriteNote
                || deed instanceof InviteAgent
                || deed instanceof RequestLink
                || deed instanceof ReportHeld;
    }

    private static int last(Opened opened) {
        return opened.story().timeline().last();
    }
}
