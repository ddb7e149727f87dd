package baton.engine.episode;

import baton.engine.NodeMessage;
import baton.engine.follow.Following;
import baton.engine.work.Explanation;
import baton.protocol.client.v1.Feed;
import org.apache.pekko.actor.typed.ActorRef;

/** What an {@link Episode} can be asked to do. Imperative mood. */
public sealed interface EpisodeCommand extends NodeMessage {

    /** A command that is answered after it is in the journal. */
    sealed interface Deed extends EpisodeCommand {
        ActorRef<EpisodeReply> replyTo();
    }

    /** Whose episode it is to become if this is the first contact, and where it waits. */
    record Opening(String customerId, String queueId) {}

    /** The customer wrote. The same {@code messageId} twice is one message: gateways retry. */
    record ReceiveMessage(
            Opening opening,
            String channel,
            String address,
            String messageId,
            String text,
            ActorRef<EpisodeReply> replyTo)
            implements Deed {}

    /** The customer calls. The same {@code legId} twice is one call. */
    record ReceiveCall(Opening opening, String channel, String address, String legId, ActorRef<EpisodeReply> replyTo)
            implements Deed {}

    record SendMessage(String agentId, String messageId, String text, ActorRef<EpisodeReply> replyTo) implements Deed {}

    record WriteNote(String agentId, String noteId, String text, ActorRef<EpisodeReply> replyTo) implements Deed {}

    /** The agent accepted this work. */
    record AssignAgent(String agentId, String workId, Explanation explanation, ActorRef<EpisodeReply> replyTo)
            implements Deed {}

    /** The agent cannot go on, for example because no desk has come back: somebody else must. */
    record ReturnEpisode(String agentId, String reason, ActorRef<EpisodeReply> replyTo) implements Deed {}

    /** {@code toAgentId} may be empty: to whoever the queue finds. */
    record TransferEpisode(String agentId, String toAgentId, String note, ActorRef<EpisodeReply> replyTo)
            implements Deed {}

    record StartWrapUp(String agentId, ActorRef<EpisodeReply> replyTo) implements Deed {}

    record CloseEpisode(String agentId, String disposition, String note, ActorRef<EpisodeReply> replyTo)
            implements Deed {}

    /** The call rings at the agent's phone. */
    record ReportRinging(String legId, String agentId, String offerId, ActorRef<EpisodeReply> replyTo)
            implements Deed {}

    record ReportAnswered(String legId, String agentId, ActorRef<EpisodeReply> replyTo) implements Deed {}

    record ReportUnanswered(String legId, String agentId, String offerId, String reason, ActorRef<EpisodeReply> replyTo)
            implements Deed {}

    record EndLeg(String legId, String reason, ActorRef<EpisodeReply> replyTo) implements Deed {}

    /** Another address of the customer is confirmed; {@code agentId} is empty if the customer proved it. */
    record NoteAddress(String channel, String address, String agentId, ActorRef<EpisodeReply> replyTo)
            implements Deed {}

    /** Everything up to this number has reached, or been read on, the party's screen. Never refused, never answered. */
    record MarkSeen(Party party, String agentId, int upTo, boolean read) implements EpisodeCommand {}

    /** Somebody is writing. */
    record NoteTyping(Party party, String agentId) implements EpisodeCommand {}

    /** Push the timeline after this number, then everything as it happens. */
    record FollowEpisode(Party party, int after, ActorRef<Feed> follower, ActorRef<Following> replyTo)
            implements EpisodeCommand {}

    /** As much of the timeline after this number as fits into one message. */
    record GetTimeline(int after, ActorRef<Feed> replyTo) implements EpisodeCommand {}

    /** A follower has stopped. */
    record FollowerGone(ActorRef<Feed> follower) implements EpisodeCommand {}

    record DeadlineReached() implements EpisodeCommand {}

    record RetryErrands() implements EpisodeCommand {}

    record ErrandDone(String errandId) implements EpisodeCommand {}

    /** Nobody has asked for anything for a while. */
    record Idle() implements EpisodeCommand {}
}
