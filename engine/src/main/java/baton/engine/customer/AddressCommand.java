package baton.engine.customer;

import baton.engine.NodeMessage;
import java.time.Instant;
import org.apache.pekko.actor.typed.ActorRef;

/** What an {@link Address} can be asked to do. */
public sealed interface AddressCommand extends NodeMessage {

    ActorRef<AddressReply> replyTo();

    /** Whose address is it? Nothing changes. */
    record FindOwner(ActorRef<AddressReply> replyTo) implements AddressCommand {}

    /** It shall belong to this customer for good, unless it already belongs to somebody. */
    record ClaimAddress(String customerId, String proof, ActorRef<AddressReply> replyTo) implements AddressCommand {}

    /** It shall belong to this customer for good, whoever had it before: somebody has proof. */
    record MoveAddress(String customerId, String proof, ActorRef<AddressReply> replyTo) implements AddressCommand {}

    /** It shall mean this customer until then, unless it means somebody else now. */
    record LendAddress(String customerId, Instant until, ActorRef<AddressReply> replyTo) implements AddressCommand {}

    /** It shall mean nobody, if it means this customer now. */
    record ReleaseAddress(String customerId, ActorRef<AddressReply> replyTo) implements AddressCommand {}
}
