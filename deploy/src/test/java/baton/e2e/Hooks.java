package baton.e2e;

import baton.emulator.EmulatorSettings;
import baton.testbed.Place;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Webhooks as providers sign them, told to any node; what is not stored is told again. */
final class Hooks {

    /** As long as a webhook that could not be stored asks for; a node may not have heard of the account yet. */
    private static final Executor LATER = CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final EmulatorSettings accounts;
    private final String company;

    Hooks(EmulatorSettings accounts, String company) {
        this.accounts = accounts;
        this.company = company;
    }

    CompletableFuture<Void> telegram(Place node, String customer, int id, String text) {
        return tell(
                node,
                "telegram",
                """
                {"update_id": %d, "message": {"message_id": %d, "date": 1764000000, "text": "%s",
                  "from": {"id": %s, "is_bot": false, "first_name": "Olena"}, "chat": {"id": %s, "type": "private"}}}
                """
                        .formatted(id, id, text, customer, customer),
                "X-Telegram-Bot-Api-Secret-Token",
                accounts.telegram().webhookSecret());
    }

    CompletableFuture<Void> whatsapp(Place node, String customer, int id, String text) {
        var body =
                """
                {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{"field": "messages", "value": {
                  "messaging_product": "whatsapp",
                  "metadata": {"display_phone_number": "1", "phone_number_id": "%s"},
                  "contacts": [{"profile": {"name": "Olena"}, "user_id": "%s"}],
                  "messages": [{"from_user_id": "%s", "id": "wamid.%d", "timestamp": "1764000000", "type": "text",
                    "text": {"body": "%s"}}]}}]}]}
                """
                        .formatted(accounts.whatsapp().phoneNumberId(), customer, customer, id, text);
        return tell(
                node,
                "whatsapp",
                body,
                "X-Hub-Signature-256",
                "sha256=" + hmac(accounts.whatsapp().appSecret(), body));
    }

    CompletableFuture<Void> viber(Place node, String customer, int id, String text) {
        var body =
                """
                {"event": "message", "timestamp": 1764000000000, "message_token": %d,
                  "sender": {"id": "%s", "name": "Olena"}, "message": {"type": "text", "text": "%s"}, "silent": false}
                """
                        .formatted(id, customer, text);
        return tell(
                node,
                "viber",
                body,
                "X-Viber-Content-Signature",
                hmac(accounts.viber().token(), body));
    }

    CompletableFuture<Void> viberStarted(Place node, String customer, int id, String context) {
        var body =
                """
                {"event": "conversation_started", "timestamp": 1764000000000, "message_token": %d, "type": "open",
                  "context": "%s", "user": {"id": "%s", "name": "Olena"}, "subscribed": false}
                """
                        .formatted(id, context, customer);
        return tell(
                node,
                "viber",
                body,
                "X-Viber-Content-Signature",
                hmac(accounts.viber().token(), body));
    }

    private CompletableFuture<Void> tell(Place node, String channel, String body, String header, String proof) {
        var request = HttpRequest.newBuilder(
                        URI.create(node.web("/hooks/" + channel + "/" + company).toString()))
                .timeout(Duration.ofSeconds(100))
                .header("Content-Type", "application/json")
                .header(header, proof)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenCompose(answer -> switch (answer.statusCode()) {
                    case 200 -> CompletableFuture.<Void>completedFuture(null);
                    case 404, 503 ->
                        CompletableFuture.supplyAsync(() -> tell(node, channel, body, header, proof), LATER)
                                .thenCompose(again -> again);
                    default ->
                        CompletableFuture.failedFuture(
                                new IllegalStateException(channel + ": " + answer.statusCode() + " " + answer.body()));
                });
    }

    private static String hmac(String secret, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
