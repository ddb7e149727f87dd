package baton.engine.episode;

import baton.engine.NodeMessage;
import java.util.Optional;

/** The answer to an {@link EpisodeCommand.Deed}. A refusal is a value with a code, never an exception. */
public sealed interface EpisodeReply extends NodeMessage {

    /** It is in the journal. {@code number} is that of its entry, 0 if it made none. */
    record Accepted(int number) implements EpisodeReply {}

    /**
     * {@code reason} is for machines, {@code detail} for people.
     *
     * @param continuation what the next episode must know of this one, which was full; empty: nothing, or it was not
     */
    record Rejected(Reason reason, String detail, Optional<Continuation> continuation) implements EpisodeReply {

        /** From a node of the release before this one nothing comes that it does not know. */
        public Rejected {
            continuation = continuation == null ? Optional.empty() : continuation;
        }

        public Rejected(Reason reason, String detail) {
            this(reason, detail, Optional.empty());
        }
    }

    enum Reason {
        /** Ask the customer for the current episode. */
        EPISODE_CLOSED,
        NO_SUCH_EPISODE,
        NOT_YOUR_EPISODE,
        /** Somebody else has it, or the customer has gone. */
        WORK_GONE,
        CALL_IN_PROGRESS,
        /** Three talk with each other on the telephone, or are about to. */
        IN_CONFERENCE,
        /** Somebody has been asked to take it over and has not answered yet. */
        TRANSFER_PENDING,
        /** The agent is in this episode already. */
        ALREADY_THERE,
        /** A wrap-up is prolonged once. */
        ALREADY_PROLONGED,
        /** As long as a conversation can get. What the customer writes next closes it and opens the next one, unless they are on the phone, or to be called back. */
        CONVERSATION_FULL,
        /** The customer is not on that channel. */
        NO_SUCH_LEG,
        /** A receipt is about a message that this episode has not sent, or an agent means one that the customer does not have. */
        NO_SUCH_MESSAGE,
        /** A receipt may be about the message that is just going out: its provider has answered, and the answer is not here yet. */
        NOT_SENT_YET,
        /** A colleague wrote it. */
        NOT_YOUR_MESSAGE,
        /** It has been taken back. */
        ALREADY_DELETED,
        /** It is more than its words: a file, a text with buttons, a template. */
        NOT_JUST_TEXT,
        /** The channel changes nothing that has gone out. */
        NO_EDITS_THERE,
        /** The channel takes nothing back that has gone out. */
        NO_DELETIONS_THERE,
        /** The channel does that only for a while. */
        TOO_LATE,
        /** The channel lets us write only for a while after the customer's last message. */
        WINDOW_CLOSED,
        /** The channel takes no texts as long as that. */
        TOO_LONG,
        /** The channel takes no files. */
        NO_FILES_THERE,
        NO_TEMPLATES_THERE,
        /** The channel takes no files as large as that. */
        FILE_TOO_LARGE,
        /** The channel takes no files of this kind. */
        FILE_TYPE_REFUSED,
        NOT_ALLOWED_IN_THIS_STATE;

        /** The stable code for clients. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
