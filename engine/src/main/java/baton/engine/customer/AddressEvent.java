package baton.engine.customer;

import java.time.Instant;
import java.util.Optional;

/** What has happened to an {@link Address}. Past tense, stored for ever as {@code address_journal.proto}. */
public sealed interface AddressEvent {

    Instant at();

    /** {@code sentTo}: where the code was sent that this is; empty: nowhere. */
    record AddressClaimed(String customerId, String proof, Optional<Instant> until, String sentTo, Instant at)
            implements AddressEvent {

        public AddressClaimed(String customerId, String proof, Optional<Instant> until, Instant at) {
            this(customerId, proof, until, "", at);
        }
    }

    record AddressReleased(String customerId, Instant at) implements AddressEvent {}
}
