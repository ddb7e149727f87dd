package baton.engine.episode;

import baton.engine.Idempotent;
import baton.engine.NodeMessage;
import baton.engine.follow.Following;
import baton.engine.work.Explanation;
import baton.protocol.client.v1.Feed;
import baton.protocol.client.v1.RoutingView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** What an {@link Episode} can be asked to do. Imperative mood. */
public sealed interface EpisodeCommand extends NodeMessage {

    /** A command that is answered after it is in the journal. */
    sealed interface Deed extends EpisodeCommand {
        ActorRef<EpisodeReply> replyTo();
    }

    /**
     * Whose episode it is to become if this is the first contact, where it waits, and what is known of the customer.
     *
     * @param segment empty for none
     * @param personalAgentId empty for nobody
     * @param lastAgentId empty for nobody
     * @param lastAgentAt when that agent served the customer; of no meaning if there is none
     * @param continues the full one that it goes on with; empty: none
     */
    record Opening(
            String customerId,
            String queueId,
            String segment,
            String personalAgentId,
            String lastAgentId,
            Instant lastAgentAt,
            Optional<Continuation> continues) {

        /** From a node of the release before this one nothing comes that it does not know. */
        public Opening {
            continues = continues == null ? Optional.empty() : continues;
        }

        /** Of a customer of whom nothing else is known. */
        public static Opening of(String customerId, String queueId) {
            return new Opening(customerId, queueId, "", "", "", Instant.EPOCH, Optional.empty());
        }
    }

    /** Has this message been said here before? Accepted with its number, otherwise rejected with {@link EpisodeReply.Reason#NO_SUCH_MESSAGE}; nothing is stored. */
    record RecognizeMessage(String channel, String address, String messageId, ActorRef<EpisodeReply> replyTo)
            implements Deed, Idempotent {}

    /**
     * The customer wrote. The same {@code messageId} twice is one message: gateways retry.
     *
     * @param opening empty: only goes on with a conversation that this address is in. Where that is not enough, the answer is
     *     {@link EpisodeReply.Reason#EPISODE_CLOSED}, and whoever asks finds out about the customer first
     */
    record ReceiveMessage(
            Optional<Opening> opening,
            String channel,
            String address,
            String messageId,
            String text,
            Content content,
            ActorRef<EpisodeReply> replyTo)
            implements Deed, Idempotent {

        /** Just text. */
        public ReceiveMessage(
                Optional<Opening> opening,
                String channel,
                String address,
                String messageId,
                String text,
                ActorRef<EpisodeReply> replyTo) {
            this(opening, channel, address, messageId, text, Content.TEXT, replyTo);
        }
    }

    /** The customer calls. The same {@code legId} twice is one call. */
    record ReceiveCall(Opening opening, String channel, String address, String legId, ActorRef<EpisodeReply> replyTo)
            implements Deed, Idempotent {}

    /** {@code legId}: over which leg; empty: where the customer appeared or wrote last. */
    record SendMessage(
            String agentId,
            String messageId,
            String text,
            String legId,
            Content content,
            ActorRef<EpisodeReply> replyTo)
            implements Deed {

        /** Just text. */
        public SendMessage(
                String agentId, String messageId, String text, String legId, ActorRef<EpisodeReply> replyTo) {
            this(agentId, messageId, text, legId, Content.TEXT, replyTo);
        }

        public SendMessage(String agentId, String messageId, String text, ActorRef<EpisodeReply> replyTo) {
            this(agentId, messageId, text, "", replyTo);
        }
    }

    /** The agent corrects a text of their own. {@code number}: of the entry with the first text. The same {@code messageId} twice is one correction. */
    record EditMessage(String agentId, String messageId, int number, String text, ActorRef<EpisodeReply> replyTo)
            implements Deed {}

    /** The agent takes back a message of their own. {@code number}: of its entry. The same {@code messageId} twice is one deed. */
    record DeleteMessage(String agentId, String messageId, int number, ActorRef<EpisodeReply> replyTo)
            implements Deed {}

    /**
     * What came of handing an entry to a messenger's provider.
     *
     * @param taken whether the provider has it; if not, it never will
     * @param providerId how the provider calls it; empty if it does not say
     * @param code why it failed, for machines; empty if it is taken
     */
    record ReportDelivery(
            String legId,
            int number,
            boolean taken,
            String providerId,
            String code,
            String detail,
            ActorRef<EpisodeReply> replyTo)
            implements Deed, Idempotent {}

    /** A listener has been told of this entry, or never will be. */
    record ReportTold(String listener, int number, ActorRef<EpisodeReply> replyTo) implements Deed, Idempotent {}

    /**
     * What came of fetching the file of an entry.
     *
     * @param hash empty: it will never be here
     * @param code why not; empty if it is here
     */
    record ReportFile(int number, String hash, long size, String mediaType, String code, ActorRef<EpisodeReply> replyTo)
            implements Deed, Idempotent {}

    /** A question: the file of this entry. */
    record GetFile(int number, boolean toCustomer, ActorRef<StoredFile> replyTo) implements EpisodeCommand {}

    /** The answer to {@link GetFile}. {@code hash}: empty if there is none, or not yet. */
    record StoredFile(String hash, String kind, String name, String mediaType, long size) implements NodeMessage {

        static final StoredFile NONE = new StoredFile("", "", "", "", 0);
    }

    /** A provider says what has become of a message that it had taken. */
    record ReportReceipt(
            String legId, String providerId, String state, String code, String detail, ActorRef<EpisodeReply> replyTo)
            implements Deed {

        public static final String DELIVERED = "delivered";
        public static final String READ = "read";
        public static final String FAILED = "failed";
    }

    /** {@code mentions}: colleagues who are named in it and must be told. */
    record WriteNote(String agentId, String noteId, String text, List<String> mentions, ActorRef<EpisodeReply> replyTo)
            implements Deed {}

    /** The agent accepted this work. */
    record AssignAgent(String agentId, String workId, Explanation explanation, ActorRef<EpisodeReply> replyTo)
            implements Deed {}

    /** The agent cannot go on, for example because no desk has come back: somebody else must. */
    record ReturnEpisode(String agentId, String reason, ActorRef<EpisodeReply> replyTo) implements Deed {}

    /**
     * @param toAgentId empty: to whoever the queue finds
     * @param toQueueId empty: the queue in which it is
     * @param warm whether the agent stays until the second one has accepted
     */
    record TransferEpisode(
            String agentId,
            String toAgentId,
            String toQueueId,
            String note,
            boolean warm,
            ActorRef<EpisodeReply> replyTo)
            implements Deed {}

    /** Somebody else is to serve it, now. Whether {@code byAgentId} may decide that is known at the door. */
    record ReassignEpisode(
            String byAgentId, String toAgentId, String toQueueId, String note, ActorRef<EpisodeReply> replyTo)
            implements Deed {}

    /** A colleague is to stand by, or to look on. */
    record InviteAgent(String agentId, String invitedAgentId, Role role, String note, ActorRef<EpisodeReply> replyTo)
            implements Deed {}

    /** A warm transfer or an invitation that nobody has accepted yet is off. */
    record WithdrawInvitation(String agentId, String workId, ActorRef<EpisodeReply> replyTo) implements Deed {}

    /** The offer of this work ended with this agent, and not by an acceptance. */
    record DeclineWork(String workId, String agentId, String outcome, ActorRef<EpisodeReply> replyTo) implements Deed {}

    /** A helper or observer goes. */
    record LeaveEpisode(String agentId, ActorRef<EpisodeReply> replyTo) implements Deed {}

    record StartWrapUp(String agentId, ActorRef<EpisodeReply> replyTo) implements Deed {}

    record ProlongWrapUp(String agentId, ActorRef<EpisodeReply> replyTo) implements Deed {}

    /** How an attempt to call the customer back ended; {@code attempt} counts from 1. */
    record ReportCallBack(String agentId, int attempt, boolean reached, ActorRef<EpisodeReply> replyTo)
            implements Deed {}

    record CloseEpisode(String agentId, String disposition, String note, ActorRef<EpisodeReply> replyTo)
            implements Deed {}

    /** The call rings at the agent's phone. */
    record ReportRinging(String legId, String agentId, String offerId, ActorRef<EpisodeReply> replyTo)
            implements Deed {}

    /** {@code since}: when the two were connected. */
    record ReportAnswered(String legId, String agentId, String offerId, Instant since, ActorRef<EpisodeReply> replyTo)
            implements Deed {}

    /**
     * The agent's phone did not take the call, or, if {@code reason} is {@link EpisodeEvent.CallUnanswered#NOT_JOINED}, took it and
     * did not get the caller.
     *
     * @param talkingAgentId who talks with the caller instead; empty: nobody
     */
    record ReportUnanswered(
            String legId,
            String agentId,
            String offerId,
            String reason,
            String talkingAgentId,
            ActorRef<EpisodeReply> replyTo)
            implements Deed {}

    /** {@code by} as in {@link EpisodeEvent.CallHeld}. */
    record ReportHeld(String legId, String by, ActorRef<EpisodeReply> replyTo) implements Deed {}

    record EndLeg(String legId, String reason, ActorRef<EpisodeReply> replyTo) implements Deed {}

    /**
     * The customer must know how the wait stands: once for each work and kind.
     *
     * @param kind {@link #LONG_WAIT}, {@link #CLOSED}
     * @param alternative what the customer can do instead: {@code message}, {@link #CALL_BACK}; empty for nothing
     * @param opensAt when the queue opens again, if it is closed
     */
    record AnnounceWait(
            String workId, String kind, String alternative, Optional<Instant> opensAt, ActorRef<EpisodeReply> replyTo)
            implements Deed {

        public static final String LONG_WAIT = "long-wait";
        public static final String CLOSED = "closed";
        public static final String CALL_BACK = "call-back";

        boolean offersCallBack() {
            return alternative.equals(CALL_BACK);
        }
    }

    /** Another address of the customer is confirmed; {@code agentId} is empty if the customer proved it. Where it can be written to, it becomes a leg. */
    record NoteAddress(String channel, String address, String agentId, ActorRef<EpisodeReply> replyTo)
            implements Deed {}

    /** Does a link to this address wait to be sent? Accepted with its number, otherwise rejected with {@link EpisodeReply.Reason#NO_SUCH_MESSAGE}; nothing is stored. */
    record FindLink(String channel, String address, ActorRef<EpisodeReply> replyTo) implements Deed {}

    /** A link is to be sent to this address, so that the customer can prove that it is theirs. Asked again before it has gone out it is one. */
    record RequestLink(String channel, String address, String language, ActorRef<EpisodeReply> replyTo)
            implements Deed {}

    /**
     * The customer of {@code standing.episodeId} is the same person, and what was going on there goes on here.
     *
     * @param standing how it stands there
     */
    record JoinEpisode(String mergeId, Standing standing, ActorRef<EpisodeReply> replyTo) implements Deed {}

    /** The customer is the same person as that of {@code episodeId}, where it goes on. */
    record YieldEpisode(String episodeId, String mergeId, ActorRef<EpisodeReply> replyTo) implements Deed {}

    /** What was merged by {@code mergeId} into {@code episodeId} goes on by itself. */
    record ReopenEpisode(String episodeId, String mergeId, String agentId, ActorRef<EpisodeReply> replyTo)
            implements Deed {}

    /**
     * One of two persons leaves.
     *
     * @param addresses theirs
     * @param toEpisodeId where they go on; empty: nowhere yet
     */
    record SplitEpisode(List<Whereabouts> addresses, String toEpisodeId, String agentId, ActorRef<EpisodeReply> replyTo)
            implements Deed {}

    /** An address inside a channel. */
    record Whereabouts(String channel, String address) {}

    /** How does it stand? Nothing changes. */
    record GetStanding(ActorRef<Standing> replyTo) implements EpisodeCommand {}

    /**
     * How an episode stands, for whoever has to choose between two.
     *
     * @param rank the higher, the more it must go on; 0: it is closed, or has never been
     * @param callBack the number under which the customer is to be called back; empty: they are not
     */
    record Standing(String episodeId, int rank, Instant openedAt, List<StandingLeg> legs, String callBack)
            implements NodeMessage {

        public static final int CLOSED = 0;

        public boolean isOpen() {
            return rank > CLOSED;
        }

        /** Who is in a call goes on, else who is being served, else who came first. */
        public boolean goesBefore(Standing other) {
            return rank != other.rank
                    ? rank > other.rank
                    : openedAt.equals(other.openedAt)
                            ? episodeId.compareTo(other.episodeId) < 0
                            : openedAt.isBefore(other.openedAt);
        }
    }

    /** {@code heardAt}: when the customer last wrote there. */
    record StandingLeg(
            String legId, String channel, String address, boolean text, boolean ended, Optional<Instant> heardAt) {}

    /** Everything up to this number has reached, or been read on, the party's screen. Never refused, never answered. */
    record MarkSeen(Party party, String agentId, int upTo, boolean read) implements EpisodeCommand {}

    /** What was marked a moment ago is to be stored. The episode says it to itself. */
    record StoreMarks() implements EpisodeCommand {}

    /** Somebody is writing. */
    record NoteTyping(Party party, String agentId) implements EpisodeCommand {}

    /** A colleague has the episode on the screen. */
    record NoteLooking(String agentId) implements EpisodeCommand {}

    /** Push the timeline after this number, then everything as it happens. {@code look}: the answer bears it, too. */
    record FollowEpisode(Party party, int after, int look, ActorRef<Feed> follower, ActorRef<Following> replyTo)
            implements EpisodeCommand {

        public FollowEpisode(Party party, int after, ActorRef<Feed> follower, ActorRef<Following> replyTo) {
            this(party, after, 0, follower, replyTo);
        }
    }

    /** As much of the timeline after this number as fits into one message. */
    record GetTimeline(int after, ActorRef<Feed> replyTo) implements EpisodeCommand {}

    /** How it has been routed, as far as the episode knows. */
    record GetRouting(ActorRef<RoutingView> replyTo) implements EpisodeCommand {}

    /** A follower has stopped. */
    record FollowerGone(ActorRef<Feed> follower) implements EpisodeCommand {}

    record DeadlineReached() implements EpisodeCommand {}

    record RetryErrands() implements EpisodeCommand {}

    record ErrandDone(String errandId, long begun) implements EpisodeCommand {}

    /** Nobody has asked for anything for a while. */
    record Idle() implements EpisodeCommand {}
}
