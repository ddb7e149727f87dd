package baton.engine.spi;

import baton.protocol.gateway.v1.CallOptions;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.ProviderReceipt;
import baton.protocol.gateway.v1.Receipt;
import baton.protocol.journal.v1.Content;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What customers do. A deed is acknowledged after it is in the journal, and never twice on the timeline. Trouble inside
 * (the journal away, a node lost) comes back as a refusal with the code {@code "try-again"}; the stages themselves do not fail.
 */
public interface Ingress {

    /** Puts what a customer wrote on the timeline of the customer's open episode, and opens one if there is none. */
    CompletionStage<Receipt> receive(InboundMessage message);

    /** The customer is writing. Nothing is stored. */
    void typing(Party customer);

    /** Everything up to {@code number} of this episode has reached the customer's screen. */
    void delivered(Party customer, String episodeId, int number);

    /** Everything up to {@code number} of this episode has been on the customer's visible screen. */
    void read(Party customer, String episodeId, int number);

    /**
     * A provider says what has become of a message that it had taken. Of a message that is none of ours nothing is stored, and that is
     * no refusal: providers would only repeat it.
     */
    CompletionStage<Receipt> receipt(ProviderReceipt receipt);

    /**
     * The customer came to this channel by a link of another one: from now on the two are one customer, and the open episode goes on
     * here. Refused with {@code "no-such-code"} if the code is old, used or made up.
     */
    CompletionStage<Receipt> arrive(Party customer, String code);

    /**
     * The provider says that this customer of its has another address from now on: the two are one customer, and the open episode goes on there.
     * Of whom we do not know nothing is stored, and that is no refusal.
     */
    CompletionStage<Receipt> renamed(Party customer, String newAddress);

    /**
     * A link is to be sent to what the customer has typed, so that they can show that it is theirs. Refused with {@code "no-such-channel"},
     * {@code "bad-address"}, {@code "nothing-said"} and {@code "too-many-links"}; no answer says whether the address is known.
     *
     * @param language in which the message is written
     */
    CompletionStage<Receipt> askLink(Party customer, String channel, String typed, String language);

    /**
     * Whoever got the link at an address of this channel says that they are the customer who has asked for it: from now on it is an address
     * of theirs, and the open episode goes on there. Refused with {@code "link-used"} or {@code "link-too-old"}.
     */
    CompletionStage<Receipt> confirm(String tenant, String channel, String code);

    /** The file of an entry of one of the customer's own episodes; empty if there is none, or not yet. */
    CompletionStage<Optional<Content>> file(Party customer, String episodeId, int number);

    /** The customer says how they are called. */
    CompletionStage<Receipt> introduce(Party customer, String name);

    /** Lends this customer a one-time code and, if one is free, a direct number. Asking again returns what is still lent. */
    CompletionStage<CallOptions> callOptions(Party customer);

    /** A customer as a channel knows them: company, channel, address. */
    record Party(String tenant, String channel, String address) {}
}
