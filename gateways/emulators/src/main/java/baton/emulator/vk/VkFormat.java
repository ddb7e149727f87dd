package baton.emulator.vk;

import baton.emulator.phone.Customer;
import baton.emulator.phone.Line;
import baton.emulator.wire.Ids;
import baton.emulator.wire.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Messages in VK's form. Each has an id for the whole community and a number in its conversation; a line is known by its id. */
final class VkFormat {

    /** VK has numbers for what it shows as emoji, and does not say which. */
    private static final Map<String, Integer> REACTIONS = Map.of("❤", 1, "😁", 3, "👍", 4, "👎", 9);

    private final VkAccount account;
    private final String base;
    private final Ids ids = new Ids();
    private final Map<String, Long> numbers = new HashMap<>();

    /** @param base where this provider is, without a slash at its end */
    VkFormat(VkAccount account, String base) {
        this.account = account;
        this.base = base;
    }

    synchronized String nextId() {
        var id = Long.toString(ids.next());
        // Never one that was used before a restart, and never one that is an id as well: mixing them up must show.
        numbers.put(id, ids.next());
        return id;
    }

    synchronized long number(String id) {
        return numbers.getOrDefault(id, 0L);
    }

    ObjectNode message(Customer customer, Line line) {
        var message = head(customer, line).put("out", line.company() ? 1 : 0).put("version", number(line.id()));
        message.putArray("attachments");
        message.putArray("fwd_messages");
        message.put("important", false).put("is_hidden", false).put("random_id", 0);
        return message.put("text", line.text());
    }

    /** Another message, as it stands in the one that answers it. */
    void reply(ObjectNode message, Customer customer, Line line) {
        message.set("reply_message", head(customer, line).put("text", line.text()));
    }

    private ObjectNode head(Customer customer, Line line) {
        return Json.object()
                .put("date", line.at().getEpochSecond())
                .put("from_id", line.company() ? -account.groupId() : Long.parseLong(customer.id()))
                .put("id", Long.parseLong(line.id()))
                .put("conversation_message_id", number(line.id()))
                .put("peer_id", Long.parseLong(customer.id()));
    }

    /** As {@code message_new} has it, with what the customer's program can show. */
    static ObjectNode arrived(ObjectNode message) {
        var object = Json.object();
        object.set("message", message);
        var can = object.putObject("client_info");
        List.of("text", "callback", "open_link").forEach(can.putArray("button_actions")::add);
        can.put("keyboard", true)
                .put("inline_keyboard", true)
                .put("carousel", true)
                .put("lang_id", 0);
        return object;
    }

    void photos(ObjectNode message, Customer customer, int count) {
        var attachments = message.withArray("attachments");
        for (var n = 0; n < count; n++) {
            var photo = attachments.addObject().put("type", "photo").putObject("photo");
            photo.put("id", ids.next()).put("owner_id", Long.parseLong(customer.id()));
            var file = base + "/media/" + ids.next();
            var sizes = photo.putArray("sizes");
            sizes.addObject()
                    .put("type", "s")
                    .put("url", file + "-s.png")
                    .put("width", 75)
                    .put("height", 47);
            sizes.addObject()
                    .put("type", "x")
                    .put("url", file + "-x.png")
                    .put("width", 320)
                    .put("height", 200);
        }
    }

    static void location(ObjectNode message, double latitude, double longitude) {
        var geo = message.putObject("geo").put("type", "point");
        geo.putObject("coordinates").put("latitude", latitude).put("longitude", longitude);
    }

    ObjectNode reaction(Customer customer, Line line, String emoji) {
        var event = Json.object().put("peer_id", Long.parseLong(customer.id())).put("cmid", number(line.id()));
        event.put("reacted_id", Long.parseLong(customer.id()));
        if (!emoji.isEmpty() && !REACTIONS.containsKey(emoji)) {
            throw new IllegalArgumentException("there is no such reaction here");
        }
        return emoji.isEmpty() ? event : event.put("reaction_id", REACTIONS.get(emoji));
    }

    /** A callback button was pressed. */
    ObjectNode pressed(Customer customer, Line line, ObjectNode payload) {
        var event = Json.object().put("user_id", Long.parseLong(customer.id()));
        event.put("peer_id", Long.parseLong(customer.id())).put("event_id", Long.toHexString(ids.next()));
        event.set("payload", payload);
        return event.put("conversation_message_id", number(line.id()));
    }

    static ObjectNode edited(ObjectNode message) {
        return message.put("update_time", Instant.now().getEpochSecond());
    }
}
