package baton.emulator.viber;

import baton.emulator.phone.Customer;
import baton.emulator.wire.Courier;
import baton.emulator.wire.Courier.Target;
import baton.emulator.wire.Courier.Webhook;
import baton.emulator.wire.Json;
import baton.emulator.wire.Question;
import baton.emulator.wire.Signature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where events go, which, and how they are signed. */
final class ViberHook implements Target {

    /** Messages are told in any case. */
    private static final Set<String> ALL =
            Set.of("message", "delivered", "seen", "failed", "subscribed", "unsubscribed", "conversation_started");

    private final Courier courier;
    private final ViberAccount account;
    private volatile String url;
    private volatile Set<String> wanted = ALL;

    ViberHook(Courier courier, ViberAccount account) {
        this.courier = courier;
        this.account = account;
        this.url = account.webhook();
    }

    /**
     * Asks the new address first, as the provider does.
     *
     * @return whether it answered, and is used from now on
     */
    boolean set(String newUrl, List<String> events, long token) {
        var body = Json.bytes(event("webhook", token));
        var request = HttpRequest.newBuilder(URI.create(newUrl))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        headers(body).forEach(request::header);
        if (Question.ask(request).isEmpty()) {
            return false;
        }
        wanted = events.isEmpty() ? ALL : Set.copyOf(events);
        url = newUrl;
        return true;
    }

    void remove() {
        url = "";
    }

    static ObjectNode event(String name, long token) {
        return Json.object()
                .put("event", name)
                .put("timestamp", Instant.now().toEpochMilli())
                .put("chat_hostname", "SN-EMULATOR-01_")
                .put("message_token", token);
    }

    void tell(Customer customer, ObjectNode event, Runnable confirmed) {
        var name = event.path("event").asText();
        if (name.equals("message") || wanted.contains(name)) {
            courier.tell(new Webhook(customer.id(), name, event, this, confirmed));
        }
    }

    @Override
    public Optional<URI> url() {
        return url.isEmpty() ? Optional.empty() : Optional.of(URI.create(url));
    }

    @Override
    public Map<String, String> headers(byte[] body) {
        return Map.of("X-Viber-Content-Signature", Signature.hmacSha256(account.token(), body));
    }
}
