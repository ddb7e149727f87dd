package baton.gateway.vk;

import static baton.engine.messenger.Json.text;

import baton.engine.messenger.BadPayload;
import baton.engine.messenger.Happening;
import baton.engine.messenger.Happening.Arrived;
import baton.engine.messenger.Happening.Skipped;
import baton.engine.messenger.Happening.Wrote;
import baton.engine.messenger.Ids;
import baton.engine.messenger.Json;
import baton.engine.messenger.Worded;
import baton.engine.spi.Ingress.Party;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.OutboundMessage;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Between VK's words and ours. A customer's address is their VK id. A new message is known by its number in the conversation, because that
 * is how others name it; anything else by the id of the event.
 */
final class VkFormat {

    /** A message, or one of several that are one with VK. */
    private static final Pattern PIECE = Pattern.compile("([1-9][0-9]{0,17})(-[0-9]+)?");

    private static final String VERSION = "5.199";

    /** What {@link VkGateway#link} names. */
    private static final String CODE = "[A-Za-z0-9_-]{22}";

    /** Chats of several people begin there. */
    private static final long FIRST_CHAT = 2_000_000_000L;

    private final String tenant;
    private final JsonNode event;
    private final List<Happening> all = new ArrayList<>();

    private VkFormat(String tenant, JsonNode event) {
        this.tenant = tenant;
        this.event = event;
    }

    /** What has happened, in order. Of another community nothing is for this company. */
    static List<Happening> in(String tenant, ChannelAccount account, byte[] body) throws BadPayload {
        var event = Json.read(body);
        if (text(event, "type").isEmpty()) {
            throw new BadPayload("no type");
        }
        if (!text(event, "group_id").equals(account.setting("groupId"))) {
            return List.of(new Skipped("other-group"));
        }
        var read = new VkFormat(tenant, event);
        read.read(event.path("object"));
        return read.all;
    }

    private void read(JsonNode object) {
        switch (text(event, "type")) {
            case "message_new" -> message(object.has("message") ? object.path("message") : object);
            case "message_edit" -> edit(object.has("message") ? object.path("message") : object);
            case "message_event" -> pressed(object);
            case "message_reaction_event" -> reaction(object);
            case "message_reply" -> all.add(new Skipped("echo"));
            case "message_allow", "message_deny" -> all.add(new Skipped("permission"));
            case "message_typing_state" -> all.add(new Skipped("typing"));
            case "confirmation" -> all.add(new Skipped("confirmation"));
            default -> all.add(new Skipped("other-event"));
        }
    }

    private void message(JsonNode message) {
        var customer = message.path("from_id").asLong();
        if (!isPerson(customer, message)) {
            return;
        }
        if (text(message, "ref").matches(CODE)) {
            all.add(new Arrived(new Party(tenant, VkGateway.CHANNEL, String.valueOf(customer)), text(message, "ref")));
        }
        var number = text(message, "conversation_message_id");
        var id = number.isEmpty() || number.equals("0") ? eventId() : number;
        var parts = new VkContent(message).parts();
        for (var i = 0; i < parts.size(); i++) {
            add(parts.get(i), customer, i == 0 ? id : id + "-" + (i + 1));
        }
    }

    /** Only people who write to the community themselves; of others nothing is a message of a customer. */
    private boolean isPerson(long from, JsonNode message) {
        if (message.path("out").asInt() == 1 || from < 0) {
            all.add(new Skipped("echo"));
        } else if (from == 0) {
            all.add(new Skipped("no-sender"));
        } else if (message.path("peer_id").asLong() >= FIRST_CHAT) {
            all.add(new Skipped("chat"));
        } else {
            return true;
        }
        return false;
    }

    private void edit(JsonNode message) {
        var customer = message.path("from_id").asLong();
        if (isPerson(customer, message)) {
            var read = InboundMessage.newBuilder().setText(text(message, "text"));
            read.getContentBuilder().setKind("edit").setAbout(text(message, "conversation_message_id"));
            add(read, customer, eventId());
        }
    }

    private void pressed(JsonNode press) {
        var customer = press.path("user_id").asLong();
        if (isPerson(customer, press)) {
            var payload = press.path("payload");
            var read = InboundMessage.newBuilder().setText(payload.isTextual() ? payload.asText() : payload.toString());
            read.getContentBuilder().setKind("choice").setAbout(text(press, "conversation_message_id"));
            add(read, customer, eventId());
        }
    }

    /** VK numbers its reactions and does not say which emoji they are. */
    private void reaction(JsonNode reaction) {
        var customer = reaction.path("reacted_id").asLong();
        if (isPerson(customer, reaction)) {
            var number = text(reaction, "reaction_id");
            var read = InboundMessage.newBuilder().setText(number.isEmpty() ? "" : "reaction " + number);
            read.getContentBuilder().setKind("reaction").setAbout(text(reaction, "cmid"));
            add(read, customer, eventId());
        }
    }

    private void add(InboundMessage.Builder read, long customer, String id) {
        all.add(new Wrote(read.setTenant(tenant)
                .setChannel(VkGateway.CHANNEL)
                .setAddress(String.valueOf(customer))
                .setMessageId(id)
                .build()));
    }

    private String eventId() {
        var id = text(event, "event_id");
        return id.isEmpty() ? Ids.of(event) : Ids.fitting(id);
    }

    static boolean asksForTheAddress(ChannelAccount account, JsonNode event) {
        return text(event, "type").equals("confirmation")
                && text(event, "group_id").equals(account.setting("groupId"));
    }

    /** What VK wants to hear when everything is stored. */
    static String thanks(ChannelAccount account, byte[] body) {
        try {
            return asksForTheAddress(account, Json.read(body)) ? account.setting("confirmation") : "ok";
        } catch (BadPayload unreadable) {
            return "ok";
        }
    }

    /** In the order of their names. */
    static Map<String, String> out(ChannelAccount account, OutboundMessage message) {
        var out = asks(account);
        // Asked like this, VK tells the number in the conversation, by which reactions name the message.
        out.put("peer_ids", message.getAddress());
        out.put("random_id", String.valueOf(randomId(message)));
        if (!message.hasFile()) {
            var fitting = Worded.fitting(message, VkGateway.CAPABILITIES);
            out.put("message", fitting.getText());
            out.put("dont_parse_links", "1");
            if (fitting.getChoicesCount() > 0) {
                out.put("keyboard", keyboard(fitting));
            }
        }
        return out;
    }

    /** Below the message; what is pressed is written by the customer, and the id comes with it. VK shows at most six rows there. */
    private static String keyboard(OutboundMessage message) {
        var keyboard = Json.object().put("inline", true);
        var rows = keyboard.putArray("buttons");
        for (var choice : message.getChoicesList()) {
            var action = rows.addArray().addObject().putObject("action");
            action.put("type", "text").put("label", choice.getTitle());
            action.put("payload", Json.object().put("choice", choice.getId()).toString());
        }
        return keyboard.toString();
    }

    /** That everything up to this message has been read; all of it if the message is an event without a number in the conversation. */
    static Map<String, String> read(ChannelAccount account, String address, String messageId) {
        var out = asks(account);
        out.put("peer_id", address);
        var number = PIECE.matcher(messageId);
        if (number.matches()) {
            out.put("up_to_cmid", number.group(1));
        } else {
            out.put("mark_conversation_as_read", "1");
        }
        return out;
    }

    /** What is in every request. */
    static Map<String, String> asks(ChannelAccount account) {
        var out = new TreeMap<String, String>();
        out.put("access_token", account.secret("token"));
        out.put("v", VERSION);
        return out;
    }

    /** VK's idempotency key: 32 bits, the same for the same message. 0 would mean none. */
    static int randomId(OutboundMessage message) {
        return Ids.number(message.getEpisodeId() + "#" + message.getNumber());
    }
}
