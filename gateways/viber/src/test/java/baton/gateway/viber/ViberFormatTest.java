package baton.gateway.viber;

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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViberFormatTest {

    private static final String OLENA = "01234567890A=";

    private final Samples samples = new Samples(getClass(), "viber");

    @Test
    void aTextIsReadAndItsTokenKeptToTheLastDigit() throws Exception {
        assertThat(message("text"))
                .isEqualTo(InboundMessage.newBuilder()
                        .setTenant("acme")
                        .setChannel("viber")
                        .setAddress(OLENA)
                        .setMessageId("4912661846655238145")
                        .setText("Добрий день")
                        .setName("Олена")
                        .build());
    }

    @Test
    void aLinkIsText() throws Exception {
        assertThat(message("url").getText()).isEqualTo("Look\nhttps://shop.example/42");
        assertThat(message("url").hasContent()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "picture, image, The broken one, photo.jpg, 0, https://dl-media.viber.example/1",
        "video, video, '', '', 10000, https://dl-media.viber.example/3",
        "file, file, '', bill.pdf, 12345, https://dl-media.viber.example/4",
        "sticker, sticker, '', '', 0, https://sticker.example/46105"
    })
    void filesAreNamedAndTheirCaptionsKept(
            String sample, String kind, String caption, String name, long size, String reference) throws Exception {
        var message = message(sample);

        assertThat(message.getText()).isEqualTo(caption);
        assertThat(message.getContent().getKind()).isEqualTo(kind);
        assertThat(message.getContent().getName()).isEqualTo(name);
        assertThat(message.getContent().getSize()).isEqualTo(size);
        assertThat(message.getContent().getReference()).isEqualTo(reference);
    }

    @Test
    void aPlaceIsRead() throws Exception {
        var content = message("location").getContent();

        assertThat(content.getKind()).isEqualTo("location");
        assertThat(content.getPlace().getLatitude()).isEqualTo(50.4501);
        assertThat(content.getPlace().getLongitude()).isEqualTo(30.5234);
    }

    @Test
    void aContactIsALineOfText() throws Exception {
        assertThat(message("contact").getContent().getKind()).isEqualTo("contact");
        assertThat(message("contact").getText()).isEqualTo("Bert Muller, +380504445566");
    }

    @ParameterizedTest
    @CsvSource({"unknown-type, hologram, see", "no-message, unknown, ''"})
    void whatIsNotUnderstoodIsNotDropped(String sample, String called, String text) throws Exception {
        var message = message(sample);

        assertThat(message.getContent().getKind()).isEqualTo("unsupported");
        assertThat(message.getContent().getName()).isEqualTo(called);
        assertThat(message.getText()).isEqualTo(text);
    }

    @Test
    void somebodyWhoComesByALinkArrives() throws Exception {
        assertThat(read("started")).isEqualTo(new Arrived(new Party("acme", "viber", OLENA), "AbCdEfGhIjKlMnOpQr-_12"));
    }

    @ParameterizedTest
    @CsvSource({"delivered, delivered, '', ''", "seen, read, '', ''", "failed, failed, refused, failure description"})
    void receiptsNameOurMessageToTheLastDigit(String sample, String state, String code, String detail)
            throws Exception {
        assertThat(read(sample))
                .isEqualTo(new Told(ProviderReceipt.newBuilder()
                        .setTenant("acme")
                        .setChannel("viber")
                        .setAddress(OLENA)
                        .setProviderId("9223372036854775807")
                        .setState(state)
                        .setCode(code)
                        .setDetail(detail)
                        .build()));
    }

    @ParameterizedTest
    @CsvSource({
        "started-otherwise, conversation-started",
        "subscribed, subscribed",
        "unsubscribed, unsubscribed",
        "webhook, webhook",
        "other-event, other-event",
        "nobody, no-sender"
    })
    void whatIsNoMessageOfACustomerIsCounted(String sample, String kind) throws Exception {
        assertThat(read(sample)).isEqualTo(new Skipped(kind));
    }

    @Test
    void whatIsNotVibersIsNotUnderstood() {
        assertThatThrownBy(() -> ViberFormat.in("acme", new byte[] {'{', '}'})).isInstanceOf(BadPayload.class);
    }

    @Test
    void aTextGoesOutInTheCompanysName() {
        var account = new ChannelAccount("viber", Map.of("name", "Acme, the shop for everything"), Map.of());
        var message = OutboundMessage.newBuilder()
                .setAddress(OLENA)
                .setEpisodeId("e1")
                .setNumber(7)
                .setText("Hello")
                .build();

        assertThat(ViberFormat.out(account, message).toString())
                .isEqualTo("{\"receiver\":\"01234567890A=\",\"min_api_version\":1,"
                        + "\"sender\":{\"name\":\"Acme, the shop for everythin\"},\"tracking_data\":\"e1#7\","
                        + "\"type\":\"text\",\"text\":\"Hello\"}");
    }

    private InboundMessage message(String sample) throws BadPayload {
        var happening = read(sample);
        assertThat(happening).isInstanceOf(Wrote.class);
        return ((Wrote) happening).message();
    }

    private Happening read(String sample) throws BadPayload {
        var all = ViberFormat.in("acme", samples.bytes(sample));
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
