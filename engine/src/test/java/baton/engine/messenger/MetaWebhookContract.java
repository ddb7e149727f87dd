package baton.engine.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a webhook of one of Meta's products promises beside that. */
public abstract class MetaWebhookContract extends WebhookContract {

    private static final String SIGNATURE = "X-Hub-Signature-256";

    @Override
    protected Request signed(byte[] body) {
        return new Request(body, SIGNATURE, "sha256=" + hex(account().getSecretsOrThrow("appSecret"), body));
    }

    @Override
    protected List<Request> forged(byte[] body) {
        var right = hex(account().getSecretsOrThrow("appSecret"), body);
        return List.of(
                new Request(body),
                new Request(body, SIGNATURE, ""),
                new Request(body, SIGNATURE, right),
                new Request(body, SIGNATURE, "sha256="),
                new Request(body, SIGNATURE, "sha512=" + right),
                new Request(body, SIGNATURE, "sha256=" + hex("another secret", body)),
                new Request(body, SIGNATURE, "sha256=" + right.substring(1)),
                new Request(
                        (new String(body, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8),
                        SIGNATURE,
                        "sha256=" + right));
    }

    private static String hex(String secret, byte[] body) {
        return HexFormat.of().formatHex(Signatures.hmac("HmacSHA256", secret, body));
    }

    @Test
    void whoKnowsTheVerifyTokenHearsItsChallengeAgain() {
        var answer = greet("acme", "subscribe", account().getSecretsOrThrow("verifyToken"), "1158201444");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("1158201444");
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
    }

    @Test
    void nobodyElseDoes() {
        var token = account().getSecretsOrThrow("verifyToken");

        assertThat(greet("acme", "subscribe", "wrong", "1").statusCode()).isEqualTo(403);
        assertThat(greet("acme", "subscribe", "", "1").statusCode()).isEqualTo(403);
        assertThat(greet("acme", "unsubscribe", token, "1").statusCode()).isEqualTo(403);
        assertThat(greet("acme", "subscribe", token, "%3Cscript%3E").statusCode())
                .isEqualTo(403);
        assertThat(greet("globex", "subscribe", token, "1").statusCode()).isEqualTo(404);
        assertThat(door.get("/hooks/" + account().getChannel() + "/acme").statusCode())
                .isEqualTo(403);
    }

    private HttpResponse<String> greet(String tenant, String mode, String token, String challenge) {
        return door.get("/hooks/" + account().getChannel() + "/" + tenant + "?hub.mode=" + mode + "&hub.challenge="
                + challenge + "&hub.verify_token=" + token);
    }
}
