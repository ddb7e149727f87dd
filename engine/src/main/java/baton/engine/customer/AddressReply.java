package baton.engine.customer;

import baton.engine.NodeMessage;
import java.time.Instant;
import java.util.Optional;

/** The answer to an {@link AddressCommand}: how things stand after it. */
public sealed interface AddressReply extends NodeMessage {

    /** It means this customer, for good or until then. */
    record Owned(String customerId, String proof, Optional<Instant> until) implements AddressReply {}

    record Unowned() implements AddressReply {}

    /** It belongs to the customer who had proof; {@code before} had it until now. */
    record Moved(Optional<String> before) implements AddressReply {}
}
