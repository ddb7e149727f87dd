package baton.gateway.messenger;

import static baton.engine.messenger.Json.text;

import baton.engine.messenger.Deliveries;
import baton.engine.messenger.Ids;
import baton.engine.messenger.ProviderClient.Reply;
import baton.protocol.gateway.v1.Delivery;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** What the Send API's answers mean. The codes and their subcodes are Meta's. */
final class MessengerAnswer {

    private static final Duration LIMIT_PAUSE = Duration.ofSeconds(10);

    /** Somebody must mend the account; nothing is lost until then. */
    private static final Duration ACCOUNT_PAUSE = Duration.ofSeconds(60);

    private static final Duration AS_THE_ENGINE_SEES_FIT = Duration.ZERO;

    private MessengerAnswer() {}

    static Delivery read(Reply reply) {
        if (reply.ok()) {
            return Deliveries.taken(Ids.fitting(text(reply.json(), "message_id")));
        } else if (reply.status() == 429) {
            return limited(reply);
        } else if (reply.status() == 401) {
            return Deliveries.allLater("bad-account", ACCOUNT_PAUSE);
        }
        var error = reply.json().path("error");
        return switch (error.path("error_subcode").asInt()) {
            // "Sent outside of allowed window": Messenger's and Instagram's.
            case 2018278, 2534022 -> failed("window-closed", error);
            // "No matching user found".
            case 2018001, 2534014 -> failed("no-such-customer", error);
            // "This person isn't available right now", "isn't receiving messages from you".
            case 1545041, 2018108 -> failed("blocked", error);
            default -> byCode(reply, error);
        };
    }

    private static Delivery byCode(Reply reply, JsonNode error) {
        return switch (error.path("code").asInt()) {
            // The app's, the user's, the page's and the account's limits.
            case 4, 17, 32, 613, 80002, 80006 -> limited(reply);
            // Token, permissions, policy.
            case 3, 10, 190, 200, 230, 368 -> Deliveries.allLater("bad-account", ACCOUNT_PAUSE);
            case 551 -> failed("blocked", error);
            // "Temporary", "unexpected": maybe with this customer only.
            case 1, 2, 1200 -> Deliveries.later("provider-away", AS_THE_ENGINE_SEES_FIT);
            default ->
                reply.isTheirTrouble()
                        ? Deliveries.allLater("provider-away", AS_THE_ENGINE_SEES_FIT)
                        : failed("refused", error);
        };
    }

    private static Delivery failed(String code, JsonNode error) {
        return Deliveries.failed(code, text(error, "message"));
    }

    private static Delivery limited(Reply reply) {
        return Deliveries.allLater("rate-limited", reply.retryAfter().orElse(LIMIT_PAUSE));
    }
}
