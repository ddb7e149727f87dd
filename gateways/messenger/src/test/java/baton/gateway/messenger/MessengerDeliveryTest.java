package baton.gateway.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.messenger.Deliveries;
import baton.engine.messenger.DeliveryContract;
import baton.engine.spi.ChannelGateway;
import baton.engine.spi.Tenants.ChannelAccount;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instagram's answers are the same. */
class MessengerDeliveryTest extends DeliveryContract {

    @Override
    protected ChannelGateway gateway() {
        return new MessengerGateway();
    }

    @Override
    protected ChannelAccount account(String api) {
        return new ChannelAccount("messenger", Map.of("api", api), Map.of("token", "token-of-acme"));
    }

    @Override
    protected String address() {
        return "7654321098765432";
    }

    @Test
    void thatTheCustomerHasBeenReadIsASenderAction() {
        provider.says(200, "{\"recipient_id\":\"1\"}");

        assertThat(tellRead("mid.1")).isTrue();

        var asked = provider.asked.get(0);
        assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /api/me/messages");
        assertThat(asked.body())
                .isEqualTo("{\"sender_action\":\"mark_seen\",\"recipient\":{\"id\":\"" + address() + "\"}}");
        provider.says(500, "{}");
        assertThat(tellRead("mid.1")).isFalse();
    }

    @Test
    void aMessageIsPostedWithTheTokenAndItsIdKept() {
        provider.says(200, "{\"recipient_id\":\"7654321098765432\",\"message_id\":\"m_out\"}");

        assertThat(deliver()).isEqualTo(Deliveries.taken("m_out"));

        assertThat(provider.asked).hasSize(1);
        var asked = provider.asked.get(0);
        assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /api/me/messages");
        assertThat(asked.header("Authorization")).isEqualTo("Bearer token-of-acme");
        assertThat(asked.body()).contains("\"id\":\"7654321098765432\"", "\"text\":\"Добрий день\"");
    }

    @Test
    void aFileGoesInOneFormWithTheMessageThatItIs() {
        provider.says(200, "{\"recipient_id\":\"7654321098765432\",\"message_id\":\"m_out\"}");

        assertThat(deliver(file("лампа.png", "image/png", "the bytes"))).isEqualTo(Deliveries.taken("m_out"));

        var asked = provider.asked.get(0);
        assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /api/me/messages");
        assertThat(asked.header("Authorization")).isEqualTo("Bearer token-of-acme");
        assertThat(asked.header("Content-Type")).startsWith("multipart/form-data");
        assertThat(asked.body())
                .contains(
                        "name=\"recipient\"\r\n\r\n{\"id\":\"7654321098765432\"}",
                        "name=\"messaging_type\"\r\n\r\nRESPONSE",
                        "{\"attachment\":{\"type\":\"image\",\"payload\":{\"is_reusable\":false}}}",
                        "name=\"filedata\"; filename=\"image.png\"",
                        "the bytes");
    }

    @Test
    void whatIsNoPictureFilmOrSoundGoesAsAFile() {
        provider.says(200, "{\"message_id\":\"m_out\"}");

        deliver(file("offer.pdf", "application/pdf", "the bytes"));

        assertThat(provider.asked.get(0).body()).contains("\"type\":\"file\"", "filename=\"offer.pdf\"");
    }

    @Test
    void buttonsAreQuickRepliesOrLinesIfTheyAreTooLong() {
        provider.says(200, "{\"message_id\":\"m_out\"}");

        deliver(offering("Так", "Ні"));
        deliver(offering("Так", "Ні, дякую, вже не потрібно"));

        assertThat(provider.asked.get(0).body())
                .contains("{\"content_type\":\"text\",\"title\":\"Ні\",\"payload\":\"id-1\"}");
        assertThat(provider.asked.get(1).body())
                .contains("\"text\":\"Добрий день\\n\\n1. Так\\n2. Ні, дякую, вже не потрібно\"")
                .doesNotContain("quick_replies");
    }

    @Test
    void aFileThatIsNotTakenHasFailed() {
        provider.says(400, error(100, 2018008));

        assertThat(deliver(file("offer.pdf", "application/pdf", "the bytes"))
                        .getFailed()
                        .getCode())
                .isEqualTo("refused");
    }

    @ParameterizedTest
    @CsvSource({
        "400, 10, 2018278, window-closed",
        "400, 10, 2534022, window-closed",
        "400, 100, 2018001, no-such-customer",
        "400, 551, 0, blocked",
        "400, 551, 1545041, blocked",
        "400, 200, 1545041, blocked",
        "400, 100, 0, refused"
    })
    void whatWillNeverBeTakenHasFailed(int status, int code, int subcode, String word) {
        provider.says(status, error(code, subcode));

        assertThat(deliver()).isEqualTo(Deliveries.failed(word, "so it is"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 4, rate-limited, 10, true",
        "400, 613, rate-limited, 10, true",
        "400, 190, bad-account, 60, true",
        "403, 10, bad-account, 60, true",
        "403, 200, bad-account, 60, true",
        "500, 2, provider-away, 0, false",
        "400, 1200, provider-away, 0, false",
        "500, 0, provider-away, 0, true"
    })
    void whatMayBeTakenLaterWaits(int status, int code, String word, int seconds, boolean everybody) {
        provider.says(status, error(code, 0));

        assertLater(word, seconds, everybody);
    }

    private static String error(int code, int subcode) {
        return "{\"error\":{\"message\":\"so it is\",\"type\":\"OAuthException\",\"code\":" + code
                + ",\"error_subcode\":" + subcode + ",\"fbtrace_id\":\"x\"}}";
    }
}
