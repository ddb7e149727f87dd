package baton.engine.customer;

import baton.engine.NodeMessage;
import java.time.Instant;
import java.util.Optional;

/** The answer to an {@link AddressCommand}: how things stand after it. */
public sealed interface AddressReply extends NodeMessage {

    /** It means this customer, for good or until then. {@code sentTo}: where the code was sent that this is; empty: nowhere. */
    record Owned(String customerId, String proof, Optional<Instant> until, String sentTo) implements AddressReply {

        /** From a node of the release before this one nothing comes that it does not know. */
        public Owned {
            sentTo = sentTo == null ? "" : sentTo;
        }

        public Owned(String customerId, String proof, Optional<Instant> until) {
            this(customerId, proof, until, "");
        }
    }

    record Unowned() implements AddressReply {}

    /** It belongs to the customer who had proof; {@code before} had it until then, and may still count it among theirs. */
    record Moved(Optional<String> before) implements AddressReply {}
}
