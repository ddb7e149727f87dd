package baton.gateway.whatsapp;

import static baton.engine.messenger.Json.text;
import static baton.gateway.whatsapp.WhatsappFormat.first;

import baton.engine.messenger.Deliveries;
import baton.engine.messenger.Ids;
import baton.engine.messenger.ProviderClient.Reply;
import baton.engine.spi.FileSource;
import baton.protocol.gateway.v1.Delivery;
import java.time.Duration;
import java.util.Map;

/** What the Cloud API's answers mean. The codes are Meta's. */
final class WhatsappAnswer {

    private static final Duration LIMIT_PAUSE = Duration.ofSeconds(10);
    private static final Duration PAIR_PAUSE = Duration.ofSeconds(6);

    /** Somebody must mend the account; nothing is lost until then. */
    private static final Duration ACCOUNT_PAUSE = Duration.ofSeconds(60);

    private static final Duration AS_THE_ENGINE_SEES_FIT = Duration.ZERO;

    private WhatsappAnswer() {}

    static Delivery read(Reply reply) {
        var json = reply.json();
        if (reply.ok()) {
            return Deliveries.taken(Ids.fitting(text(json.path("messages").path(0), "id")));
        }
        var error = json.path("error");
        if (reply.status() == 401) {
            return Deliveries.allLater("bad-account", ACCOUNT_PAUSE);
        } else if (reply.status() == 429) {
            return limited(reply);
        }
        return switch (error.path("code").asInt()) {
            // The app's, the account's and the number's own limits; too much that customers call spam.
            case 4, 80007, 130429, 131048 -> limited(reply);
            // Too many to this customer.
            case 131056 -> Deliveries.later("rate-limited", PAIR_PAUSE);
            // Token, permission, policy, access, locked, unpaid, not registered.
            case 3, 10, 190, 200, 368, 131005, 131031, 131042, 131045, 133010 ->
                Deliveries.allLater("bad-account", ACCOUNT_PAUSE);
            // "Something went wrong", maybe with this message: others need not wait for it.
            case 1, 2, 131000 -> Deliveries.later("provider-away", AS_THE_ENGINE_SEES_FIT);
            case 131016, 131057, 133004 -> Deliveries.allLater("provider-away", AS_THE_ENGINE_SEES_FIT);
            default ->
                reply.isTheirTrouble()
                        ? Deliveries.allLater("provider-away", AS_THE_ENGINE_SEES_FIT)
                        : Deliveries.failed(
                                failure(error.path("code").asInt()),
                                first(text(error, "error_data", "details"), text(error, "message")));
        };
    }

    /** A file that Meta took without naming it was not taken. */
    static Delivery notUploaded(Reply reply) {
        return reply.ok() ? Deliveries.later("provider-away", AS_THE_ENGINE_SEES_FIT) : read(reply);
    }

    /** What the answer to the question for a file means. */
    static FileSource source(Reply reply, String token) {
        var url = text(reply.json(), "url");
        if (reply.ok() && !url.isEmpty()) {
            return new FileSource.At(url, Map.of("Authorization", "Bearer " + token));
        }
        var code = reply.json().path("error").path("code").asInt();
        if (reply.status() == 401 || code == 190) {
            return new FileSource.Later(ACCOUNT_PAUSE, "bad-account");
        } else if (reply.status() == 429 || code == 4 || code == 80007) {
            return new FileSource.Later(reply.retryAfter().orElse(LIMIT_PAUSE), "rate-limited");
        }
        return reply.isTheirTrouble() || reply.ok()
                ? new FileSource.Later(AS_THE_ENGINE_SEES_FIT, "provider-away")
                : new FileSource.Never("gone");
    }

    private static Delivery limited(Reply reply) {
        return Deliveries.allLater("rate-limited", reply.retryAfter().orElse(LIMIT_PAUSE));
    }

    /** Our word for why a message will not be taken, or was not delivered. */
    static String failure(int code) {
        return switch (code) {
            case 131047 -> "window-closed";
            case 131026 -> "no-such-customer";
            case 131049, 131050 -> "blocked";
            default -> "refused";
        };
    }
}
