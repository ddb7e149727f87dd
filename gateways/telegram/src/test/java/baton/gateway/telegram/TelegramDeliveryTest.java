package baton.gateway.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.messenger.Deliveries;
import baton.engine.messenger.DeliveryContract;
import baton.engine.spi.ChannelGateway;
import baton.engine.spi.FileSource;
import baton.engine.spi.Tenants.ChannelAccount;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TelegramDeliveryTest extends DeliveryContract {

    @Override
    protected ChannelGateway gateway() {
        return new TelegramGateway();
    }

    @Override
    protected ChannelAccount account(String api) {
        return new ChannelAccount("telegram", Map.of("api", api), Map.of("token", "123456:token-of-acme"));
    }

    @Override
    protected String address() {
        return "42";
    }

    @Test
    void aMessageIsPostedToTheBotAndItsIdKept() {
        provider.says(200, "{\"ok\":true,\"result\":{\"message_id\":77}}");

        assertThat(deliver()).isEqualTo(Deliveries.taken("77"));

        assertThat(provider.asked).hasSize(1);
        var asked = provider.asked.get(0);
        assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /api/bot123456:token-of-acme/sendMessage");
        assertThat(asked.body()).isEqualTo("{\"chat_id\":42,\"text\":\"Добрий день\"}");
    }

    @Test
    void aCorrectionChangesTheMessageAndIsNoneOfItsOwn() {
        provider.says(200, "{\"ok\":true,\"result\":{\"message_id\":77}}");

        assertThat(deliver(amending("edit", "77"))).isEqualTo(Deliveries.taken(""));

        var asked = provider.asked.get(0);
        assertThat(asked.path()).isEqualTo("/api/bot123456:token-of-acme/editMessageText");
        assertThat(asked.body()).isEqualTo("{\"chat_id\":42,\"message_id\":77,\"text\":\"Добрий день\"}");
    }

    @Test
    void whatIsTakenBackIsDeleted() {
        provider.says(200, "{\"ok\":true,\"result\":true}");

        assertThat(deliver(amending("deletion", "77"))).isEqualTo(Deliveries.taken(""));

        var asked = provider.asked.get(0);
        assertThat(asked.path()).isEqualTo("/api/bot123456:token-of-acme/deleteMessage");
        assertThat(asked.body()).isEqualTo("{\"chat_id\":42,\"message_id\":77}");
    }

    @Test
    void whatWasDoneBeforeIsDone() {
        provider.says(400, "{\"ok\":false,\"description\":\"Bad Request: message is not modified: specified new\"}");
        assertThat(deliver(amending("edit", "77"))).isEqualTo(Deliveries.taken(""));

        provider.says(400, "{\"ok\":false,\"description\":\"Bad Request: message to delete not found\"}");
        assertThat(deliver(amending("deletion", "77"))).isEqualTo(Deliveries.taken(""));
    }

    @Test
    void whatTelegramDoesNotChangeHasFailedWithItsWords() {
        provider.says(400, "{\"ok\":false,\"description\":\"Bad Request: message can't be deleted for everyone\"}");

        assertThat(deliver(amending("deletion", "77")))
                .isEqualTo(Deliveries.failed("refused", "Bad Request: message can't be deleted for everyone"));
    }

    @Test
    void whichMessageIsMeantMustBeKnown() {
        assertThat(deliver(amending("deletion", "")).getFailed().getCode()).isEqualTo("refused");
        assertThat(provider.asked).isEmpty();
    }

    @Test
    void aPictureIsPostedAsAPicture() {
        provider.says(200, "{\"ok\":true,\"result\":{\"message_id\":78}}");

        assertThat(deliver(file("фото.png", "image/png", "the bytes"))).isEqualTo(Deliveries.taken("78"));

        var asked = provider.asked.get(0);
        assertThat(asked.path()).isEqualTo("/api/bot123456:token-of-acme/sendPhoto");
        assertThat(asked.header("Content-Type")).startsWith("multipart/form-data; boundary=");
        assertThat(asked.body())
                .contains(
                        "name=\"chat_id\"",
                        "\r\n42\r\n",
                        "name=\"photo\"",
                        "image/png",
                        "\r\nthe bytes\r\n",
                        "filename=\"фото.png\"");
    }

    @Test
    void anythingElseIsPostedAsADocument() {
        provider.says(200, "{\"ok\":true,\"result\":{\"message_id\":78}}");

        deliver(file("of\"fer.pdf", "application/pdf", "the bytes"));

        var asked = provider.asked.get(0);
        assertThat(asked.path()).isEqualTo("/api/bot123456:token-of-acme/sendDocument");
        assertThat(asked.body()).contains("name=\"document\"", "filename=\"of%22fer.pdf\"", "application/pdf");
    }

    @Test
    void whereAFileIsSaysTheProvider() {
        provider.says(200, "{\"ok\":true,\"result\":{\"file_id\":\"AgAC-l\",\"file_path\":\"photos/1.jpg\"}}");

        assertThat(fetch("AgAC-l"))
                .isEqualTo(
                        new FileSource.At(provider.url() + "/api/file/bot123456:token-of-acme/photos/1.jpg", Map.of()));

        var asked = provider.asked.get(0);
        assertThat(asked.path()).isEqualTo("/api/bot123456:token-of-acme/getFile");
        assertThat(asked.body()).isEqualTo("{\"file_id\":\"AgAC-l\"}");
    }

    @Test
    void buttonsStandBelowTheMessageAndSayWhichWasPressed() {
        provider.says(200, "{\"ok\":true,\"result\":{\"message_id\":9}}");

        deliver(offering("Так", "Ні"));

        assertThat(provider.asked.get(0).body())
                .contains("\"reply_markup\":{\"inline_keyboard\":[[{\"text\":\"Так\",\"callback_data\":\"id-0\"}],");
    }

    @Test
    void whyAFileIsNotToBeHadSaysTheProvider() {
        provider.says(400, "{\"ok\":false,\"description\":\"Bad Request: file is too big\"}");
        assertThat(fetch("AgAC-l")).isEqualTo(new FileSource.Never("too-large"));
        provider.says(400, "{\"ok\":false,\"description\":\"Bad Request: invalid file_id\"}");
        assertThat(fetch("AgAC-l")).isEqualTo(new FileSource.Never("gone"));
        provider.asksToWait(429, "42");
        assertThat(fetch("AgAC-l")).isEqualTo(new FileSource.Later(Duration.ofSeconds(42), "rate-limited"));
        provider.says(401, "{}");
        assertThat(fetch("AgAC-l")).isEqualTo(new FileSource.Later(Duration.ofSeconds(60), "bad-account"));
        provider.says(502, "<html>");
        assertThat(fetch("AgAC-l")).isEqualTo(new FileSource.Later(Duration.ZERO, "provider-away"));
    }
}
