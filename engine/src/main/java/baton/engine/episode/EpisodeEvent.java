package baton.engine.episode;

import baton.engine.work.Explanation;
import baton.engine.work.Medium;
import baton.engine.work.Purpose;
import baton.engine.work.Work;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What has happened to an {@link Episode}. Past tense, stored for ever as {@code episode_journal.proto}, where each is explained. */
public sealed interface EpisodeEvent {

    Instant at();

    /** {@code continues}: the episode that was full and goes on here; empty: none. */
    record EpisodeOpened(String customerId, String channel, String queueId, String continues, Instant at)
            implements EpisodeEvent {

        public EpisodeOpened(String customerId, String channel, String queueId, Instant at) {
            this(customerId, channel, queueId, "", at);
        }
    }

    record LegOpened(String legId, String channel, String address, Medium medium, Instant at) implements EpisodeEvent {}

    record MessageReceived(String messageId, String legId, String text, Content content, Instant at)
            implements EpisodeEvent {

        /** Nearly all of them are just text: one object for all. */
        public MessageReceived {
            content = content.equals(Content.TEXT) ? Content.TEXT : content;
        }

        /** Just text. */
        public MessageReceived(String messageId, String legId, String text, Instant at) {
            this(messageId, legId, text, Content.TEXT, at);
        }

        /** As it is, with the same string for the leg as all others on it have. */
        MessageReceived on(Leg leg) {
            return new MessageReceived(messageId, leg.legId(), text, content, at);
        }
    }

    /** {@code legId}: over which leg it goes out; empty: whoever has the conversation on the screen sees it. */
    record MessageSent(String messageId, String agentId, String text, String legId, Content content, Instant at)
            implements EpisodeEvent {

        public MessageSent {
            content = content.equals(Content.TEXT) ? Content.TEXT : content;
        }

        /** Just text. */
        public MessageSent(String messageId, String agentId, String text, String legId, Instant at) {
            this(messageId, agentId, text, legId, Content.TEXT, at);
        }

        public MessageSent(String messageId, String agentId, String text, Instant at) {
            this(messageId, agentId, text, "", at);
        }
    }

    /** {@code number}: the entry's. */
    record MessageForwarded(String legId, int number, String providerId, Instant at) implements EpisodeEvent {}

    /** {@code number}: that of the entry which was not delivered. */
    record DeliveryFailed(String legId, int number, String code, String detail, Instant at) implements EpisodeEvent {}

    /** {@code number}: that of the entry whose file is here now. */
    record FileStored(int number, String hash, long size, String mediaType, Instant at) implements EpisodeEvent {}

    /** {@code number}: that of the entry whose file will never be here. */
    record FileMissed(int number, String code, Instant at) implements EpisodeEvent {}

    record NoteWritten(String noteId, String agentId, String text, List<String> mentions, Instant at)
            implements EpisodeEvent {}

    record WorkQueued(Work work, Instant at) implements EpisodeEvent {}

    record AgentAssigned(String agentId, String workId, Role role, Explanation explanation, Instant at)
            implements EpisodeEvent {}

    record AgentReleased(String agentId, String reason, Instant at) implements EpisodeEvent {}

    /**
     * @param ask the warm transfer: what the second agent is asked for, while the first one stays; empty: handed on at once
     * @param byAgentId the supervisor who decided it; empty: the agent
     */
    record EpisodeTransferred(
            String fromAgentId,
            String toAgentId,
            String toQueueId,
            String note,
            Optional<Ask> ask,
            String byAgentId,
            Instant at)
            implements EpisodeEvent {}

    record AgentInvited(String agentId, String invitedAgentId, Role role, String note, Ask ask, Instant at)
            implements EpisodeEvent {}

    record WorkDeclined(String workId, String agentId, String reason, Purpose purpose, Instant at)
            implements EpisodeEvent {}

    record AgentLeft(String agentId, String reason, Instant at) implements EpisodeEvent {}

    record CallRinging(String legId, String agentId, String offerId, Instant at) implements EpisodeEvent {}

    /** {@code offerId}: empty if it was not stored. */
    record CallAnswered(String legId, String agentId, String offerId, Instant at) implements EpisodeEvent {}

    record CallUnanswered(String legId, String agentId, String offerId, String reason, Instant at)
            implements EpisodeEvent {

        /** The agent had accepted, but the caller was not joined to the phone. */
        public static final String NOT_JOINED = "not-joined";

        /** The agent was in a colleague's call, and is no more: customers do not see who else is there. */
        boolean isPartners() {
            return reason.equals("left") || reason.equals("no-conference");
        }
    }

    /** {@code by}: {@code agent}, {@code caller}, {@code both}; empty: nobody any more. */
    record CallHeld(String legId, String by, Instant at) implements EpisodeEvent {}

    record LegEnded(String legId, String reason, Instant at) implements EpisodeEvent {}

    record WrapUpStarted(String agentId, Instant until, Instant at) implements EpisodeEvent {}

    record WrapUpProlonged(String agentId, Instant until, Instant at) implements EpisodeEvent {}

    /**
     * @param opensAt when the queue opens again, if it is closed
     * @param legId over which the customer is told; empty: on the screen, or on the line
     */
    record WaitAnnounced(
            String workId, String kind, String alternative, Optional<Instant> opensAt, String legId, Instant at)
            implements EpisodeEvent {}

    /** {@code legId}: the call that ended for it; empty: the customer wrote the number. */
    record CallBackRequested(String number, String legId, Instant at) implements EpisodeEvent {}

    /** {@code again}: when it is tried once more; empty: not by itself. */
    record CallBackTried(String agentId, int attempt, boolean reached, Optional<Instant> again, Instant at)
            implements EpisodeEvent {}

    record EpisodeResumed(String agentId, Instant at) implements EpisodeEvent {}

    record EpisodeClosed(String agentId, String disposition, String note, Instant at) implements EpisodeEvent {

        /** The disposition of what was full when the customer wrote, and goes on in the next one. */
        public static final String FULL = "full";
    }

    record EntriesDelivered(Party party, int upTo, Instant at) implements EpisodeEvent {}

    record EntriesRead(Party party, int upTo, Instant at) implements EpisodeEvent {}

    /** {@code listener}: a program outside that follows along. */
    record EntriesTold(String listener, int upTo, Instant at) implements EpisodeEvent {}

    record AddressLinked(String channel, String address, String agentId, Instant at) implements EpisodeEvent {}

    /** A link is to be sent to this address, which is not known to be the customer's until they have opened it. */
    record LinkRequested(String channel, String address, String language, Instant at) implements EpisodeEvent {}

    /** The customer of {@code episodeId} is the same person: it goes on here. {@code mergeId}: which merge of customers made it so. */
    record EpisodeJoined(String episodeId, String mergeId, List<JoinedLeg> legs, Instant at) implements EpisodeEvent {}

    /** It goes on in {@code episodeId}. */
    record EpisodeMerged(String episodeId, String mergeId, Instant at) implements EpisodeEvent {

        /** The disposition with which it is closed then. */
        public static final String MERGED = "merged";
    }

    /** They are two persons after all: it goes on by itself, and not in {@code episodeId}. */
    record EpisodeReopened(String mergeId, String agentId, String episodeId, Instant at) implements EpisodeEvent {}

    /** One of two persons is not in this episode any more. {@code episodeId}: where they go on; empty: nowhere yet. */
    record EpisodeSplit(String agentId, String episodeId, Instant at) implements EpisodeEvent {}

    /** Where a customer can be written to. {@code heardAt}: when they last wrote there. */
    record JoinedLeg(String legId, String channel, String address, Optional<Instant> heardAt) {}

    /** What a colleague is asked for, and until when: then the answer is no. */
    record Ask(String workId, Instant until) {}

    /** Whether it has a number on the timeline. What is only known as "up to here" has none. */
    default boolean isEntry() {
        return !(this instanceof EntriesDelivered
                || this instanceof EntriesRead
                || this instanceof EntriesTold
                || this instanceof MessageForwarded);
    }
}
