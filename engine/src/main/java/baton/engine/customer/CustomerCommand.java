package baton.engine.customer;

import baton.engine.NodeMessage;
import baton.engine.follow.Following;
import baton.protocol.client.v1.CustomerView;
import java.time.Instant;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** What a {@link Customer} can be asked to do. */
public sealed interface CustomerCommand extends NodeMessage {

    /** Which episode is the current one, open or closed? {@code address}, the customer's own, is remembered. */
    record FindEpisode(Optional<AddressKey> address, ActorRef<CustomerReply> replyTo) implements CustomerCommand {}

    /**
     * The episode {@code after} is closed (empty: there was none), and something new came in: open the next one. Whoever asks
     * second gets what the first one opened.
     */
    record OpenEpisode(String after, ActorRef<CustomerReply> replyTo) implements CustomerCommand {}

    record NameCustomer(String name, ActorRef<CustomerReply> replyTo) implements CustomerCommand {}

    record AddAddress(AddressKey address, ActorRef<CustomerReply> replyTo) implements CustomerCommand {}

    record RemoveAddress(AddressKey address, ActorRef<CustomerReply> replyTo) implements CustomerCommand {}

    /** The agent has served the customer until {@code at}. What is older than what is known changes nothing. */
    record NoteServed(String agentId, String episodeId, Instant at, ActorRef<CustomerReply> replyTo)
            implements CustomerCommand {}

    /** What routing is to know. Both may be empty. */
    record ClassifyCustomer(String segment, String personalAgentId, ActorRef<CustomerReply> replyTo)
            implements CustomerCommand {}

    record GetCustomer(ActorRef<CustomerView> replyTo) implements CustomerCommand {}

    /** Push the customer now and after each change. */
    record FollowCustomer(ActorRef<CustomerView> follower, ActorRef<Following> replyTo) implements CustomerCommand {}

    /** A follower has stopped. */
    record FollowerGone(ActorRef<CustomerView> follower) implements CustomerCommand {}

    /** Nobody has asked for anything for a while. */
    record Idle() implements CustomerCommand {}
}
