package baton.gateway.telegram;

import baton.engine.messenger.Deliveries;
import baton.engine.messenger.Json;
import baton.engine.messenger.ProviderClient.Reply;
import baton.protocol.gateway.v1.Delivery;
import baton.protocol.gateway.v1.OutboundMessage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What becomes of a message that the bot has sent. Done twice it is the same. Pure. */
record TelegramAmendment(String method, JsonNode body) {

    static final Delivery UNKNOWN = Deliveries.failed("refused", "It is not known how Telegram calls the message.");

    private static final Delivery DONE = Deliveries.taken("");

    /** Empty if nobody knows which message is meant. */
    static Optional<TelegramAmendment> of(OutboundMessage message) {
        var id = message.getAmends().getProviderId();
        if (!id.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        ObjectNode which = Json.object()
                .put("chat_id", Long.parseLong(message.getAddress()))
                .put("message_id", Long.parseLong(id));
        return Optional.of(
                message.getAmends().getKind().equals("deletion")
                        ? new TelegramAmendment("deleteMessage", which)
                        : new TelegramAmendment("editMessageText", which.put("text", message.getText())));
    }

    /** The id stays that of the message: what customers answer is the first text. What has been done before Telegram refuses. */
    static Delivery delivery(Reply reply) {
        var said = Json.text(reply.json(), "description");
        var isDone = said.contains("message is not modified") || said.contains("message to delete not found");
        if (reply.status() == 400 && isDone) {
            return DONE;
        }
        var delivery = TelegramFormat.delivery(reply);
        return delivery.hasTaken() ? DONE : delivery;
    }
}
