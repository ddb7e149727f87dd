package baton.engine.customer;

import java.time.Instant;
import java.util.Optional;

/** What has happened to an {@link Address}. Past tense, stored for ever as {@code address_journal.proto}. */
public sealed interface AddressEvent {

    Instant at();

    /**
     * @param until empty: for good
     * @param sentTo where the code was sent that this is; empty: nowhere
     * @param movedFrom whose it was until now, if proof has taken it from them
     */
    record AddressClaimed(
            String customerId,
            String proof,
            Optional<Instant> until,
            String sentTo,
            Optional<String> movedFrom,
            Instant at)
            implements AddressEvent {

        public AddressClaimed(String customerId, String proof, Optional<Instant> until, Instant at) {
            this(customerId, proof, until, "", Optional.empty(), at);
        }
    }

    record AddressReleased(String customerId, Instant at) implements AddressEvent {}
}
