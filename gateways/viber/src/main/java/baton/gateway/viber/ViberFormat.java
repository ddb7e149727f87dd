package baton.gateway.viber;

import static baton.engine.messenger.Json.text;

import baton.engine.messenger.BadPayload;
import baton.engine.messenger.Happening;
import baton.engine.messenger.Happening.Arrived;
import baton.engine.messenger.Happening.Skipped;
import baton.engine.messenger.Happening.Told;
import baton.engine.messenger.Happening.Wrote;
import baton.engine.messenger.Ids;
import baton.engine.messenger.Json;
import baton.engine.messenger.Worded;
import baton.engine.spi.Ingress.Party;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.OutboundMessage;
import baton.protocol.gateway.v1.ProviderReceipt;
import baton.protocol.journal.v1.Content;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Between the bot API's words and ours. A message's id is its token, a number of 64 bits: kept as it is written. */
final class ViberFormat {

    /** What {@link ViberGateway#link} names. */
    private static final String CODE = "[A-Za-z0-9_-]{22}";

    private static final int LONGEST_NAME = 28;

    private ViberFormat() {}

    /** What has happened: one thing each time. */
    static List<Happening> in(String tenant, byte[] body) throws BadPayload {
        var event = Json.read(body);
        return List.of(
                switch (text(event, "event")) {
                    case "message" -> message(tenant, event);
                    case "conversation_started" -> started(tenant, event);
                    case "delivered" -> receipt(tenant, event, "delivered");
                    case "seen" -> receipt(tenant, event, "read");
                    case "failed" -> receipt(tenant, event, "failed");
                    case "subscribed" -> new Skipped("subscribed");
                    case "unsubscribed" -> new Skipped("unsubscribed");
                    case "webhook" -> new Skipped("webhook");
                    case "" -> throw new BadPayload("no event");
                    default -> new Skipped("other-event");
                });
    }

    private static Happening message(String tenant, JsonNode event) {
        var address = text(event, "sender", "id");
        if (address.isEmpty()) {
            return new Skipped("no-sender");
        }
        var token = text(event, "message_token");
        var read = InboundMessage.newBuilder()
                .setTenant(tenant)
                .setChannel(ViberGateway.CHANNEL)
                .setAddress(address)
                .setMessageId(token.isEmpty() ? Ids.of(event) : Ids.fitting(token))
                .setName(text(event, "sender", "name"));
        content(event.path("message"), read);
        return new Wrote(read.build());
    }

    /** Whatever it is, it ends up as something. Buttons of a keyboard come as text, and nobody can tell. */
    private static void content(JsonNode message, InboundMessage.Builder read) {
        read.setText(text(message, "text"));
        var type = text(message, "type");
        switch (type) {
            case "text" -> {}
            case "url" -> read.setText(joined("\n", text(message, "text"), text(message, "media")));
            case "picture" -> file(message, read, "image");
            case "video", "file", "sticker" -> file(message, read, type);
            case "location" ->
                content(read, type)
                        .getPlaceBuilder()
                        .setLatitude(message.path("location").path("lat").asDouble())
                        .setLongitude(message.path("location").path("lon").asDouble());
            case "contact" -> {
                content(read, type);
                read.setText(joined(", ", text(message, "contact", "name"), text(message, "contact", "phone_number")));
            }
            default -> content(read, "unsupported").setName(type.isEmpty() ? "unknown" : type);
        }
    }

    private static Content.Builder content(InboundMessage.Builder read, String kind) {
        return read.getContentBuilder().setKind(kind);
    }

    private static void file(JsonNode message, InboundMessage.Builder read, String kind) {
        var size = message.path("size").asLong(message.path("file_size").asLong());
        content(read, kind)
                .setName(text(message, "file_name"))
                .setSize(Math.max(0, size))
                .setReference(text(message, "media"));
    }

    private static String joined(String between, String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(between));
    }

    /** Somebody has opened the chat; who has not written yet can only be greeted, and that we do not. */
    private static Happening started(String tenant, JsonNode event) {
        var address = text(event, "user", "id");
        var code = text(event, "context");
        return !address.isEmpty() && code.matches(CODE)
                ? new Arrived(new Party(tenant, ViberGateway.CHANNEL, address), code)
                : new Skipped("conversation-started");
    }

    private static Happening receipt(String tenant, JsonNode event, String state) {
        var receipt = ProviderReceipt.newBuilder()
                .setTenant(tenant)
                .setChannel(ViberGateway.CHANNEL)
                .setAddress(text(event, "user_id"))
                .setProviderId(Ids.fitting(text(event, "message_token")))
                .setState(state);
        if (state.equals("failed")) {
            receipt.setCode("refused").setDetail(text(event, "desc"));
        }
        return new Told(receipt.build());
    }

    static JsonNode out(ChannelAccount account, OutboundMessage message) {
        var fitting = Worded.fitting(message, ViberGateway.CAPABILITIES);
        var out = envelope(account, message).put("type", "text").put("text", fitting.getText());
        if (fitting.getChoicesCount() > 0) {
            keyboard(fitting, out.putObject("keyboard"));
        }
        return out;
    }

    /** What is pressed comes back as a text, so it says what stands on the button. */
    private static void keyboard(OutboundMessage message, ObjectNode keyboard) {
        var buttons =
                keyboard.put("Type", "keyboard").put("DefaultHeight", false).putArray("Buttons");
        message.getChoicesList().forEach(choice -> buttons.addObject()
                .put("ActionType", "reply")
                .put("ActionBody", choice.getTitle())
                .put("Text", choice.getTitle()));
    }

    /** @param address under which Viber fetches the file */
    static JsonNode out(ChannelAccount account, OutboundMessage message, String address) {
        return ViberFile.write(message.getFile(), address, envelope(account, message));
    }

    private static ObjectNode envelope(ChannelAccount account, OutboundMessage message) {
        var name = account.setting("name");
        var out = Json.object().put("receiver", message.getAddress()).put("min_api_version", 1);
        out.putObject("sender").put("name", name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name);
        return out.put("tracking_data", message.getEpisodeId() + "#" + message.getNumber());
    }
}
