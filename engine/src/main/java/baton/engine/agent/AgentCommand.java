package baton.engine.agent;

import baton.engine.NodeMessage;
import baton.engine.follow.Following;
import baton.engine.routing.OfferOutcome;
import baton.engine.work.Explanation;
import baton.engine.work.Work;
import baton.protocol.client.v1.Feed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** What an {@link Agent} can be asked to do. */
public sealed interface AgentCommand extends NodeMessage {

    /** A command that is answered after it is in the journal. */
    sealed interface Deed extends AgentCommand {
        ActorRef<AgentReply> replyTo();
    }

    record SetPresence(Presence presence, String reason, ActorRef<AgentReply> replyTo) implements Deed {}

    /**
     * The queue has chosen this agent. Refused if there is no room; the same offer twice is one offer.
     *
     * @param patience how long the agent may look at it
     * @param autoAccept text is accepted without asking
     */
    record OfferWork(
            String offerId,
            String episodeId,
            Work work,
            Duration patience,
            boolean autoAccept,
            Explanation explanation,
            ActorRef<AgentReply> replyTo)
            implements Deed {}

    /** {@code legId}: the call that the agent has picked up. Calls are accepted by picking up, everything else (empty) at the desk. */
    record AcceptOffer(String offerId, String legId, ActorRef<AgentReply> replyTo) implements Deed {}

    record RejectOffer(String offerId, OfferOutcome outcome, ActorRef<AgentReply> replyTo) implements Deed {}

    /** The work has gone: the customer has hung up, or somebody else serves them. */
    record RescindOffer(String offerId, ActorRef<AgentReply> replyTo) implements Deed {}

    /** The work that the agent had taken is done, or somebody else's now. Empty: all of the episode. */
    record LeaveEpisode(String episodeId, String workId, ActorRef<AgentReply> replyTo) implements Deed {}

    /** Who has come into this call beside a colleague serves the episode now: the colleague has left. */
    record OwnEpisode(String legId, ActorRef<AgentReply> replyTo) implements Deed {}

    record EndVoice(String legId, ActorRef<AgentReply> replyTo) implements Deed {}

    /** A colleague has named the agent in this note; {@code at} is the time of the note. The same note twice is one mention. */
    record MentionAgent(String episodeId, String noteId, String byAgentId, Instant at, ActorRef<AgentReply> replyTo)
            implements Deed {}

    record SeeMentions(List<String> mentionIds, ActorRef<AgentReply> replyTo) implements Deed {}

    record RegisterPhone(String contact, Instant until, ActorRef<AgentReply> replyTo) implements Deed {}

    /** {@code contact}: of the phone that has gone; it is ignored if another one has been registered since. Empty: whichever there is. */
    record UnregisterPhone(String contact, ActorRef<AgentReply> replyTo) implements Deed {

        public UnregisterPhone {
            contact = contact == null ? "" : contact; // the release before did not say it
        }
    }

    /** The configuration has changed: read the profile again. */
    record ReconsiderProfile() implements AgentCommand {}

    /** A desk of this agent is open: push the agent's state now and after each change. */
    record FollowAgent(ActorRef<Feed> follower, ActorRef<Following> replyTo) implements AgentCommand {}

    /** A desk has gone. */
    record FollowerGone(ActorRef<Feed> follower) implements AgentCommand {}

    /** After a restart nobody knows which desks are still there: wait for them as long as the grace lasts. */
    record MissDesks() implements AgentCommand {}

    record DeadlineReached() implements AgentCommand {}

    record RetryErrands() implements AgentCommand {}

    record ErrandDone(String errandId, long begun) implements AgentCommand {}

    record Idle() implements AgentCommand {}
}
