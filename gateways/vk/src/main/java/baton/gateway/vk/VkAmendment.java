package baton.gateway.vk;

import baton.engine.messenger.Deliveries;
import baton.engine.messenger.ProviderClient.Reply;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.protocol.gateway.v1.Delivery;
import baton.protocol.gateway.v1.OutboundMessage;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of a message that the community has sent, which is named by its number in the conversation. Corrected twice it is the same.
 * Who asks twice for a deletion, because the first answer was lost, may hear 924 ("can't"), as who comes too late does: which of the two
 * it is VK does not say, so it counts as failed though the message may be gone. Pure.
 */
record VkAmendment(String method, Map<String, String> form) {

    static final Delivery UNKNOWN = Deliveries.failed("refused", "It is not known how VK calls the message.");

    /** Empty if nobody knows which message is meant. */
    static Optional<VkAmendment> of(ChannelAccount account, OutboundMessage message) {
        var number = message.getAmends().getProviderId();
        if (!number.matches("[1-9][0-9]{0,17}")) {
            return Optional.empty();
        }
        var form = VkFormat.asks(account);
        form.put("peer_id", message.getAddress());
        if (message.getAmends().getKind().equals("deletion")) {
            form.put("cmids", number);
            form.put("delete_for_all", "1");
            return Optional.of(new VkAmendment("messages.delete", form));
        }
        form.put("cmid", number);
        form.put("message", message.getText());
        form.put("dont_parse_links", "1");
        return Optional.of(new VkAmendment("messages.edit", form));
    }

    /** The number stays that of the message. What is deleted is said in a list, each with what went wrong; before 5.199 it was an object. */
    static Delivery delivery(Reply reply) {
        var delivery = VkAnswer.read(reply);
        var isDone = reply.json().path("response").isObject() || delivery.hasTaken();
        return isDone ? Deliveries.taken("") : delivery;
    }
}
