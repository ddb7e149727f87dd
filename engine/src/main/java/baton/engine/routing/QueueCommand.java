package baton.engine.routing;

import baton.engine.NodeMessage;
import baton.engine.follow.Following;
import baton.protocol.client.v1.Feed;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** What a {@link Queue} can be asked to do. All of it may be said twice. */
public sealed interface QueueCommand extends NodeMessage {

    /** Find an agent for this. Said again with another preference: the new one holds, unless it is already being offered. */
    record EnqueueWork(WorkItem work, ActorRef<Noted> replyTo) implements QueueCommand {}

    record WithdrawWork(String workId, ActorRef<Noted> replyTo) implements QueueCommand {}

    record ReportAvailability(Availability availability, ActorRef<Noted> replyTo) implements QueueCommand {}

    record ResolveOffer(String offerId, String workId, String agentId, OfferOutcome outcome, ActorRef<Noted> replyTo)
            implements QueueCommand {}

    /** Show all queues and agents as they are, then what changes. Said again: everything comes again. */
    record FollowWall(ActorRef<Feed> follower, ActorRef<Following> replyTo) implements QueueCommand {}

    record GetAgents(ActorRef<Agents> replyTo) implements QueueCommand {}

    record DeadlineReached() implements QueueCommand {}

    record RetryErrands() implements QueueCommand {}

    record ErrandDone(String errandId) implements QueueCommand {}

    /** It is in the journal. */
    record Noted() implements NodeMessage {}

    record Agents(List<Availability> agents) implements NodeMessage {}
}
