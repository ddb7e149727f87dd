package baton.engine.episode;

import baton.engine.work.Explanation;
import baton.engine.work.Medium;
import baton.engine.work.Work;
import java.time.Instant;

/** What has happened to an {@link Episode}. Past tense, stored for ever as {@code episode_journal.proto}, where each is explained. */
public sealed interface EpisodeEvent {

    Instant at();

    record EpisodeOpened(String customerId, String channel, String queueId, Instant at) implements EpisodeEvent {}

    record LegOpened(String legId, String channel, String address, Medium medium, Instant at) implements EpisodeEvent {}

    record MessageReceived(String messageId, String legId, String text, Instant at) implements EpisodeEvent {}

    record MessageSent(String messageId, String agentId, String text, Instant at) implements EpisodeEvent {}

    record NoteWritten(String noteId, String agentId, String text, Instant at) implements EpisodeEvent {}

    record WorkQueued(Work work, Instant at) implements EpisodeEvent {}

    /** {@code role}: "owner" serves the episode from now on, "helper" stands by, "observer" looks on. */
    record AgentAssigned(String agentId, String workId, String role, Explanation explanation, Instant at)
            implements EpisodeEvent {}

    record AgentReleased(String agentId, String reason, Instant at) implements EpisodeEvent {}

    record EpisodeTransferred(String fromAgentId, String toAgentId, String note, Instant at) implements EpisodeEvent {}

    record CallRinging(String legId, String agentId, String offerId, Instant at) implements EpisodeEvent {}

    record CallAnswered(String legId, String agentId, Instant at) implements EpisodeEvent {}

    record CallUnanswered(String legId, String agentId, String offerId, String reason, Instant at)
            implements EpisodeEvent {}

    record LegEnded(String legId, String reason, Instant at) implements EpisodeEvent {}

    record WrapUpStarted(String agentId, Instant until, Instant at) implements EpisodeEvent {}

    record EpisodeResumed(String agentId, Instant at) implements EpisodeEvent {}

    record EpisodeClosed(String agentId, String disposition, String note, Instant at) implements EpisodeEvent {}

    record EntriesDelivered(Party party, int upTo, Instant at) implements EpisodeEvent {}

    record EntriesRead(Party party, int upTo, Instant at) implements EpisodeEvent {}

    record AddressLinked(String channel, String address, String agentId, Instant at) implements EpisodeEvent {}

    /** Whether it has a number on the timeline. What is only known as "up to here" has none. */
    default boolean isEntry() {
        return !(this instanceof EntriesDelivered || this instanceof EntriesRead);
    }
}
