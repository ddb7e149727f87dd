package baton.gateway.viber;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.messenger.Deliveries;
import baton.engine.messenger.DeliveryContract;
import baton.engine.spi.ChannelGateway;
import baton.engine.spi.Tenants.ChannelAccount;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViberDeliveryTest extends DeliveryContract {

    @Override
    protected ChannelGateway gateway() {
        return new ViberGateway();
    }

    @Override
    protected ChannelAccount account(String api) {
        return new ChannelAccount("viber", Map.of("name", "Acme", "api", api), Map.of("token", "token-of-acme"));
    }

    @Override
    protected String address() {
        return "01234567890A=";
    }

    @Test
    void aMessageIsPostedWithTheTokenAndItsIdKeptToTheLastDigit() {
        provider.says(
                200,
                "{\"status\":0,\"status_message\":\"ok\",\"message_token\":9223372036854775807,"
                        + "\"chat_hostname\":\"SN-CHAT-05_\",\"billing_status\":1}");

        assertThat(deliver()).isEqualTo(Deliveries.taken("9223372036854775807"));

        assertThat(provider.asked).hasSize(1);
        var asked = provider.asked.get(0);
        assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /api/pa/send_message");
        assertThat(asked.header("X-Viber-Auth-Token")).isEqualTo("token-of-acme");
        assertThat(asked.body()).contains("\"receiver\":\"01234567890A=\"", "\"text\":\"Добрий день\"", "e1#7");
    }

    @ParameterizedTest
    @CsvSource({
        "photo.png, image/png, picture",
        "photo.jpg, image/jpeg, picture",
        "film.mp4, video/mp4, video",
        "offer.pdf, application/pdf, file",
        "moving.gif, image/gif, file"
    })
    void aFileIsFetchedByItsAddressAndSentAsWhatItIs(String name, String mediaType, String type) {
        provider.says(200, "{\"status\":0,\"message_token\":1}");

        assertThat(deliver(file(name, mediaType, "the bytes"))).isEqualTo(Deliveries.taken("1"));

        var body = provider.asked.get(0).body();
        assertThat(body)
                .contains(
                        "\"type\":\"" + type + "\"",
                        "\"media\":\"https://support.example/files/acme/hash-of-" + name + "/" + name + "\"");
        assertThat(body.contains("\"file_name\":\"" + name + "\"")).isEqualTo(type.equals("file"));
        assertThat(body.contains("\"size\":9")).isEqualTo(!type.equals("picture"));
    }

    @Test
    void anAddressEndsAsViberWantsItAndIsOfAsciiLetters() {
        provider.says(200, "{\"status\":0,\"message_token\":1}");

        deliver(file("лампа", "image/png", "the bytes"));
        deliver(file("рахунок.pdf", "application/pdf", "the bytes"));

        assertThat(provider.asked.get(0).body()).contains("/%D0%BB%D0%B0%D0%BC%D0%BF%D0%B0.png\"");
        assertThat(provider.asked.get(1).body())
                .contains("/%D1%80%D0%B0%D1%85%D1%83%D0%BD%D0%BE%D0%BA.pdf\"", "\"file_name\":\"рахунок.pdf\"");
    }

    @ParameterizedTest
    @CsvSource({"5, no-such-customer", "6, blocked", "3, refused", "11, refused", "21, refused"})
    void whatWillNeverBeTakenHasFailed(int status, String word) {
        provider.says(200, answer(status));

        assertThat(deliver()).isEqualTo(Deliveries.failed(word, "so it is"));
    }

    @ParameterizedTest
    @CsvSource({
        "12, rate-limited, 10, true",
        "2, bad-account, 60, true",
        "9, bad-account, 60, true",
        "24, bad-account, 60, true",
        "99, provider-away, 0, false"
    })
    void whatMayBeTakenLaterWaits(int status, String word, int seconds, boolean everybody) {
        provider.says(200, answer(status));

        assertLater(word, seconds, everybody);
    }

    @Test
    void buttonsAreAKeyboardThatWritesWhatStandsOnThem() {
        provider.says(200, "{\"status\":0,\"message_token\":1}");

        deliver(offering("Так", "Ні"));

        assertThat(provider.asked.get(0).body())
                .contains(
                        "\"keyboard\":{\"Type\":\"keyboard\"",
                        "{\"ActionType\":\"reply\",\"ActionBody\":\"Ні\",\"Text\":\"Ні\"}");
    }

    @Test
    void anAnswerThatSaysNothingIsTrouble() {
        provider.says(200, "<html>");

        assertLater("provider-away", 0, true);
    }

    private static String answer(int status) {
        return "{\"status\":" + status + ",\"status_message\":\"so it is\"}";
    }
}
