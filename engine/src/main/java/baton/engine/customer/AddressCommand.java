package baton.engine.customer;

import baton.engine.Idempotent;
import baton.engine.NodeMessage;
import java.time.Instant;
import org.apache.pekko.actor.typed.ActorRef;

/** What an {@link Address} can be asked to do. */
public sealed interface AddressCommand extends NodeMessage {

    ActorRef<AddressReply> replyTo();

    /** Whose address is it? Nothing changes. */
    record FindOwner(ActorRef<AddressReply> replyTo) implements AddressCommand, Idempotent {}

    /** It shall belong to this customer for good, unless it already belongs to somebody. */
    record ClaimAddress(String customerId, String proof, ActorRef<AddressReply> replyTo)
            implements AddressCommand, Idempotent {}

    /** It shall belong to this customer for good, whoever had it before: somebody has proof. */
    record MoveAddress(String customerId, String proof, ActorRef<AddressReply> replyTo) implements AddressCommand {}

    /**
     * It shall mean this customer until then, unless it means somebody else now.
     *
     * @param sentTo where the code was sent that this is, as {@link AddressKey#toString()} writes it; empty: nowhere
     */
    record LendAddress(String customerId, Instant until, String sentTo, ActorRef<AddressReply> replyTo)
            implements AddressCommand {

        /** From a node of the release before this one nothing comes that it does not know. */
        public LendAddress {
            sentTo = sentTo == null ? "" : sentTo;
        }

        public LendAddress(String customerId, Instant until, ActorRef<AddressReply> replyTo) {
            this(customerId, until, "", replyTo);
        }
    }

    /** It shall mean nobody, if it means this customer now. */
    record ReleaseAddress(String customerId, ActorRef<AddressReply> replyTo) implements AddressCommand {}
}
