package baton.engine.customer;

import baton.engine.Idempotent;
import baton.engine.NodeMessage;
import baton.engine.follow.Following;
import baton.engine.likeness.Clue;
import baton.protocol.client.v1.CustomerView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** What a {@link Customer} can be asked to do. */
public sealed interface CustomerCommand extends NodeMessage {

    /**
     * Which episode is the current one, open or closed? If there has been none, the first one is opened.
     *
     * @param address the customer's own, is remembered
     * @param also an episode of whoever was asked first, which may have seen before what comes now; empty: none
     */
    record FindEpisode(Optional<AddressKey> address, String also, ActorRef<CustomerReply> replyTo)
            implements CustomerCommand, Idempotent {

        /** From a node of the release before this one nothing comes that it does not know. */
        public FindEpisode {
            also = also == null ? "" : also;
        }

        /** Of the customer themselves. */
        public FindEpisode(Optional<AddressKey> address, ActorRef<CustomerReply> replyTo) {
            this(address, "", replyTo);
        }
    }

    /**
     * The episode {@code after} is closed (empty: there was none), and something new came in: open the next one. Whoever asks
     * second gets what the first one opened.
     *
     * @param continues whether {@code after} was full and goes on in the next one
     */
    record OpenEpisode(String after, boolean continues, ActorRef<CustomerReply> replyTo)
            implements CustomerCommand, Idempotent {

        public OpenEpisode(String after, ActorRef<CustomerReply> replyTo) {
            this(after, false, replyTo);
        }
    }

    /**
     * What the customer or their messenger says; it counts as long as no program says otherwise.
     *
     * @param typed by the customer: then it counts more than what any messenger says
     */
    record NameCustomer(String name, boolean typed, ActorRef<CustomerReply> replyTo) implements CustomerCommand {}

    record AddAddress(AddressKey address, ActorRef<CustomerReply> replyTo) implements CustomerCommand {}

    record RemoveAddress(AddressKey address, ActorRef<CustomerReply> replyTo) implements CustomerCommand {}

    /** The agent has served the customer until {@code at}. What is older than what is known changes nothing. */
    record NoteServed(String agentId, String episodeId, Instant at, ActorRef<CustomerReply> replyTo)
            implements CustomerCommand {}

    /** What routing is to know. Both may be empty. */
    record ClassifyCustomer(String segment, String personalAgentId, ActorRef<CustomerReply> replyTo)
            implements CustomerCommand {}

    /**
     * What one of the company's own programs knows. What is absent stays as it is; an empty name, segment, agent or attribute is taken
     * away.
     */
    record ChangeProfile(
            Optional<String> name,
            Optional<String> segment,
            Optional<String> personalAgentId,
            Map<String, String> attributes,
            Map<String, Boolean> consents,
            String program,
            ActorRef<CustomerReply> replyTo)
            implements CustomerCommand {}

    record RecordActivity(Activity activity, String program, ActorRef<CustomerReply> replyTo)
            implements CustomerCommand {}

    /** The customer has to do with it. {@code source}: on which channel they have shown it. */
    record FindClue(Clue clue, String source, ActorRef<CustomerReply> replyTo) implements CustomerCommand {}

    /** Everybody with the same one has been told. */
    record NoteCompared(Clue clue, ActorRef<CustomerReply> replyTo) implements CustomerCommand {}

    /** That customer may be the same person. */
    record SuggestCustomer(String customerId, Clue clue, ActorRef<CustomerReply> replyTo) implements CustomerCommand {}

    /** So many have to do with it that it says nothing. */
    record WithdrawSuggestions(Clue clue, ActorRef<CustomerReply> replyTo) implements CustomerCommand {}

    /** That customer is somebody else. */
    record DismissSuggestion(String customerId, String agentId, ActorRef<CustomerReply> replyTo)
            implements CustomerCommand {}

    record GetCustomer(ActorRef<CustomerView> replyTo) implements CustomerCommand, Idempotent {}

    /**
     * Push the customer now and after each change.
     *
     * @param via whom the follower asked for, if that one sent it here; empty otherwise
     */
    record FollowCustomer(String via, ActorRef<CustomerView> follower, ActorRef<Following> replyTo)
            implements CustomerCommand {

        public FollowCustomer(ActorRef<CustomerView> follower, ActorRef<Following> replyTo) {
            this("", follower, replyTo);
        }
    }

    /** They are the same person as that customer, whose id is smaller and who answers for both from now on. {@code proof}: "agent", "link", "code". */
    record MergeInto(String customerId, String proof, String agentId, ActorRef<CustomerReply> replyTo)
            implements CustomerCommand {}

    /**
     * They are not the same person as that customer after all.
     *
     * @param taken episodes of the other one in which only this one has been heard
     */
    record UndoMerge(String customerId, String agentId, List<String> taken, ActorRef<CustomerReply> replyTo)
            implements CustomerCommand {}

    /**
     * Another customer has been merged into this one, or has changed since. The same twice is one.
     *
     * @param hearsay it is not that customer who says so but who asked them to merge, and they may have changed, and said that, since
     */
    record AbsorbCustomer(Absorption absorption, boolean hearsay, ActorRef<CustomerReply> replyTo)
            implements CustomerCommand {

        public AbsorbCustomer(Absorption absorption, ActorRef<CustomerReply> replyTo) {
            this(absorption, false, replyTo);
        }
    }

    /** A customer who had been merged into this one is not any more. */
    record SeparateCustomer(Separation separation, ActorRef<CustomerReply> replyTo) implements CustomerCommand {}

    /**
     * Of the open episodes that came together by this merge one goes on.
     *
     * @param current which one was the current one when they were compared: if it is not any more, this is out of date
     * @param over what goes on in {@code episodeId}; empty: nothing has to
     */
    record ChooseEpisode(
            String customerId,
            int number,
            String current,
            String episodeId,
            String over,
            ActorRef<CustomerReply> replyTo)
            implements CustomerCommand {}

    /** What a merged customer tells the one who answers for both. {@code history}: as {@link CustomerFormat#pack} writes it. */
    record Absorption(String customerId, int number, String proof, String agentId, Instant since, String history) {}

    /** What a customer who answers for themself again tells the one who did until now. */
    record Separation(String customerId, int number, String agentId, List<String> given) {}

    /** A follower has stopped. */
    record FollowerGone(ActorRef<CustomerView> follower) implements CustomerCommand {}

    record RetryErrands() implements CustomerCommand {}

    record ErrandDone(String errandId, long begun) implements CustomerCommand {}

    /** Something is about to be asked: what has happened may be read meanwhile. */
    record WakeUp() implements CustomerCommand {}

    /** Nobody has asked for anything for a while. */
    record Idle() implements CustomerCommand {}
}
