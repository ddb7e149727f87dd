package baton.gateway.viber;

import static baton.engine.messenger.Json.text;

import baton.engine.messenger.Deliveries;
import baton.engine.messenger.Ids;
import baton.engine.messenger.ProviderClient.Reply;
import baton.protocol.gateway.v1.Delivery;
import java.time.Duration;

/** What the bot API's answers mean. Nearly all are 200, and {@code status} says what came of it. */
final class ViberAnswer {

    private static final Duration LIMIT_PAUSE = Duration.ofSeconds(10);

    /** Somebody must mend the account; nothing is lost until then. */
    private static final Duration ACCOUNT_PAUSE = Duration.ofSeconds(60);

    private static final Duration AS_THE_ENGINE_SEES_FIT = Duration.ZERO;

    private ViberAnswer() {}

    static Delivery read(Reply reply) {
        if (reply.status() == 429) {
            return limited(reply);
        } else if (reply.status() == 401 || reply.status() == 403) {
            return Deliveries.allLater("bad-account", ACCOUNT_PAUSE);
        }
        var json = reply.json();
        var said = text(json, "status_message");
        return switch (json.path("status").asInt(-1)) {
            case 0 -> Deliveries.taken(Ids.fitting(text(json, "message_token")));
            // Token, blocked, not found, suspended, no webhook, not authorized, messages used up, no balance.
            case 2, 7, 8, 9, 10, 15, 23, 24 -> Deliveries.allLater("bad-account", ACCOUNT_PAUSE);
            case 12 -> limited(reply);
            case 5 -> Deliveries.failed("no-such-customer", said);
            case 6 -> Deliveries.failed("blocked", said);
            // Data, device, versions, country and so on: it would be the same the next time.
            case 1, 3, 4, 11, 13, 14, 16, 17, 18, 19, 20, 21, 22 -> Deliveries.failed("refused", said);
            // Not what is documented.
            case -1 -> Deliveries.allLater("provider-away", AS_THE_ENGINE_SEES_FIT);
            // "General error".
            default -> Deliveries.later("provider-away", AS_THE_ENGINE_SEES_FIT);
        };
    }

    private static Delivery limited(Reply reply) {
        return Deliveries.allLater("rate-limited", reply.retryAfter().orElse(LIMIT_PAUSE));
    }
}
