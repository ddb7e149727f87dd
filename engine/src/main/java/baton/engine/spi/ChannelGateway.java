package baton.engine.spi;

import baton.engine.spi.Tenants.ChannelAccount;
import baton.protocol.gateway.v1.Capabilities;
import baton.protocol.gateway.v1.Delivery;
import baton.protocol.gateway.v1.OutboundMessage;
import com.typesafe.config.Config;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A door to a messenger: its customers have no socket of ours, what is written to them goes out through a provider. */
public interface ChannelGateway extends Gateway {

    /** The same at any time and on any node, whether the door is open or not. */
    Capabilities capabilities();

    /**
     * Hands one message to the provider. At least once per message, the messages of one customer one after another and in order. Never
     * blocks; the engine sees to limits, pauses and repeats.
     *
     * @param account of the company of the message with this channel
     * @return what came of it; a stage that fails counts as {@code Postponed}
     */
    CompletionStage<Delivery> deliver(ChannelAccount account, OutboundMessage message);

    /**
     * Where a customer of another channel goes on in this one and is known by {@code code}: 22 characters of {@code [A-Za-z0-9_-]}.
     * Empty if this channel, or this account, has no such links.
     */
    default Optional<String> link(ChannelAccount account, String code) {
        return Optional.empty();
    }

    /** How an address of this channel is proved by a link that is sent there; empty if this channel, or this account, sends no such links. */
    default Optional<AddressProof> proof(ChannelAccount account) {
        return Optional.empty();
    }

    /**
     * Whether the provider vouches for the address from which a message comes: customers log in there, and nobody can write in the name of
     * another. Only then does a one-time code that is typed say who somebody is; elsewhere it is a message like any other. Where anybody can
     * write any sender (mail, SMS) it would make a customer one with whoever forges their address.
     */
    default boolean provesSender(ChannelAccount account) {
        return false;
    }

    /** Whether this account needs a {@link Line}. Doors that are called by webhooks need none. */
    default boolean connects(ChannelAccount account) {
        return false;
    }

    /**
     * Begins to keep the connection of an account that {@link #connects}. On one node at a time, where {@link #deliver} is called for this
     * account, too; that node closes the line when the account changes, goes, or moves to another node. Does not wait until the line is up.
     */
    default Line connect(String tenant, ChannelAccount account) {
        throw new IllegalStateException(name() + " keeps no connections");
    }

    /**
     * Where the provider gives out the file that a message of a customer referred to. Never blocks; the engine fetches it, and asks again
     * after a pause if that fails.
     *
     * @param reference as the message had it in {@code Content.reference}; may be a secret
     */
    default CompletionStage<FileSource> fetch(ChannelAccount account, String reference) {
        return CompletableFuture.completedStage(new FileSource.Never("refused"));
    }

    /**
     * Tells the provider that what this customer wrote has been read up to this message, for their own ticks. Where {@link Capabilities} say
     * {@code tells_read}. Tried once; never blocks.
     *
     * @param messageId as the customer's message had it
     * @return fails if the provider has not taken it
     */
    default CompletionStage<?> tellRead(ChannelAccount account, String address, String messageId) {
        return CompletableFuture.completedStage(null);
    }

    /** What an account needs: whoever operates the node is told what is missing. */
    AccountRules accountRules();

    /**
     * @param settings by name, what anybody may know; {@code secrets} what nobody may
     * @param objection to an account that lacks nothing
     */
    record AccountRules(
            List<String> settings, List<String> secrets, List<String> optionalSettings, Objection objection) {

        public AccountRules(List<String> settings, List<String> secrets, List<String> optionalSettings) {
            this(settings, secrets, optionalSettings, (account, node) -> Optional.empty());
        }
    }

    /** Why the door cannot work with this account on a node with these settings, without any secret; empty if it can. Asked of closed doors, too. */
    interface Objection {

        Optional<String> to(ChannelAccount account, Config node);
    }
}
