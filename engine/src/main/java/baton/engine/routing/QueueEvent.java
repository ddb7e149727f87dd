package baton.engine.routing;

import java.time.Instant;

/** What has happened to a {@link Queue}. Past tense, stored for ever as {@code queue_journal.proto}. */
public sealed interface QueueEvent {

    Instant at();

    record WorkEnqueued(WorkItem work, Instant at) implements QueueEvent {}

    record WorkWithdrawn(String workId, Instant at) implements QueueEvent {}

    record AgentReported(Availability availability, Instant at) implements QueueEvent {}

    record WorkOffered(String offerId, String workId, String agentId, String because, Instant at)
            implements QueueEvent {}

    record WorkReturned(
            String offerId, String workId, String agentId, OfferOutcome outcome, Instant notAgainUntil, Instant at)
            implements QueueEvent {}

    record WorkTaken(String workId, String agentId, Instant at) implements QueueEvent {}
}
