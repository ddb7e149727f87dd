package baton.engine.agent;

import baton.engine.routing.OfferOutcome;
import java.time.Instant;
import java.util.List;

/** What has happened to an {@link Agent}. Past tense, stored for ever as {@code agent_journal.proto}. */
public sealed interface AgentEvent {

    Instant at();

    record PresenceChanged(Presence presence, String reason, Instant at) implements AgentEvent {}

    record PhoneRegistered(String contact, Instant until, Instant at) implements AgentEvent {}

    record PhoneUnregistered(Instant at) implements AgentEvent {}

    record OfferMade(Offer offer, Instant at) implements AgentEvent {}

    record OfferEnded(String offerId, OfferOutcome outcome, Instant at) implements AgentEvent {}

    record OfferSettled(String offerId, boolean accepted, Instant at) implements AgentEvent {}

    /**
     * @param voiceLegId the call in which the agent talks; empty for text
     * @param voice whether it is a call
     * @param role {@code owner}, {@code helper}, {@code observer}
     */
    record EpisodeTaken(
            String episodeId, String workId, String voiceLegId, String channel, boolean voice, String role, Instant at)
            implements AgentEvent {}

    record EpisodeLeft(String episodeId, String workId, Instant at) implements AgentEvent {}

    record VoiceEnded(String legId, Instant at) implements AgentEvent {}

    record DesksLost(Instant graceUntil, Instant at) implements AgentEvent {}

    record DesksFound(Instant at) implements AgentEvent {}

    record AgentMentioned(String episodeId, String noteId, String byAgentId, Instant at) implements AgentEvent {}

    record MentionsSeen(List<String> mentionIds, Instant at) implements AgentEvent {}

    /** In snapshots only: how many offers of text in a row have been missed. */
    record OffersMissed(int count, Instant at) implements AgentEvent {}
}
