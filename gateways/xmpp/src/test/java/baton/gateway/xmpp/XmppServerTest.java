package baton.gateway.xmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import baton.engine.messenger.Deliveries;
import baton.engine.spi.FakeEngine;
import baton.engine.spi.Line;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.engine.web.ServedDoor;
import baton.protocol.gateway.v1.Delivery;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.OutboundMessage;
import baton.protocol.gateway.v1.ProviderReceipt;
import baton.protocol.gateway.v1.Receipt;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jivesoftware.smack.chat2.ChatManager;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.StanzaBuilder;
import org.jivesoftware.smackx.chatstates.ChatState;
import org.jivesoftware.smackx.chatstates.packet.ChatStateExtension;
import org.jivesoftware.smackx.disco.ServiceDiscoveryManager;
import org.jivesoftware.smackx.message_correct.element.MessageCorrectExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.jxmpp.jid.EntityBareJid;
import org.jxmpp.jid.impl.JidCreate;

/** Through a real server (Prosody), with a real client (Smack) as the customer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class XmppServerTest {

    private static final String ANN = "ann@localhost";

    private final XmppGateway gateway = new XmppGateway();
    private Prosody prosody;
    private ServedDoor door;
    private Line line;
    private XmppClient ann;
    private EntityBareJid shop;

    @BeforeAll
    void connect() throws Exception {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        prosody = new Prosody();
        prosody.user("ann", "pw");
        door = new ServedDoor(gateway, "");
        line = gateway.connect("acme", account(Prosody.SECRET));
        await().until(line::up);
        shop = JidCreate.entityBareFrom("shop@support.localhost");
        logIn();
    }

    private void logIn() throws Exception {
        ann = XmppClient.logIn(prosody, "ann", "pw", "phone");
    }

    @AfterAll
    void disconnect() throws Exception {
        if (prosody == null) {
            return;
        }
        ann.close();
        line.close();
        door.close();
        prosody.close();
    }

    @BeforeEach
    void forget() {
        door.engine.messages.clear();
        door.engine.receipts.clear();
        door.engine.remarks.clear();
        door.engine.answer = Optional.empty();
        ann.forget();
    }

    @Test
    void aMessageAndItsAnswerPassThroughTheServer() throws Exception {
        ChatManager.getInstanceFor(ann.connection()).chatWith(shop).send("Добрий день & <привіт>");
        await().until(() -> !door.engine.messages.isEmpty());
        assertThat(door.engine.messages.get(0).getText()).isEqualTo("Добрий день & <привіт>");
        assertThat(door.engine.messages.get(0).getAddress()).isEqualTo(ANN);

        assertThat(deliver(ANN, "Слухаю вас & <вас>", 7)).isEqualTo(Deliveries.taken("e1-7"));

        await().until(() -> ann.seen().size() == 1);
        assertThat(ann.seen().get(0).getBody()).isEqualTo("Слухаю вас & <вас>");
        await().untilAsserted(() -> assertThat(door.engine.receipts)
                .filteredOn(receipt -> receipt.getProviderId().equals("e1-7")) // those of other tests may be late
                .extracting(ProviderReceipt::getState, ProviderReceipt::getProviderId)
                .containsExactly(tuple("delivered", "e1-7")));
    }

    @Test
    void aFileArrivesAsItsAddress() throws Exception {
        assertThat(deliver(file(8))).isEqualTo(Deliveries.taken("e1-8"));

        var address = "https://support.example/files/acme/hash/%D0%BB%D0%B0%D0%BC%D0%BF%D0%B0.png";
        await().untilAsserted(() ->
                assertThat(ann.seen()).extracting(Message::getBody).contains(address));
        var arrived = ann.seen().stream()
                .filter(message -> address.equals(message.getBody()))
                .findFirst()
                .orElseThrow();
        assertThat(arrived.toXML().toString()).contains("jabber:x:oob", "<url>" + address + "</url>");
    }

    private static OutboundMessage file(int number) {
        var message = OutboundMessage.newBuilder()
                .setTenant("acme")
                .setChannel("xmpp")
                .setAddress(ANN)
                .setEpisodeId("e1")
                .setNumber(number);
        message.getFileBuilder()
                .setKind("image")
                .setName("лампа.png")
                .setMediaType("image/png")
                .setSize(9)
                .setHash("hash");
        return message.build();
    }

    @Test
    void aReceiptIsGivenAfterTheMessageIsStored() throws Exception {
        var stored = new CompletableFuture<Receipt>();
        door.engine.answer = Optional.of(stored);
        var id = writes("hello");
        await().until(() -> !door.engine.messages.isEmpty());
        await().during(Duration.ofMillis(300)).until(() -> ann.receipts().isEmpty());

        stored.complete(Receipt.getDefaultInstance());

        await().untilAsserted(() -> assertThat(ann.receipts()).containsExactly(id));
    }

    @Test
    void whatCannotBeStoredIsTriedAgainAndOrderIsKept() throws Exception {
        door.engine.answer = Optional.of(CompletableFuture.completedFuture(FakeEngine.refused("try-again", 1)));
        writes("first");
        writes("second");
        await().until(() -> door.engine.messages.size() >= 2);
        door.engine.messages.clear();
        door.engine.answer = Optional.empty();

        await().until(() -> ann.receipts().size() == 2);

        assertThat(door.engine.messages).extracting(InboundMessage::getText).endsWith("first", "second");
    }

    @Test
    void anEditNamesWhatItEdits() throws Exception {
        var id = writes("helo");
        ann.connection()
                .sendStanza(StanzaBuilder.buildMessage()
                        .to(shop)
                        .setBody("hello")
                        .addExtension(new MessageCorrectExtension(id))
                        .build());

        await().until(() -> door.engine.messages.size() == 2);

        assertThat(door.engine.messages.get(1).getContent().getKind()).isEqualTo("edit");
        assertThat(door.engine.messages.get(1).getContent().getAbout())
                .isEqualTo(door.engine.messages.get(0).getMessageId())
                .isEqualTo(id);
        await().until(() -> ann.receipts().contains(id)); // not in the middle of another test
    }

    @Test
    void typingIsSeen() throws Exception {
        ann.connection()
                .sendStanza(StanzaBuilder.buildMessage()
                        .to(shop)
                        .ofType(Message.Type.chat)
                        .addExtension(new ChatStateExtension(ChatState.composing))
                        .build());

        await().untilAsserted(() -> assertThat(door.engine.remarks).containsExactly(ANN + " is writing"));
        assertThat(door.engine.messages).isEmpty();
    }

    @Test
    void aCustomerWhoDoesNotExistIsKnownAtOnce() throws Exception {
        assertThat(deliver("nobody@localhost", "hello", 8).getFailed().getCode())
                .isEqualTo("no-such-customer");
    }

    @Test
    void clientsAreToldWhatWeUnderstand() throws Exception {
        var info =
                ServiceDiscoveryManager.getInstanceFor(ann.connection()).discoverInfo(JidCreate.from(shop + "/baton"));

        assertThat(info.containsFeature("urn:xmpp:receipts")).isTrue();
        assertThat(info.containsFeature("urn:xmpp:message-correct:0")).isTrue();
    }

    @Test
    void aWrongSecretIsNotLetIn() throws Exception {
        var other = new XmppGateway();
        try (var served = new ServedDoor(other, "")) {
            var refused = other.connect("globex", account("guessed"));

            await().during(Duration.ofSeconds(2)).until(() -> !refused.up());
            refused.close();
        }
        assertThat(line.up()).isTrue();
    }

    @Test
    void aServerThatDiesIsFoundAgain() throws Exception {
        prosody.kill();
        await().until(() -> !line.up());
        assertThat(deliver(ANN, "are you there?", 9).getPostponed().getWholeAccount())
                .isTrue();

        prosody.startAgain();

        await().until(line::up);
        await().ignoreExceptions().untilAsserted(this::logIn);
        assertThat(deliver(ANN, "here we are", 10)).isEqualTo(Deliveries.taken("e1-10"));
        await().untilAsserted(() ->
                assertThat(ann.seen()).extracting(Message::getBody).contains("here we are"));
    }

    private String writes(String text) throws Exception {
        return ann.writes(shop.toString(), text);
    }

    private Delivery deliver(String to, String text, int number) throws Exception {
        var message = OutboundMessage.newBuilder()
                .setTenant("acme")
                .setChannel("xmpp")
                .setAddress(to)
                .setEpisodeId("e1")
                .setNumber(number)
                .setText(text)
                .build();
        return deliver(message);
    }

    private Delivery deliver(OutboundMessage message) throws Exception {
        return gateway.deliver(account(Prosody.SECRET), message)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    private ChannelAccount account(String secret) {
        return new ChannelAccount(
                "xmpp",
                Map.of(
                        "address", "shop@support.localhost",
                        "host", "127.0.0.1",
                        "port", String.valueOf(prosody.components())),
                Map.of("secret", secret));
    }
}
