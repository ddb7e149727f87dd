package baton.engine.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.spi.ChannelGateway;
import baton.engine.spi.FileSource;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.engine.web.ServedDoor;
import baton.protocol.gateway.v1.Delivery;
import baton.protocol.gateway.v1.OutboundMessage;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How every messenger sends, through real HTTP to a provider on the loopback. Extend it in the door's own tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DeliveryContract {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    protected final FakeProvider provider = new FakeProvider();

    private final ChannelGateway gateway = gateway();
    private final ServedDoor door = new ServedDoor(gateway, "");

    /** A new door, not yet open. */
    protected abstract ChannelGateway gateway();

    /** An account whose provider is found there. */
    protected abstract ChannelAccount account(String api);

    /** The address of a customer. */
    protected abstract String address();

    @BeforeAll
    void checkDoor() {
        assertThat(account("http://127.0.0.1").channel()).isEqualTo(gateway.name());
    }

    @AfterAll
    void closeDoor() {
        door.close();
        provider.close();
    }

    @BeforeEach
    void forget() {
        provider.asked.clear();
    }

    /** "Добрий день", number 7 of the episode e1. */
    protected final OutboundMessage message() {
        return OutboundMessage.newBuilder()
                .setTenant("acme")
                .setChannel(gateway.name())
                .setAddress(address())
                .setEpisodeId("e1")
                .setNumber(7)
                .setText("Добрий день")
                .build();
    }

    protected final Delivery deliver() {
        return deliver(message());
    }

    protected final Delivery deliver(OutboundMessage message) {
        try {
            return gateway.deliver(account(provider.url() + "/api"), message)
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException("not delivered", failure);
        }
    }

    /** The same, to be answered with these; their ids are "id-0", "id-1" ... */
    protected final OutboundMessage offering(String... titles) {
        var message = message().toBuilder();
        for (var i = 0; i < titles.length; i++) {
            message.addChoicesBuilder().setId("id-" + i).setTitle(titles[i]);
        }
        return message.build();
    }

    /** What becomes of a message that the provider calls so; the same text, none if it is taken back. */
    protected final OutboundMessage amending(String kind, String providerId) {
        var message = message().toBuilder();
        message.getAmendsBuilder().setKind(kind).setProviderId(providerId);
        return (kind.equals("deletion") ? message.clearText() : message).build();
    }

    /** A file of these bytes, which lies in the store; number 7 of the episode e1. */
    protected final OutboundMessage file(String name, String mediaType, String bytes) {
        door.engine.files.put("hash-of-" + name, ByteString.fromString(bytes));
        var message = message().toBuilder().clearText();
        message.getFileBuilder()
                .setKind(mediaType.startsWith("image/") ? "image" : "file")
                .setName(name)
                .setMediaType(mediaType)
                .setSize(ByteString.fromString(bytes).size())
                .setHash("hash-of-" + name);
        return message.build();
    }

    /** Where the provider gives this file out. */
    protected final FileSource fetch(String reference) {
        try {
            return gateway.fetch(account(provider.url() + "/api"), reference)
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException("no answer", failure);
        }
    }

    /** Tells the provider that this message of the customer has been read; whether it was taken. */
    protected final boolean tellRead(String messageId) {
        return gateway.tellRead(account(provider.url() + "/api"), address(), messageId)
                .handle((told, failure) -> failure == null)
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    /** Asserts that it is tried again so much later, and who waits until then. */
    protected final void assertLater(String code, int seconds, boolean everybody) {
        var pause = Duration.ofSeconds(seconds);
        assertThat(deliver()).isEqualTo(everybody ? Deliveries.allLater(code, pause) : Deliveries.later(code, pause));
    }

    @Test
    void theProvidersOwnPauseIsKept() {
        provider.asksToWait(429, "42");

        assertLater("rate-limited", 42, true);
    }

    @Test
    void aProviderInTroubleIsAskedAgain() {
        provider.says(503, "<html>away</html>");

        assertLater("provider-away", 0, true);
    }

    @Test
    void aTokenThatIsNotTakenKeepsEverythingWaiting() {
        provider.says(401, "{}");

        assertLater("bad-account", 60, true);
    }

    @Test
    void whatCannotEvenBeAskedFailsTheStageAndThrowsNothing() {
        assertThat(gateway.deliver(account("no address at all"), message())).failsWithin(PATIENCE);
        assertThat(gateway().deliver(account(provider.url()), message()))
                .as("a door that is not open")
                .failsWithin(PATIENCE);
    }
}
