package baton.gateway.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.messenger.Deliveries;
import baton.engine.messenger.Happening.Skipped;
import baton.engine.messenger.Happening.Told;
import baton.engine.messenger.Happening.Wrote;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.OutboundMessage;
import baton.protocol.journal.v1.Content;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmppFormatTest {

    private static final String FROM = "from='Ann@Example.org/phone' to='shop@chat.example/baton' type='chat' id='m1'";

    @Test
    void aMessageHasTheCustomersAddressWithoutTheDevice() throws Exception {
        var message =
                wrote("<body>Добрий день &amp; 👋</body><nick xmlns='http://jabber.org/protocol/nick'>Ann</nick>");

        assertThat(message)
                .isEqualTo(InboundMessage.newBuilder()
                        .setTenant("acme")
                        .setChannel("xmpp")
                        .setAddress("ann@example.org")
                        .setMessageId("m1")
                        .setText("Добрий день & 👋")
                        .setName("Ann")
                        .build());
    }

    @Test
    void theClientsOwnIdGoesBeforeAllOthers() throws Exception {
        assertThat(wrote("<body>x</body><origin-id xmlns='urn:xmpp:sid:0' id='o1'/>"
                                + "<stanza-id xmlns='urn:xmpp:sid:0' id='s1' by='chat.example'/>")
                        .getMessageId())
                .isEqualTo("o1");
        assertThat(((Wrote) XmppFormat.in(
                                "acme",
                                stanza("<message from='a@b/c'><body>x</body>"
                                        + "<stanza-id xmlns='urn:xmpp:sid:0' id='s1' by='chat.example'/></message>")))
                        .message()
                        .getMessageId())
                .isEqualTo("s1");
    }

    @Test
    void twoMessagesWithoutAnyIdAreTwo() throws Exception {
        var stanza = stanza("<message from='a@b/c'><body>x</body></message>");

        assertThat(XmppFormat.in("acme", stanza)).isNotEqualTo(XmppFormat.in("acme", stanza));
    }

    @Test
    void editsDeletionsReactionsAndAnswersNameTheirMessage() throws Exception {
        var edit = wrote("<body>better</body><replace xmlns='urn:xmpp:message-correct:0' id='m0'/>");
        var deletion = wrote("<body>deleted something</body><retract xmlns='urn:xmpp:message-retract:1' id='m0'/>");
        var reaction = wrote(
                "<reactions xmlns='urn:xmpp:reactions:0' id='m0'><reaction>👍</reaction><reaction>🐢</reaction></reactions>");
        var answer = wrote("<body>yes</body><reply xmlns='urn:xmpp:reply:0' id='m0' to='shop@chat.example'/>");

        assertThat(edit.getContent()).isEqualTo(content("edit").build());
        assertThat(edit.getText()).isEqualTo("better");
        assertThat(deletion.getContent()).isEqualTo(content("deletion").build());
        assertThat(deletion.getText()).isEmpty();
        assertThat(reaction.getContent()).isEqualTo(content("reaction").build());
        assertThat(reaction.getText()).isEqualTo("👍 🐢");
        assertThat(answer.getContent()).isEqualTo(content("").build());
    }

    @Test
    void aFileIsFetchedFromItsAddressWhichIsNotSaidOnceMore() throws Exception {
        var file = wrote("<body>https://up.example/a/%D1%87%D0%B5%D0%BA+1.pdf?t=1</body>"
                + "<x xmlns='jabber:x:oob'><url>https://up.example/a/%D1%87%D0%B5%D0%BA+1.pdf?t=1</url></x>");
        var picture = wrote("<body>Look!</body><x xmlns='jabber:x:oob'><url>https://up.example/a/lamp.PNG</url></x>");

        assertThat(file.getContent().getKind()).isEqualTo("file");
        assertThat(file.getContent().getName()).isEqualTo("чек+1.pdf");
        assertThat(file.getContent().getReference()).isEqualTo("https://up.example/a/%D1%87%D0%B5%D0%BA+1.pdf?t=1");
        assertThat(file.getText()).isEmpty();
        assertThat(picture.getContent().getKind()).isEqualTo("image");
        assertThat(picture.getText()).isEqualTo("Look!");
    }

    @Test
    void aFileThatIsEncryptedIsItsNameAndItsAddress() throws Exception {
        var file = wrote("<body>aesgcm://up.example/a/bill.pdf#00</body>"
                + "<x xmlns='jabber:x:oob'><url>aesgcm://up.example/a/bill.pdf#00</url></x>");

        assertThat(file.getContent().getName()).isEqualTo("bill.pdf");
        assertThat(file.getContent().getReference()).isEmpty();
        assertThat(file.getText()).isEqualTo("aesgcm://up.example/a/bill.pdf#00");
    }

    @Test
    void whatIsEncryptedIsToldAsWhatCannotBeShown() throws Exception {
        var message = wrote("<body>I sent you an OMEMO encrypted message</body>"
                + "<encrypted xmlns='eu.siacs.conversations.axolotl'><header/></encrypted>");

        assertThat(message.getContent().getKind()).isEqualTo("unsupported");
        assertThat(message.getContent().getName()).isEqualTo("encrypted");
        assertThat(message.getText()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "received, urn:xmpp:receipts, delivered",
        "received, urn:xmpp:chat-markers:0, delivered",
        "displayed, urn:xmpp:chat-markers:0, read"
    })
    void receiptsSayHowFarAMessageOfOursHasCome(String name, String namespace, String state) throws Exception {
        var happening = in("<" + name + " xmlns='" + namespace + "' id='e1-7'/>");

        var receipt = ((Told) happening).receipt();
        assertThat(receipt.getState()).isEqualTo(state);
        assertThat(receipt.getProviderId()).isEqualTo("e1-7");
        assertThat(receipt.getAddress()).isEqualTo("ann@example.org");
    }

    @Test
    void whatIsNoMessageIsCountedAndLeft() throws Exception {
        assertThat(in("<composing xmlns='http://jabber.org/protocol/chatstates'/>"))
                .isEqualTo(new Skipped("typing"));
        assertThat(in("<event xmlns='http://jabber.org/protocol/pubsub#event'/>"))
                .isEqualTo(new Skipped("other"));
        assertThat(XmppFormat.in("acme", stanza("<message from='a@b' type='groupchat'><body>x</body></message>")))
                .isEqualTo(new Skipped("groupchat"));
    }

    @ParameterizedTest
    @CsvSource({
        "cancel, item-not-found, no-such-customer",
        "cancel, service-unavailable, no-such-customer",
        "auth, forbidden, blocked",
        "modify, not-acceptable, blocked",
        "cancel, feature-not-implemented, refused"
    })
    void whatTheServerDoesNotTakeHasFailed(String type, String condition, String code) throws Exception {
        assertThat(XmppFormat.delivery(error(type, condition))).isEqualTo(Deliveries.failed(code, condition));
    }

    @Test
    void whatTheServerCannotTakeNowWaits() throws Exception {
        assertThat(XmppFormat.delivery(error("wait", "remote-server-timeout")))
                .isEqualTo(Deliveries.later("provider-away", Duration.ZERO));
    }

    @Test
    void whatComesBackLaterIsAReceipt() throws Exception {
        var told = ((Told) XmppFormat.returned("acme", error("cancel", "item-not-found"))).receipt();

        assertThat(told.getState()).isEqualTo("failed");
        assertThat(told.getCode()).isEqualTo("no-such-customer");
        assertThat(told.getProviderId()).isEqualTo("e1-7");
    }

    @Test
    void whatAgentsWriteCannotLeaveItsPlace() throws Exception {
        var text = "</body></message><iq/>&'\"\u0000\uD800 ok";
        var sent = stanza(new Stanzas("shop@chat.example/baton").message("ann@example.org", "e1-7", text));

        assertThat(sent.textOf("body")).isEqualTo("</body></message><iq/>&'\"\uFFFD\uFFFD ok");
        assertThat(sent.has(Stanzas.RECEIPTS, "request")).isTrue();
        assertThat(sent.attribute("from")).isEqualTo("shop@chat.example/baton");
    }

    @Test
    void aCorrectionHasAnIdOfItsOwnAndNamesWhatItCorrects() throws Exception {
        var sent = stanza(new Stanzas("shop@chat.example/baton")
                .correction("ann@example.org", "e1-9", "<b>Tomorrow</b>", "e1-'7'"));

        assertThat(sent.attribute("id")).isEqualTo("e1-9");
        assertThat(sent.textOf("body")).isEqualTo("<b>Tomorrow</b>");
        assertThat(sent.child(Stanzas.CORRECTION, "replace"))
                .hasValueSatisfying(
                        replace -> assertThat(replace.attribute("id")).isEqualTo("e1-'7'"));
        assertThat(sent.has(Stanzas.RECEIPTS, "request")).isTrue();
    }

    @Test
    void theSameMessageHasTheSameIdEachTime() {
        var message =
                OutboundMessage.newBuilder().setEpisodeId("e1").setNumber(7).build();

        assertThat(XmppFormat.idOf(message)).isEqualTo("e1-7");
    }

    private static Content.Builder content(String kind) {
        return Content.newBuilder().setKind(kind).setAbout("m0");
    }

    private static Element error(String type, String condition) throws Exception {
        return stanza("<message from='ann@example.org' type='error' id='e1-7'><error type='" + type + "'><" + condition
                + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>");
    }

    private static InboundMessage wrote(String content) throws Exception {
        return ((Wrote) in(content)).message();
    }

    private static baton.engine.messenger.Happening in(String content) throws Exception {
        return XmppFormat.in("acme", stanza("<message " + FROM + ">" + content + "</message>"));
    }

    private static Element stanza(String xml) throws Exception {
        var stream = Stanzas.header("chat.example") + xml;
        var reader = new StanzaReader(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)), 65_536);
        reader.open();
        return reader.next().orElseThrow();
    }
}
