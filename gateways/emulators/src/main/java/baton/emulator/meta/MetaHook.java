package baton.emulator.meta;

import baton.emulator.wire.Courier.Target;
import baton.emulator.wire.Json;
import baton.emulator.wire.Mistake;
import baton.emulator.wire.Mistake.Kind;
import baton.emulator.wire.Question;
import baton.emulator.wire.Signature;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where webhooks of one account go and how they are signed, with WhatsApp, Messenger and Instagram alike: over the very bytes, in which everything beyond ASCII is escaped. */
public final class MetaHook implements Target {

    private final String webhook;
    private final String appSecret;
    private final String verifyToken;

    /** @param webhook empty while nobody wants to hear anything */
    public MetaHook(String webhook, String appSecret, String verifyToken) {
        this.webhook = webhook;
        this.appSecret = appSecret;
        this.verifyToken = verifyToken;
    }

    @Override
    public Optional<URI> url() {
        return webhook.isEmpty() ? Optional.empty() : Optional.of(URI.create(webhook));
    }

    @Override
    public Map<String, String> headers(byte[] body) {
        return Map.of("X-Hub-Signature-256", "sha256=" + Signature.hmacSha256(appSecret, body));
    }

    @Override
    public byte[] bytes(JsonNode body) {
        return Json.asciiBytes(body);
    }

    /** @throws Mistake if it does not */
    public void requireChallenge() throws Mistake {
        if (!verify()) {
            throw new Mistake(Kind.WRONG_VALUE, "", "the webhook does not give the challenge back");
        }
    }

    /** Asks as the provider does when a webhook is configured: the company has to give the challenge back. */
    public boolean verify() {
        var challenge = UUID.randomUUID().toString();
        var query = "?hub.mode=subscribe&hub.challenge=" + challenge + "&hub.verify_token="
                + URLEncoder.encode(verifyToken, StandardCharsets.UTF_8);
        return Question.ask(HttpRequest.newBuilder(URI.create(webhook + query)))
                .filter(challenge::equals)
                .isPresent();
    }
}
