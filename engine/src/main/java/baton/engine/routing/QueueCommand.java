package baton.engine.routing;

import baton.engine.NodeMessage;
import baton.engine.follow.Following;
import baton.engine.work.Explanation;
import baton.protocol.client.v1.Feed;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** What a {@link Queue} can be asked to do. All of it may be said twice. */
public sealed interface QueueCommand extends NodeMessage {

    /** What changes who waits and who may serve. Put into the in-tray, decided with all that lies there, answered when it is stored. */
    sealed interface Change extends QueueCommand {

        ActorRef<Noted> replyTo();
    }

    /** Find an agent for this. Said again with other wishes: the new ones hold, unless it is already being offered. */
    record EnqueueWork(WorkItem work, ActorRef<Noted> replyTo) implements Change {}

    record WithdrawWork(String workId, ActorRef<Noted> replyTo) implements Change {}

    record ReportAvailability(Availability availability, ActorRef<Noted> replyTo) implements Change {}

    record ResolveOffer(String offerId, String workId, String agentId, OfferOutcome outcome, ActorRef<Noted> replyTo)
            implements Change {}

    /** Something lies in the in-tray. */
    record DecideChanges() implements QueueCommand {}

    /** The configuration has changed: read the rules again. */
    record ReconsiderRules() implements QueueCommand {}

    record GetAgents(ActorRef<Agents> replyTo) implements QueueCommand {}

    /** How does this stand, and why? */
    record ExplainWork(String workId, ActorRef<Standing> replyTo) implements QueueCommand {}

    /** Push queues and agents as they are now, then what changes. */
    record FollowWall(ActorRef<Feed> follower, ActorRef<Following> replyTo) implements QueueCommand {}

    /** A follower has stopped. */
    record FollowerGone(ActorRef<Feed> follower) implements QueueCommand {}

    /** Push what has changed since the last time. */
    record PushWall() implements QueueCommand {}

    record DeadlineReached() implements QueueCommand {}

    record RetryErrands() implements QueueCommand {}

    record ErrandDone(String errandId, long begun) implements QueueCommand {}

    /** It is in the journal. */
    record Noted() implements NodeMessage {}

    record Agents(List<Availability> agents) implements NodeMessage {}

    /**
     * @param status {@code waiting}, {@code offered} or {@code unknown}
     * @param agentId who looks at it; empty for nobody
     * @param explanation why nobody yet, or why this agent is asked; empty if the work is not known
     * @param ahead how many are before it in its line
     */
    record Standing(String status, String agentId, Optional<Explanation> explanation, int ahead)
            implements NodeMessage {}
}
