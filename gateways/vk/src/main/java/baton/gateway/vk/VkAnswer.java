package baton.gateway.vk;

import static baton.engine.messenger.Json.text;

import baton.engine.messenger.Deliveries;
import baton.engine.messenger.ProviderClient.Reply;
import baton.protocol.gateway.v1.Delivery;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What VK's answers mean. Nearly all are 200, with a response or an error in it. The codes are VK's. */
final class VkAnswer {

    private static final Duration SECOND_PAUSE = Duration.ofSeconds(1);
    private static final Duration LIMIT_PAUSE = Duration.ofSeconds(10);

    /** Somebody must mend the account; nothing is lost until then. */
    private static final Duration ACCOUNT_PAUSE = Duration.ofSeconds(60);

    private static final Duration AS_THE_ENGINE_SEES_FIT = Duration.ZERO;

    private VkAnswer() {}

    static Delivery read(Reply reply) {
        if (reply.status() == 429) {
            return Deliveries.allLater("rate-limited", reply.retryAfter().orElse(LIMIT_PAUSE));
        } else if (reply.status() == 401) {
            return Deliveries.allLater("bad-account", ACCOUNT_PAUSE);
        }
        var json = reply.json();
        var response = json.path("response");
        if (response.path(0).hasNonNull("error")) {
            var error = response.path(0).path("error");
            return refused(error.path("code").asInt(), text(error, "description"));
        } else if (response.isValueNode() && !response.isNull() || response.has(0)) {
            return Deliveries.taken(id(response));
        }
        var error = json.path("error");
        return refused(error.path("error_code").asInt(), text(error, "error_msg"));
    }

    /** Fails unless VK has done it: its errors are answers with 200, too. */
    static CompletionStage<Void> done(Reply reply) {
        return reply.ok() && reply.json().hasNonNull("response")
                ? CompletableFuture.completedStage(null)
                : CompletableFuture.failedStage(new IllegalStateException("VK has not done it"));
    }

    /** The number in the conversation. Who copied VK may not tell it: then the message's own. */
    private static String id(JsonNode response) {
        var number = text(response.path(0), "conversation_message_id");
        if (!number.isEmpty() && !number.equals("0")) {
            return number;
        }
        return response.isArray() ? text(response.path(0), "message_id") : response.asText();
    }

    private static Delivery refused(int code, String said) {
        return switch (code) {
            // Not what is documented.
            case 0 -> Deliveries.allLater("provider-away", AS_THE_ENGINE_SEES_FIT);
            // Too many in this second.
            case 6 -> Deliveries.allLater("rate-limited", SECOND_PAUSE);
            // Too much of the same to this customer.
            case 9 -> Deliveries.later("rate-limited", LIMIT_PAUSE);
            // The community's limit; a captcha, which nobody is there to solve.
            case 14, 29 -> Deliveries.allLater("rate-limited", ACCOUNT_PAUSE);
            // Token, permission, token of a community that is no longer good, of an application that is switched off.
            case 2, 5, 7, 27, 28 -> Deliveries.allLater("bad-account", ACCOUNT_PAUSE);
            // "Unknown", "internal": maybe with this message only.
            case 1, 10 -> Deliveries.later("provider-away", AS_THE_ENGINE_SEES_FIT);
            // On the black list, not allowed, forbidden by the customer's own settings.
            case 900, 901, 902 -> Deliveries.failed("blocked", said);
            // Deleted or banned; no such id.
            case 18, 113 -> Deliveries.failed("no-such-customer", said);
            default -> Deliveries.failed("refused", said);
        };
    }
}
