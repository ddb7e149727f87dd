package baton.gateway.vk;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.messenger.Deliveries;
import baton.engine.messenger.DeliveryContract;
import baton.engine.messenger.FakeProvider.Asked;
import baton.engine.spi.ChannelGateway;
import baton.engine.spi.Tenants.ChannelAccount;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VkDeliveryTest extends DeliveryContract {

    @Override
    protected ChannelGateway gateway() {
        return new VkGateway();
    }

    @Override
    protected ChannelAccount account(String api) {
        return new ChannelAccount("vk", Map.of("api", api), Map.of("token", "token-of-acme"));
    }

    @Override
    protected String address() {
        return "612444319";
    }

    @Test
    void aMessageIsPostedWithTheTokenInTheBodyAndItsIdKept() {
        provider.says(
                200, "{\"response\":[{\"peer_id\":612444319,\"message_id\":77001,\"conversation_message_id\":5005}]}");

        assertThat(deliver()).isEqualTo(Deliveries.taken("5005"));

        assertThat(provider.asked).hasSize(1);
        var asked = provider.asked.get(0);
        assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /api/method/messages.send");
        assertThat(asked.header("Content-Type")).startsWith("application/x-www-form-urlencoded");
        assertThat(URLDecoder.decode(asked.body(), StandardCharsets.UTF_8))
                .contains("access_token=token-of-acme", "peer_ids=612444319", "message=Добрий день", "v=5.199");
    }

    @Test
    void aCorrectionNamesTheMessageByItsNumberInTheConversation() {
        provider.says(200, "{\"response\":1}");

        assertThat(deliver(amending("edit", "5005"))).isEqualTo(Deliveries.taken(""));

        assertThat(provider.asked.get(0).path()).isEqualTo("/api/method/messages.edit");
        assertThat(said(0))
                .contains(
                        "access_token=token-of-acme",
                        "peer_id=612444319",
                        "cmid=5005",
                        "message=Добрий день",
                        "v=5.199")
                .doesNotContain("random_id");
    }

    @Test
    void whatIsTakenBackIsDeletedForTheCustomerToo() {
        provider.says(200, "{\"response\":[{\"peer_id\":612444319,\"conversation_message_id\":5005,\"response\":1}]}");

        assertThat(deliver(amending("deletion", "5005"))).isEqualTo(Deliveries.taken(""));

        assertThat(provider.asked.get(0).path()).isEqualTo("/api/method/messages.delete");
        assertThat(said(0))
                .contains("peer_id=612444319", "cmids=5005", "delete_for_all=1")
                .doesNotContain("message=");
        provider.says(200, "{\"response\":{\"5005\":1}}");
        assertThat(deliver(amending("deletion", "5005"))).isEqualTo(Deliveries.taken(""));
    }

    @Test
    void whatIsTooOldHasFailedWithTheWordsOfVk() {
        provider.says(200, "{\"error\":{\"error_code\":909,\"error_msg\":\"it's too old\"}}");
        assertThat(deliver(amending("edit", "5005"))).isEqualTo(Deliveries.failed("refused", "it's too old"));

        provider.says(
                200,
                "{\"response\":[{\"conversation_message_id\":5005,\"error\":{\"code\":924,\"description\":\"Can't\"}}]}");
        assertThat(deliver(amending("deletion", "5005"))).isEqualTo(Deliveries.failed("refused", "Can't"));
    }

    @Test
    void whichMessageIsMeantMustBeKnown() {
        assertThat(deliver(amending("deletion", "")).getFailed().getCode()).isEqualTo("refused");
        assertThat(provider.asked).isEmpty();
    }

    @Test
    void thatACustomerHasBeenReadIsToldByTheNumberInTheConversation() {
        provider.says(200, "{\"response\":1}");

        assertThat(tellRead("5004-2")).isTrue();
        assertThat(tellRead("sha256-0a")).isTrue();

        assertThat(provider.asked.get(0).path()).isEqualTo("/api/method/messages.markAsRead");
        assertThat(said(0)).contains("access_token=token-of-acme", "peer_id=612444319", "up_to_cmid=5004", "v=5.199");
        assertThat(said(1)).contains("mark_conversation_as_read=1").doesNotContain("up_to_cmid");
        provider.says(200, "{\"error\":{\"error_code\":15,\"error_msg\":\"Access denied\"}}");
        assertThat(tellRead("5004")).isFalse();
    }

    @Test
    void aPictureIsBroughtKeptAndNamed() {
        provider.says(
                200, "{\"response\":[{\"peer_id\":612444319,\"message_id\":77001,\"conversation_message_id\":5005}]}");
        provider.saysAt("photos.getMessagesUploadServer", uploadTo("/up"));
        provider.saysAt("/up", "{\"server\":855,\"photo\":\"[{...}]\",\"hash\":\"abc\"}");
        provider.saysAt(
                "photos.saveMessagesPhoto", "{\"response\":[{\"id\":77,\"owner_id\":-2141,\"access_key\":\"key\"}]}");

        assertThat(deliver(file("лампа.png", "image/png", "the bytes"))).isEqualTo(Deliveries.taken("5005"));

        assertThat(provider.asked)
                .extracting(Asked::path)
                .containsExactly(
                        "/api/method/photos.getMessagesUploadServer",
                        "/up",
                        "/api/method/photos.saveMessagesPhoto",
                        "/api/method/messages.send");
        assertThat(said(0)).contains("access_token=token-of-acme", "peer_id=612444319", "v=5.199");
        assertThat(provider.asked.get(1).body())
                .contains("name=\"photo\"; filename=\"image.png\"", "the bytes")
                .doesNotContain("token-of-acme");
        assertThat(said(2)).contains("server=855", "photo=[{...}]", "hash=abc");
        assertThat(said(3))
                .contains("attachment=photo-2141_77_key", "random_id=")
                .doesNotContain("message=");
    }

    @Test
    void anythingElseIsADocumentUnderItsOwnName() {
        provider.says(
                200, "{\"response\":[{\"peer_id\":612444319,\"message_id\":77001,\"conversation_message_id\":5005}]}");
        provider.saysAt("docs.getMessagesUploadServer", uploadTo("/up"));
        provider.saysAt("/up", "{\"file\":\"token-of-file\"}");
        provider.saysAt("docs.save", "{\"response\":{\"type\":\"doc\",\"doc\":{\"id\":78,\"owner_id\":-2141}}}");

        assertThat(deliver(file("рахунок.pdf", "application/pdf", "the bytes"))).isEqualTo(Deliveries.taken("5005"));

        assertThat(provider.asked.get(1).body()).contains("name=\"file\"; filename=\"file.pdf\"", "the bytes");
        assertThat(said(2)).contains("file=token-of-file", "title=рахунок.pdf");
        assertThat(said(3)).contains("attachment=doc-2141_78");
    }

    @Test
    void buttonsStandBelowTheMessage() {
        provider.says(
                200, "{\"response\":[{\"peer_id\":612444319,\"message_id\":77001,\"conversation_message_id\":5005}]}");

        deliver(offering("Так", "Ні"));

        assertThat(said(0))
                .contains("keyboard={\"inline\":true,\"buttons\":[[{\"action\":{\"type\":\"text\",\"label\":\"Так\","
                        + "\"payload\":\"{\\\"choice\\\":\\\"id-0\\\"}\"}}],");
    }

    @Test
    void aFileThatIsNotKeptIsNotSent() {
        provider.says(200, "{\"error\":{\"error_code\":15,\"error_msg\":\"so it is\"}}");
        assertThat(deliver(file("a.pdf", "application/pdf", "x"))).isEqualTo(Deliveries.failed("refused", "so it is"));

        provider.saysAt("docs.getMessagesUploadServer", uploadTo("/up"));
        provider.saysAt("/up", "{\"error\":\"wrong_file_type\"}");
        assertThat(deliver(file("a.pdf", "application/pdf", "x")))
                .isEqualTo(Deliveries.failed("refused", "wrong_file_type"));

        provider.saysAt("photos.getMessagesUploadServer", uploadTo("/up"));
        provider.saysAt("/up", "{\"server\":855,\"photo\":\"[]\",\"hash\":\"abc\"}");
        assertThat(deliver(file("a.png", "image/png", "x")).getFailed().getCode())
                .isEqualTo("refused");

        assertThat(provider.asked).extracting(Asked::path).noneMatch(path -> path.endsWith("messages.send"));
    }

    @Test
    void aFileWaitsAsAMessageDoes() {
        provider.says(200, "{\"error\":{\"error_code\":6,\"error_msg\":\"Too many requests per second\"}}");
        assertThat(deliver(file("a.pdf", "application/pdf", "x")))
                .isEqualTo(Deliveries.allLater("rate-limited", Duration.ofSeconds(1)));

        provider.says(503, "<html>away</html>");
        provider.saysAt("docs.getMessagesUploadServer", uploadTo("/up"));
        assertThat(deliver(file("a.pdf", "application/pdf", "x")))
                .isEqualTo(Deliveries.later("provider-away", Duration.ZERO));
    }

    private String uploadTo(String path) {
        return "{\"response\":{\"upload_url\":\"" + provider.url() + path + "\",\"album_id\":-64,\"group_id\":0}}";
    }

    private String said(int number) {
        return URLDecoder.decode(provider.asked.get(number).body(), StandardCharsets.UTF_8);
    }

    @Test
    void whoDoesNotTellTheNumberInTheConversationTellsTheMessagesOwn() {
        provider.says(200, "{\"response\":77001}");
        assertThat(deliver()).isEqualTo(Deliveries.taken("77001"));

        provider.says(200, "{\"response\":[{\"peer_id\":612444319,\"message_id\":77002}]}");
        assertThat(deliver()).isEqualTo(Deliveries.taken("77002"));
    }

    @ParameterizedTest
    @CsvSource({"{}", "'{\"response\":[]}'", "'{\"response\":null}'"})
    void whatSaysNothingIsNoAnswer(String said) {
        provider.says(200, said);

        assertLater("provider-away", 0, true);
    }

    @Test
    void aRepeatedMessageHasTheSameKey() {
        provider.says(
                200, "{\"response\":[{\"peer_id\":612444319,\"message_id\":77001,\"conversation_message_id\":5005}]}");

        deliver();
        deliver();

        assertThat(provider.asked.get(0).body())
                .contains("random_id=")
                .isEqualTo(provider.asked.get(1).body());
    }

    @ParameterizedTest
    @CsvSource({"901, blocked", "900, blocked", "902, blocked", "18, no-such-customer", "100, refused", "914, refused"})
    void whatWillNeverBeTakenHasFailed(int code, String word) {
        provider.says(200, error(code));
        assertThat(deliver()).isEqualTo(Deliveries.failed(word, "so it is"));

        provider.says(200, listed(code));
        assertThat(deliver()).isEqualTo(Deliveries.failed(word, "so it is"));
    }

    @ParameterizedTest
    @CsvSource({
        "6, rate-limited, 1, true",
        "9, rate-limited, 10, false",
        "29, rate-limited, 60, true",
        "5, bad-account, 60, true",
        "7, bad-account, 60, true",
        "10, provider-away, 0, false"
    })
    void whatMayBeTakenLaterWaits(int code, String word, int seconds, boolean everybody) {
        provider.says(200, error(code));
        assertLater(word, seconds, everybody);

        provider.says(200, listed(code));
        assertLater(word, seconds, everybody);
    }

    private static String listed(int code) {
        return "{\"response\":[{\"peer_id\":612444319,\"message_id\":0,\"error\":{\"code\":" + code
                + ",\"description\":\"so it is\"}}]}";
    }

    private static String error(int code) {
        return "{\"error\":{\"error_code\":" + code + ",\"error_msg\":\"so it is\",\"request_params\":[]}}";
    }
}
