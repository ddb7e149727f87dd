package baton.engine.customer;

import java.time.Instant;

/** What has happened to a {@link Customer}. Past tense, stored for ever as {@code customer_journal.proto}. */
public sealed interface CustomerEvent {

    Instant at();

    record CustomerNamed(String name, Instant at) implements CustomerEvent {}

    record AddressAdded(AddressKey address, Instant at) implements CustomerEvent {}

    record AddressRemoved(AddressKey address, Instant at) implements CustomerEvent {}

    record EpisodeOpened(String episodeId, Instant at) implements CustomerEvent {}

    /** {@code at}: until when. */
    record CustomerServed(String agentId, String episodeId, Instant at) implements CustomerEvent {}

    record CustomerClassified(String segment, String personalAgentId, Instant at) implements CustomerEvent {}
}
