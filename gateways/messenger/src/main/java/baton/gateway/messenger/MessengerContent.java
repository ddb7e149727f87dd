package baton.gateway.messenger;

import static baton.engine.messenger.Json.text;

import baton.engine.messenger.Ids;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.journal.v1.Content;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is in one message beside its text. */
final class MessengerContent {

    private MessengerContent() {}

    /** At least one, which is missing if there is none. A sticker may be there as a picture too, as it was told formerly: that is left out. */
    static List<JsonNode> attachments(JsonNode message) {
        var all = new ArrayList<JsonNode>();
        message.path("attachments").forEach(all::add);
        if (all.stream().anyMatch(one -> text(one, "type").equals("sticker"))) {
            all.removeIf(one ->
                    text(one, "type").equals("image") && one.path("payload").has("sticker_id"));
        }
        return all.isEmpty() ? List.of(MissingNode.getInstance()) : all;
    }

    /** @param attachment missing if there is none */
    static void write(JsonNode message, JsonNode attachment, InboundMessage.Builder read) {
        var replied = message.path("reply_to");
        var about = text(replied, "mid").isEmpty() ? text(replied, "story", "id") : text(replied, "mid");
        if (!about.isEmpty()) {
            content("", read).setAbout(Ids.fitting(about));
        }
        if (message.has("quick_reply")) {
            content("choice", read);
        } else if (!attachment.isMissingNode()) {
            attachment(attachment, read);
        } else if (message.path("is_unsupported").asBoolean() || read.getText().isBlank()) {
            content("unsupported", read).setName("unknown");
        }
    }

    private static void attachment(JsonNode attachment, InboundMessage.Builder read) {
        var type = text(attachment, "type");
        var payload = attachment.path("payload");
        switch (type) {
            case "image" ->
                content(payload.has("sticker_id") ? "sticker" : "image", read).setReference(text(payload, "url"));
            case "video", "audio", "sticker" -> content(type, read).setReference(text(payload, "url"));
            case "file" -> content(type, read).setName(text(payload, "title")).setReference(text(payload, "url"));
            case "location" ->
                content(type, read)
                        .getPlaceBuilder()
                        .setLatitude(payload.path("coordinates").path("lat").asDouble())
                        .setLongitude(payload.path("coordinates").path("long").asDouble())
                        .setName(text(attachment, "title"));
            case "fallback" -> link(attachment, read);
            default -> content("unsupported", read).setName(type.isEmpty() ? "unknown" : type);
        }
    }

    /** Something that was shared, most often a link, which the text has already. */
    private static void link(JsonNode attachment, InboundMessage.Builder read) {
        if (read.getText().isBlank()) {
            var url = text(attachment, "url").isEmpty() ? text(attachment, "payload", "url") : text(attachment, "url");
            read.setText(Stream.of(text(attachment, "title"), url)
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining("\n")));
        }
        if (read.getText().isBlank()) {
            content("unsupported", read).setName("fallback");
        }
    }

    private static Content.Builder content(String kind, InboundMessage.Builder read) {
        return read.getContentBuilder().setKind(kind);
    }
}
