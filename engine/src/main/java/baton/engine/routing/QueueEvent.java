package baton.engine.routing;

import baton.engine.work.Explanation;
import java.time.Instant;

/** What has happened to a {@link Queue}. Past tense, stored for ever as {@code queue_journal.proto}. */
public sealed interface QueueEvent {

    Instant at();

    record WorkEnqueued(WorkItem work, Instant at) implements QueueEvent {}

    record WorkWithdrawn(String workId, Instant at) implements QueueEvent {}

    record AgentReported(Availability availability, Instant at) implements QueueEvent {}

    record AgentForgotten(String agentId, Instant at) implements QueueEvent {}

    record WorkOffered(String offerId, String workId, String agentId, Explanation explanation, Instant at)
            implements QueueEvent {}

    record WorkReturned(
            String offerId, String workId, String agentId, OfferOutcome outcome, Instant notAgainUntil, Instant at)
            implements QueueEvent {}

    /** {@code inTime}: within the queue's service level. */
    record WorkTaken(String workId, String agentId, boolean inTime, Instant at) implements QueueEvent {}

    /** The customer has been told how the wait stands: {@code long-wait} or {@code closed}. */
    record WaitTold(String workId, String kind, Instant at) implements QueueEvent {}

    /** In snapshots only: work as it waits, with what came of it so far. */
    record WorkWaiting(Waiting waiting, Instant at) implements QueueEvent {}

    /** In snapshots only: an agent who still has to be told that an offer is off. {@code at}: when it was made. */
    record RescindOwed(Waiting waiting, String offerId, String agentId, Explanation explanation, Instant at)
            implements QueueEvent {}

    /** In snapshots only: an id that is over. */
    record WorkEnded(String workId, Instant at) implements QueueEvent {}

    /** In snapshots only: how customers of one queue were served in one minute. */
    record ServiceMeasured(String queueId, ServiceLog.Minute minute, Instant at) implements QueueEvent {}
}
