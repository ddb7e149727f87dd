package baton.engine.customer;

import java.time.Instant;
import java.util.Optional;

/** What has happened to an {@link Address}. Past tense, stored for ever as {@code address_journal.proto}. */
public sealed interface AddressEvent {

    Instant at();

    record AddressClaimed(String customerId, String proof, Optional<Instant> until, Instant at)
            implements AddressEvent {}

    record AddressReleased(String customerId, Instant at) implements AddressEvent {}
}
