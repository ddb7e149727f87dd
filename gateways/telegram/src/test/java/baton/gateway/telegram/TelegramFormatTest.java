package baton.gateway.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.engine.messenger.BadPayload;
import baton.engine.messenger.Happening;
import baton.engine.messenger.Happening.Arrived;
import baton.engine.messenger.Happening.Skipped;
import baton.engine.messenger.Happening.Wrote;
import baton.engine.messenger.ProviderClient.Reply;
import baton.engine.spi.Ingress.Party;
import baton.protocol.gateway.v1.Delivery;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.OutboundMessage;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Updates as the Bot API documents them, from files. */
class TelegramFormatTest {

    @Test
    void aTextIsAMessageOfThisChat() throws Exception {
        var message = wrote("text");

        assertThat(message.getTenant()).isEqualTo("acme");
        assertThat(message.getChannel()).isEqualTo("telegram");
        assertThat(message.getAddress()).isEqualTo("42");
        assertThat(message.getMessageId()).isEqualTo("11");
        assertThat(message.getName()).isEqualTo("Олена Коваль");
        assertThat(message.getText()).isEqualTo("Добрий день 👋 <b>де моє замовлення?</b>");
        assertThat(message.hasContent()).isFalse();
    }

    @Test
    void aReplyNamesWhatItAnswers() throws Exception {
        assertThat(wrote("reply").getContent().getAbout()).isEqualTo("9");
        assertThat(wrote("reply").getContent().getKind()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "photo, image, '', '', 84512, AgAC-l",
        "document, file, invoice.pdf, application/pdf, 52144, BQAC",
        "animation, video, wow.mp4, video/mp4, 90000, CgAC",
        "voice, voice, '', audio/ogg, 28011, AwAC",
        "sticker, sticker, 👍, '', 20100, CAAC"
    })
    void aFileIsNamedByItsKind(String payload, String kind, String name, String type, long size, String reference)
            throws Exception {
        var content = wrote(payload).getContent();

        assertThat(content.getKind()).isEqualTo(kind);
        assertThat(content.getName()).isEqualTo(name);
        assertThat(content.getMediaType()).isEqualTo(type);
        assertThat(content.getSize()).isEqualTo(size);
        assertThat(content.getReference()).isEqualTo(reference);
    }

    @Test
    void aCaptionIsTheText() throws Exception {
        assertThat(wrote("photo").getText()).isEqualTo("Ось пошкодження");
    }

    @Test
    void aLocationIsAPlace() throws Exception {
        var place = wrote("location").getContent().getPlace();

        assertThat(place.getLatitude()).isEqualTo(50.450001);
        assertThat(place.getLongitude()).isEqualTo(30.523333);
        assertThat(wrote("venue").getContent().getPlace().getName()).isEqualTo("Майдан");
        assertThat(wrote("venue").getContent().getKind()).isEqualTo("location");
    }

    @Test
    void aContactIsShownAsText() throws Exception {
        assertThat(wrote("contact").getContent().getName()).isEqualTo("Олена +380501112233");
    }

    @Test
    void onlyAContactOfTheSendersOwnSaysTheirNumber() throws Exception {
        assertThat(wrote("contact").getPhone()).isEqualTo("+380501112233");
        assertThat(wrote("text").getPhone()).isEmpty();
        var ofAFriend = new ObjectMapper()
                .readTree("{\"from\":{\"id\":42},\"contact\":{\"phone_number\":\"1\",\"user_id\":43}}");
        assertThat(TelegramContent.ownPhone(ofAFriend)).isEmpty();
    }

    @Test
    void anEditIsAMessageAboutTheFirstOne() throws Exception {
        var edited = wrote("edited");

        assertThat(edited.getMessageId()).isEqualTo("u100011");
        assertThat(edited.getContent().getKind()).isEqualTo("edit");
        assertThat(edited.getContent().getAbout()).isEqualTo(wrote("text").getMessageId());
        assertThat(edited.getText()).isEqualTo("Добрий день, де моє замовлення 77?");
    }

    @Test
    void aPressedButtonIsAChoiceThatWaitsForAnAnswer() throws Exception {
        var pressed = wrote("pressed");

        assertThat(pressed.getContent().getKind()).isEqualTo("choice");
        assertThat(pressed.getContent().getAbout()).isEqualTo("9");
        assertThat(pressed.getText()).isEqualTo("yes");
        assertThat(pressed.getName()).isEqualTo("Олена Коваль");
        assertThat(TelegramFormat.in("acme", bytes("pressed")).pressed()).contains("4382bfdwdsb323b2d9");
    }

    @Test
    void aPressedButtonSaysWhatStandsOnIt() throws Exception {
        assertThat(wrote("pressed-with-its-words").getText()).isEqualTo("Так");
    }

    @Test
    void aReactionComesAndGoes() throws Exception {
        assertThat(wrote("reaction").getText()).isEqualTo("❤");
        assertThat(wrote("reaction").getContent().getKind()).isEqualTo("reaction");
        assertThat(wrote("reaction-taken-back").getText()).isEmpty();
    }

    @Test
    void whoeverComesByALinkIsNamed() throws Exception {
        assertThat(read("start-with-code"))
                .isEqualTo(new Arrived(new Party("acme", "telegram", "42"), "Zm9vYmFyYmF6cXV4MTIzNA"));
    }

    @Test
    void whoeverOnlyPressesStartIsGreetedInTheirLanguage() throws Exception {
        var greeted = TelegramFormat.in("acme", bytes("start")).started().orElseThrow();

        assertThat(greeted).isEqualTo(new TelegramFormat.Started("42", "uk"));
        assertThat(TelegramFormat.greeting(greeted, "Lumen"))
                .hasToString(
                        "{\"chat_id\":42,\"text\":\"Вітаємо, це Lumen! Напишіть тут, що вас цікавить, і вам відповість людина.\","
                                + "\"link_preview_options\":{\"is_disabled\":true}}");
        assertThat(TelegramFormat.in("acme", bytes("start-with-code")).started())
                .as("whoever comes by a link goes on with what they have begun")
                .isEmpty();
        assertThat(TelegramFormat.in("acme", bytes("text")).started()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"pt-br, Hello", "'', Hello", "ru, Здравствуйте", "ro-MD, Bună"})
    void theGreetingIsInEnglishIfWeDoNotSpeakTheLanguage(String language, String begins) {
        var greeting = TelegramFormat.greeting(new TelegramFormat.Started("42", language), "Lumen");

        assertThat(greeting.path("text").asText()).startsWith(begins).contains("Lumen");
    }

    @Test
    void whatIsNotUnderstoodIsNotDropped() throws Exception {
        assertThat(wrote("unknown-message").getContent().getKind()).isEqualTo("unsupported");
        assertThat(wrote("unknown-message").getContent().getName()).isEqualTo("hologram");
        assertThat(wrote("unknown-fields").getText()).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "group", "blocked-by-customer"})
    void whatIsNotSaidToTheCompanyIsSkipped(String payload) throws Exception {
        assertThat(read(payload)).isInstanceOf(Skipped.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "[]", "{\"update_id\":1,\"message\":{\"chat\":{\"type\":\"private\"},\"text\":\"x\"}}"})
    void whatIsNoUpdateIsRefused(String body) {
        assertThatThrownBy(() -> TelegramFormat.in("acme", body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(BadPayload.class);
    }

    @Test
    void anAnswerGoesToTheChat() {
        var request = TelegramFormat.out(OutboundMessage.newBuilder()
                .setAddress("42")
                .setText("a \"quoted\" <b>")
                .build());

        assertThat(request.toString()).isEqualTo("{\"chat_id\":42,\"text\":\"a \\\"quoted\\\" <b>\"}");
    }

    @Test
    void whatTelegramTakesHasItsId() {
        assertThat(said(200, "{\"ok\":true,\"result\":{\"message_id\":77}}")
                        .getTaken()
                        .getProviderId())
                .isEqualTo("77");
    }

    @ParameterizedTest
    @CsvSource({
        "403, 'Forbidden: bot was blocked by the user', blocked",
        "400, 'Bad Request: chat not found', no-such-customer",
        "400, 'Bad Request: message text is empty', refused"
    })
    void whatItNeverWillTakeHasFailed(int status, String description, String code) {
        var delivery = said(status, "{\"ok\":false,\"description\":\"" + description + "\"}");

        assertThat(delivery.getFailed().getCode()).isEqualTo(code);
        assertThat(delivery.getFailed().getDetail()).isEqualTo(description);
    }

    @ParameterizedTest
    @CsvSource({"401, bad-account, 60000", "404, bad-account, 60000", "502, provider-away, 0", "503, provider-away, 0"})
    void whatMayBetterItselfWaits(int status, String code, int pause) {
        var delivery = said(status, "<html>");

        assertThat(delivery.getPostponed().getCode()).isEqualTo(code);
        assertThat(delivery.getPostponed().getRetryAfterMs()).isEqualTo(pause);
        assertThat(delivery.getPostponed().getWholeAccount()).isTrue();
    }

    @Test
    void theProvidersPauseIsKept() {
        var delivery = said(429, "{\"ok\":false,\"parameters\":{\"retry_after\":14}}");

        assertThat(delivery.getPostponed().getRetryAfterMs()).isEqualTo(14_000);
        assertThat(TelegramFormat.delivery(new Reply(429, Optional.of(Duration.ofSeconds(3)), ""))
                        .getPostponed()
                        .getRetryAfterMs())
                .isEqualTo(3_000);
    }

    private static Delivery said(int status, String body) {
        return TelegramFormat.delivery(new Reply(status, Optional.empty(), body));
    }

    private static InboundMessage wrote(String payload) throws Exception {
        return ((Wrote) read(payload)).message();
    }

    private static Happening read(String payload) throws Exception {
        return TelegramFormat.in("acme", bytes(payload)).happenings().get(0);
    }

    private static byte[] bytes(String payload) throws IOException {
        try (var file = TelegramFormatTest.class.getResourceAsStream("/payloads/" + payload + ".json")) {
            return file.readAllBytes();
        }
    }
}
