package baton.gateway.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.messenger.Deliveries;
import baton.engine.messenger.DeliveryContract;
import baton.engine.spi.ChannelGateway;
import baton.engine.spi.FileSource;
import baton.engine.spi.Tenants.ChannelAccount;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhatsappDeliveryTest extends DeliveryContract {

    @Override
    protected ChannelGateway gateway() {
        return new WhatsappGateway();
    }

    @Override
    protected ChannelAccount account(String api) {
        return new ChannelAccount(
                "whatsapp", Map.of("phoneNumberId", "106540352242922", "api", api), Map.of("token", "token-of-acme"));
    }

    @Override
    protected String address() {
        return "380501112233";
    }

    @Test
    void aMessageIsPostedWithTheTokenAndItsIdKept() {
        provider.says(
                200,
                "{\"messaging_product\":\"whatsapp\",\"contacts\":[{\"input\":\"1\",\"wa_id\":\"1\"}],"
                        + "\"messages\":[{\"id\":\"wamid.out\",\"message_status\":\"accepted\"}]}");

        assertThat(deliver()).isEqualTo(Deliveries.taken("wamid.out"));

        assertThat(provider.asked).hasSize(1);
        var asked = provider.asked.get(0);
        assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /api/106540352242922/messages");
        assertThat(asked.header("Authorization")).isEqualTo("Bearer token-of-acme");
        assertThat(asked.header("Content-Type")).isEqualTo("application/json");
        assertThat(asked.body()).contains("\"to\":\"380501112233\"", "\"body\":\"Добрий день\"");
    }

    @Test
    void thatAMessageWasReadIsPostedLikeAMessage() {
        provider.says(200, "{\"success\":true}");

        assertThat(tellRead("wamid.in")).isTrue();

        var asked = provider.asked.get(0);
        assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /api/106540352242922/messages");
        assertThat(asked.header("Authorization")).isEqualTo("Bearer token-of-acme");
        assertThat(asked.body())
                .isEqualTo("{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":\"wamid.in\"}");
        provider.says(400, "{\"error\":{\"code\":100}}");
        assertThat(tellRead("wamid.unknown")).isFalse();
    }

    @Test
    void aFileIsUploadedFirstAndThenNamed() {
        provider.says(200, "{\"id\":\"media-1\",\"messages\":[{\"id\":\"wamid.out\"}]}");

        assertThat(deliver(file("offer.pdf", "application/pdf", "the bytes"))).isEqualTo(Deliveries.taken("wamid.out"));

        var uploaded = provider.asked.get(0);
        assertThat(uploaded.path()).isEqualTo("/api/106540352242922/media");
        assertThat(uploaded.header("Authorization")).isEqualTo("Bearer token-of-acme");
        assertThat(uploaded.body())
                .contains(
                        "name=\"messaging_product\"",
                        "whatsapp",
                        "name=\"file\"",
                        "filename=\"offer.pdf\"",
                        "the bytes");
        var sent = provider.asked.get(1);
        assertThat(sent.path()).isEqualTo("/api/106540352242922/messages");
        assertThat(sent.body())
                .contains("\"type\":\"document\"", "\"document\":{\"id\":\"media-1\",\"filename\":\"offer.pdf\"}")
                .doesNotContain("\"text\"");
    }

    @Test
    void aPictureIsSentAsOne() {
        provider.says(200, "{\"id\":\"media-1\",\"messages\":[{\"id\":\"wamid.out\"}]}");

        deliver(file("photo.png", "image/png", "the bytes"));

        assertThat(provider.asked.get(1).body()).contains("\"type\":\"image\"", "\"image\":{\"id\":\"media-1\"}");
    }

    @Test
    void fewShortButtonsAreButtonsMoreAreAListAndTheRestAreLines() {
        provider.says(200, "{\"messages\":[{\"id\":\"wamid.out\"}]}");

        deliver(offering("Так", "Ні"));
        deliver(offering("1", "2", "3", "4"));
        deliver(offering("Ні, дякую, вже не потрібно"));

        assertThat(provider.asked.get(0).body())
                .contains(
                        "\"type\":\"interactive\"",
                        "\"body\":{\"text\":\"Добрий день\"}",
                        "{\"type\":\"reply\",\"reply\":{\"id\":\"id-0\",\"title\":\"Так\"}}");
        assertThat(provider.asked.get(1).body())
                .contains("\"type\":\"list\"", "\"sections\":[{\"rows\":[{\"id\":\"id-0\",\"title\":\"1\"}");
        assertThat(provider.asked.get(2).body())
                .contains("\"type\":\"text\"", "\"body\":\"Добрий день\\n\\n1. Ні, дякую, вже не потрібно\"");
    }

    @Test
    void aTemplateGoesOutByItsNameAndWhatIsFilledIn() {
        provider.says(200, "{\"messages\":[{\"id\":\"wamid.out\"}]}");
        var message = message().toBuilder();
        message.getTemplateBuilder().setName("order_shipped").setLanguage("uk").addValues("№7");

        deliver(message.build());

        assertThat(provider.asked.get(0).body())
                .contains(
                        "\"type\":\"template\",\"template\":{\"name\":\"order_shipped\",\"language\":{\"code\":\"uk\"},"
                                + "\"components\":[{\"type\":\"body\",\"parameters\":[{\"type\":\"text\",\"text\":\"№7\"}]}]}")
                .doesNotContain("Добрий день");
    }

    @Test
    void aFileThatIsNotTakenIsNotSent() {
        provider.says(400, error(100));

        assertThat(deliver(file("photo.png", "image/png", "the bytes")))
                .isEqualTo(Deliveries.failed("refused", "in detail"));
        assertThat(provider.asked).hasSize(1);
    }

    @Test
    void whereAFileIsSaysTheProviderAndWantsTheTokenThere() {
        provider.says(200, "{\"url\":\"https://lookaside.example/1\",\"mime_type\":\"image/jpeg\",\"id\":\"7\"}");

        assertThat(fetch("7"))
                .isEqualTo(new FileSource.At(
                        "https://lookaside.example/1", Map.of("Authorization", "Bearer token-of-acme")));
        assertThat(provider.asked.get(0).method() + " " + provider.asked.get(0).path())
                .isEqualTo("GET /api/7");
    }

    @Test
    void whyAFileIsNotToBeHadSaysTheProvider() {
        provider.says(400, error(100));
        assertThat(fetch("7")).isEqualTo(new FileSource.Never("gone"));
        provider.says(401, error(190));
        assertThat(fetch("7")).isEqualTo(new FileSource.Later(Duration.ofSeconds(60), "bad-account"));
        provider.asksToWait(429, "42");
        assertThat(fetch("7")).isEqualTo(new FileSource.Later(Duration.ofSeconds(42), "rate-limited"));
        provider.says(502, "<html>");
        assertThat(fetch("7")).isEqualTo(new FileSource.Later(Duration.ZERO, "provider-away"));
        assertThat(fetch("../me")).isEqualTo(new FileSource.Never("bad-source"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 131047, window-closed",
        "400, 131026, no-such-customer",
        "400, 131049, blocked",
        "400, 131050, blocked",
        "400, 100, refused",
        "403, 131021, refused"
    })
    void whatWillNeverBeTakenHasFailed(int status, int code, String word) {
        provider.says(status, error(code));

        assertThat(deliver()).isEqualTo(Deliveries.failed(word, "in detail"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 130429, rate-limited, 10, true",
        "400, 80007, rate-limited, 10, true",
        "400, 131056, rate-limited, 6, false",
        "400, 190, bad-account, 60, true",
        "403, 131031, bad-account, 60, true",
        "500, 131016, provider-away, 0, true",
        "500, 131000, provider-away, 0, false",
        "502, 0, provider-away, 0, true"
    })
    void whatMayBeTakenLaterWaits(int status, int code, String word, int seconds, boolean everybody) {
        provider.says(status, error(code));

        assertLater(word, seconds, everybody);
    }

    private static String error(int code) {
        return "{\"error\":{\"message\":\"(#" + code + ") so it is\",\"type\":\"OAuthException\",\"code\":" + code
                + ",\"error_data\":{\"messaging_product\":\"whatsapp\",\"details\":\"in detail\"},\"fbtrace_id\":\"x\"}}";
    }
}
