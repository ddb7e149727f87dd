package baton.gateway.messenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.engine.messenger.BadPayload;
import baton.engine.messenger.Happening;
import baton.engine.messenger.Happening.Arrived;
import baton.engine.messenger.Happening.Skipped;
import baton.engine.messenger.Happening.Told;
import baton.engine.messenger.Happening.Wrote;
import baton.engine.messenger.Samples;
import baton.engine.spi.Ingress.Party;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.OutboundMessage;
import baton.protocol.gateway.v1.ProviderReceipt;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessengerFormatTest {

    private static final String ANN = "7654321098765432";
    private static final String CODE = "AbCdEfGhIjKlMnOpQr-_12";
    private static final ChannelAccount ACCOUNT =
            new ChannelAccount("messenger", Map.of("id", "1067280970047460"), Map.of());

    private final Samples samples = new Samples(getClass(), "messenger");

    @Test
    void aTextIsRead() throws Exception {
        assertThat(message("text"))
                .isEqualTo(InboundMessage.newBuilder()
                        .setTenant("acme")
                        .setChannel("messenger")
                        .setAddress(ANN)
                        .setMessageId("m_text")
                        .setText("Добрий день")
                        .build());
    }

    @Test
    void onInstagramItIsTheSameInAnotherChannel() throws Exception {
        var body = new Samples(getClass(), "instagram").bytes("text");
        var account = new ChannelAccount("instagram", Map.of("id", "17841405309211844"), Map.of());

        var message = ((Wrote) MessengerFormat.in(Product.INSTAGRAM, "acme", account, body)
                        .get(0))
                .message();

        assertThat(message.getChannel()).isEqualTo("instagram");
        assertThat(message.getAddress()).isEqualTo("1254459154682919");
        assertThatThrownBy(() -> MessengerFormat.in(Product.MESSENGER, "acme", ACCOUNT, body))
                .isInstanceOf(BadPayload.class);
    }

    @Test
    void anIdThatIsTooLongToKeepHasAShortFormThatIsAlwaysTheSame() throws Exception {
        var id = message("long-id").getMessageId();

        assertThat(id)
                .startsWith("sha256-")
                .hasSizeLessThan(100)
                .isEqualTo(message("long-id").getMessageId());
    }

    @ParameterizedTest
    @CsvSource({"reply, This one, m_ours", "story-reply, How nice, story_1"})
    void anAnswerNamesWhatItAnswers(String sample, String text, String about) throws Exception {
        var message = message(sample);

        assertThat(message.getText()).isEqualTo(text);
        assertThat(message.getContent().getKind()).isEmpty();
        assertThat(message.getContent().getAbout()).isEqualTo(about);
    }

    @ParameterizedTest
    @CsvSource({
        "image, image, The broken one, https://scontent.example/1.jpg",
        "audio, audio, '', https://cdn.example/1.mp4",
        "file, file, '', https://cdn.example/bill.pdf",
        "sticker, sticker, '', https://scontent.example/s.png",
        "sticker-named, sticker, '', https://scontent.example/s.png"
    })
    void filesAreNamedAndTheirTextKept(String sample, String kind, String text, String reference) throws Exception {
        var message = message(sample);

        assertThat(message.getContent().getKind()).isEqualTo(kind);
        assertThat(message.getText()).isEqualTo(text);
        assertThat(message.getContent().getReference()).isEqualTo(reference);
    }

    @Test
    void severalAttachmentsAreSeveralMessages() throws Exception {
        var all = read("several-attachments").stream()
                .map(happening -> ((Wrote) happening).message())
                .toList();

        assertThat(all).extracting(InboundMessage::getMessageId).containsExactly("m_many", "m_many-2", "m_many-3");
        assertThat(all).extracting(InboundMessage::getText).containsExactly("Look", "", "");
        assertThat(all)
                .extracting(message -> message.getContent().getKind())
                .containsExactly("image", "video", "unsupported");
        assertThat(all.get(2).getContent().getName()).isEqualTo("hologram");
    }

    @Test
    void aPlaceIsRead() throws Exception {
        var place = message("location").getContent().getPlace();

        assertThat(place.getLatitude()).isEqualTo(50.4501);
        assertThat(place.getLongitude()).isEqualTo(30.5234);
        assertThat(place.getName()).isEqualTo("Ann's Location");
    }

    @Test
    void aLinkIsText() throws Exception {
        assertThat(message("link").getText()).isEqualTo("https://shop.example/42");
        assertThat(message("link").hasContent()).isFalse();
        assertThat(message("share").getText()).isEqualTo("The shop\nhttps://shop.example/42");
    }

    @ParameterizedTest
    @CsvSource({"quick-reply, 'Yes, please'", "postback, Talk to somebody", "postback-old, talk"})
    void aChoiceIsTheWordsThatWereChosen(String sample, String words) throws Exception {
        var message = message(sample);

        assertThat(message.getContent().getKind()).isEqualTo("choice");
        assertThat(message.getText()).isEqualTo(words);
        assertThat(message.getMessageId()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "reaction, reaction, m_ours, ❤",
        "reaction-named, reaction, m_ours, other",
        "reaction-removed, reaction, m_ours, ''",
        "edit, edit, m_text, Good evening",
        "deleted, deletion, m_text, ''"
    })
    void whatHappensToAnEarlierMessageNamesIt(String sample, String kind, String about, String text) throws Exception {
        var message = message(sample);

        assertThat(message.getContent().getKind()).isEqualTo(kind);
        assertThat(message.getContent().getAbout()).isEqualTo(about);
        assertThat(message.getText()).isEqualTo(text);
        assertThat(message.getMessageId())
                .as("an entry of its own")
                .isNotEmpty()
                .isNotEqualTo(about);
    }

    @ParameterizedTest
    @CsvSource({"unsupported, unknown", "story-mention, story_mention"})
    void whatIsNotUnderstoodIsNotDropped(String sample, String called) throws Exception {
        var message = message(sample);

        assertThat(message.getContent().getKind()).isEqualTo("unsupported");
        assertThat(message.getContent().getName()).isEqualTo(called);
    }

    @Test
    void somebodyWhoComesByALinkArrives() throws Exception {
        var arrived = new Arrived(new Party("acme", "messenger", ANN), CODE);

        assertThat(read("referral")).containsExactly(arrived);
        assertThat(read("get-started")).hasSize(2).first().isEqualTo(arrived);
        assertThat(((Wrote) read("get-started").get(1)).message().getText()).isEqualTo("Get Started");
    }

    @Test
    void receiptsNameOurMessages() throws Exception {
        assertThat(read("delivered")).containsExactly(told("m_1", "delivered"), told("m_2", "delivered"));
        assertThat(read("read")).containsExactly(told("m_ours", "read"));
    }

    private static Told told(String id, String state) {
        return new Told(ProviderReceipt.newBuilder()
                .setTenant("acme")
                .setChannel("messenger")
                .setAddress(ANN)
                .setProviderId(id)
                .setState(state)
                .build());
    }

    @ParameterizedTest
    @CsvSource({
        "echo, echo",
        "delivered-watermark, watermark",
        "read-watermark, watermark",
        "referral-otherwise, referral",
        "optin, other-event",
        "other-account, other-account",
        "standby, standby",
        "changes, other-field",
        "nobody, no-sender"
    })
    void whatIsNoMessageOfACustomerIsCounted(String sample, String kind) throws Exception {
        assertThat(read(sample)).containsExactly(new Skipped(kind));
    }

    @Test
    void severalThingsKeepTheirOrder() throws Exception {
        assertThat(read("several"))
                .extracting(happening -> happening instanceof Wrote wrote
                        ? wrote.message().getText()
                        : happening.getClass().getSimpleName())
                .containsExactly("first", "second", "Told", "third");
    }

    @Test
    void aTextGoesOutAsAnAnswer() {
        var message =
                OutboundMessage.newBuilder().setAddress(ANN).setText("Hello").build();

        assertThat(MessengerFormat.out(Product.MESSENGER, message).toString())
                .isEqualTo("{\"recipient\":{\"id\":\"" + ANN + "\"},\"messaging_type\":\"RESPONSE\","
                        + "\"message\":{\"text\":\"Hello\"}}");
        assertThat(MessengerFormat.out(Product.INSTAGRAM, message).toString())
                .isEqualTo("{\"recipient\":{\"id\":\"" + ANN + "\"},\"message\":{\"text\":\"Hello\"}}");
    }

    private InboundMessage message(String sample) throws BadPayload {
        var all = read(sample);
        assertThat(all).hasSize(1).first().isInstanceOf(Wrote.class);
        return ((Wrote) all.get(0)).message();
    }

    private List<Happening> read(String sample) throws BadPayload {
        return MessengerFormat.in(Product.MESSENGER, "acme", ACCOUNT, samples.bytes(sample));
    }
}
