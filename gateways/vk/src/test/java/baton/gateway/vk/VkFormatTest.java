package baton.gateway.vk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.engine.messenger.BadPayload;
import baton.engine.messenger.Happening;
import baton.engine.messenger.Happening.Arrived;
import baton.engine.messenger.Happening.Skipped;
import baton.engine.messenger.Happening.Wrote;
import baton.engine.messenger.Samples;
import baton.engine.spi.Ingress.Party;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.OutboundMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VkFormatTest {

    private static final String ANN = "612444319";
    private static final ChannelAccount ACCOUNT =
            new ChannelAccount("vk", Map.of("groupId", "214167102"), Map.of("token", "token-of-acme"));

    private final Samples samples = new Samples(getClass(), "vk");

    @Test
    void aTextIsRead() throws Exception {
        assertThat(message("text"))
                .isEqualTo(InboundMessage.newBuilder()
                        .setTenant("acme")
                        .setChannel("vk")
                        .setAddress(ANN)
                        .setMessageId("11")
                        .setText("Добрий день")
                        .build());
    }

    @Test
    void aMessageWithoutANumberIsKnownByItsEvent() throws Exception {
        assertThat(message("no-number").getMessageId()).hasSize(40);
    }

    @ParameterizedTest
    @CsvSource({"reply, This one, 11", "reply-to-ours, Yes, 5005"})
    void anAnswerNamesWhatItAnswers(String sample, String text, String about) throws Exception {
        var message = message(sample);

        assertThat(message.getText()).isEqualTo(text);
        assertThat(message.getContent().getKind()).isEmpty();
        assertThat(message.getContent().getAbout()).isEqualTo(about);
    }

    @ParameterizedTest
    @CsvSource({
        "photo, image, The broken one, '', 0, https://sun.example/1.jpg",
        "voice, voice, '', '', 0, https://psv.example/1.ogg",
        "document, file, '', bill.pdf, 12345, https://vk.com/doc1",
        "sticker, sticker, '', '', 0, ''",
        "video, video, '', How it falls, 0, ''"
    })
    void filesAreNamedAndTheirTextKept(
            String sample, String kind, String text, String name, long size, String reference) throws Exception {
        var message = message(sample);

        assertThat(message.getContent().getKind()).isEqualTo(kind);
        assertThat(message.getText()).isEqualTo(text);
        assertThat(message.getContent().getName()).isEqualTo(name);
        assertThat(message.getContent().getSize()).isEqualTo(size);
        assertThat(message.getContent().getReference()).isEqualTo(reference);
    }

    @Test
    void severalAttachmentsAreSeveralMessages() throws Exception {
        var all = read("several-attachments").stream()
                .map(happening -> ((Wrote) happening).message())
                .toList();

        assertThat(all).extracting(InboundMessage::getMessageId).containsExactly("24", "24-2", "24-3");
        assertThat(all).extracting(InboundMessage::getText).containsExactly("Look", "", "");
        assertThat(all)
                .extracting(message -> message.getContent().getKind())
                .containsExactly("image", "image", "unsupported");
    }

    @ParameterizedTest
    @CsvSource({"link, Is this there? https://shop.example/42", "link-only, https://shop.example/42"})
    void aLinkIsText(String sample, String text) throws Exception {
        assertThat(read(sample)).hasSize(1);
        assertThat(message(sample).getText()).isEqualTo(text);
        assertThat(message(sample).hasContent()).isFalse();
    }

    @Test
    void aPlaceIsRead() throws Exception {
        var message = message("location");

        assertThat(message.getText()).isEqualTo("Here");
        assertThat(message.getContent().getKind()).isEqualTo("location");
        assertThat(message.getContent().getPlace().getLatitude()).isEqualTo(50.4501);
        assertThat(message.getContent().getPlace().getLongitude()).isEqualTo(30.5234);
        assertThat(message.getContent().getPlace().getName()).isEqualTo("Kyiv, Ukraine");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"button; Yes, please; ''", "callback; {\"button\":\"yes\"}; 10"})
    void aChoiceIsWhatWasChosen(String sample, String text, String about) throws Exception {
        var message = message(sample);

        assertThat(message.getContent().getKind()).isEqualTo("choice");
        assertThat(message.getText()).isEqualTo(text);
        assertThat(message.getContent().getAbout()).isEqualTo(about);
    }

    @ParameterizedTest
    @CsvSource({
        "edit, edit, 11, Good evening",
        "reaction, reaction, 10, reaction 4",
        "reaction-removed, reaction, 10, ''"
    })
    void whatHappensToAnEarlierMessageNamesIt(String sample, String kind, String about, String text) throws Exception {
        var message = message(sample);

        assertThat(message.getContent().getKind()).isEqualTo(kind);
        assertThat(message.getContent().getAbout()).isEqualTo(about);
        assertThat(message.getText()).isEqualTo(text);
        assertThat(message.getMessageId()).as("the event's id").hasSize(40);
    }

    @ParameterizedTest
    @CsvSource({"wall, wall, ''", "empty, unknown, ''", "forwarded, forwarded messages, 'one\ntwo'"})
    void whatIsNotUnderstoodIsNotDropped(String sample, String called, String text) throws Exception {
        var message = message(sample);

        assertThat(message.getContent().getKind()).isEqualTo("unsupported");
        assertThat(message.getContent().getName()).isEqualTo(called);
        assertThat(message.getText()).isEqualTo(text);
    }

    @Test
    void somebodyWhoComesByALinkArrivesBeforeTheyWrite() throws Exception {
        var all = read("with-code");

        assertThat(all)
                .hasSize(2)
                .first()
                .isEqualTo(new Arrived(new Party("acme", "vk", ANN), "AbCdEfGhIjKlMnOpQr-_12"));
        assertThat(((Wrote) all.get(1)).message().getText()).isEqualTo("hello");
        assertThat(message("with-other-ref").getText()).isEqualTo("hello");
    }

    @ParameterizedTest
    @CsvSource({
        "sent, echo",
        "edit-of-ours, echo",
        "allow, permission",
        "deny, permission",
        "typing, typing",
        "wall-post, other-event",
        "chat, chat",
        "nobody, no-sender",
        "other-group, other-group",
        "confirmation, confirmation"
    })
    void whatIsNoMessageOfACustomerIsCounted(String sample, String kind) throws Exception {
        assertThat(read(sample)).containsExactly(new Skipped(kind));
    }

    @Test
    void whatIsNotVksIsNotUnderstood() {
        assertThatThrownBy(() -> VkFormat.in("acme", ACCOUNT, new byte[] {'{', '}'}))
                .isInstanceOf(BadPayload.class);
    }

    @Test
    void aTextGoesOutWithAKeyOfItsOwn() {
        var message = OutboundMessage.newBuilder()
                .setAddress(ANN)
                .setEpisodeId("e1")
                .setNumber(7)
                .setText("Hello");

        var key = VkFormat.randomId(message.build());
        assertThat(VkFormat.out(ACCOUNT, message.build()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "access_token", "token-of-acme",
                        "v", "5.199",
                        "peer_ids", ANN,
                        "random_id", String.valueOf(key),
                        "message", "Hello",
                        "dont_parse_links", "1"));
        assertThat(VkFormat.randomId(message.setText("other words").build()))
                .as("it is the same message")
                .isEqualTo(key);
    }

    @Test
    void manyMessagesHaveManyKeysAndNoneIsZero() {
        var keys = new HashSet<Integer>();
        for (var number = 1; number <= 2000; number++) {
            keys.add(VkFormat.randomId(OutboundMessage.newBuilder()
                    .setEpisodeId("e1")
                    .setNumber(number)
                    .build()));
        }

        assertThat(keys).hasSize(2000).doesNotContain(0);
    }

    private InboundMessage message(String sample) throws BadPayload {
        var all = read(sample);
        assertThat(all).last().isInstanceOf(Wrote.class);
        return ((Wrote) all.get(all.size() - 1)).message();
    }

    private List<Happening> read(String sample) throws BadPayload {
        return VkFormat.in("acme", ACCOUNT, samples.bytes(sample));
    }
}
