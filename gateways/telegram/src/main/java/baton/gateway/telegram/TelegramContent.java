package baton.gateway.telegram;

import static baton.engine.messenger.Json.text;

import baton.protocol.journal.v1.Content;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a message of Telegram is. Pure. */
final class TelegramContent {

    /** Files by the name of their field: {@code photo} has several sizes, the last is the largest. */
    private static final Map<String, String> FILES = Map.of(
            "photo", "image",
            "video", "video",
            "animation", "video",
            "video_note", "video",
            "voice", "voice",
            "audio", "audio",
            "document", "file",
            "sticker", "sticker");

    /** In this order: an animation comes as a document, too. */
    private static final List<String> ORDER =
            List.of("photo", "animation", "video", "video_note", "voice", "audio", "sticker", "document");

    /** What stands in every message, whatever it is. */
    private static final Set<String> ENVELOPE = Set.of(
            "message_id",
            "message_thread_id",
            "from",
            "sender_chat",
            "chat",
            "date",
            "edit_date",
            "reply_to_message",
            "forward_origin",
            "is_automatic_forward",
            "external_reply",
            "quote",
            "via_bot",
            "has_protected_content",
            "media_group_id",
            "author_signature",
            "entities",
            "caption",
            "caption_entities",
            "link_preview_options",
            "business_connection_id",
            "reply_markup",
            "effect_id");

    private TelegramContent() {}

    /** Message ids are counted per chat. */
    static String idOf(JsonNode message) {
        return text(message, "message_id");
    }

    static String nameOf(JsonNode from) {
        return (text(from, "first_name") + " " + text(from, "last_name")).strip();
    }

    /** Of a contact that is the sender's own; Telegram says whose a contact is. Empty otherwise. */
    static String ownPhone(JsonNode message) {
        var owner = text(message, "contact", "user_id");
        return !owner.isEmpty() && owner.equals(text(message, "from", "id"))
                ? text(message, "contact", "phone_number")
                : "";
    }

    static String textOf(JsonNode message) {
        return message.has("text") ? text(message, "text") : text(message, "caption");
    }

    /** Empty for just text. */
    static Optional<Content> of(JsonNode message) {
        var content = kind(message);
        var about = text(message, "reply_to_message", "message_id");
        if (content.getKind().isEmpty() && about.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(content.setAbout(about).build());
    }

    private static Content.Builder kind(JsonNode message) {
        var content = Content.newBuilder();
        for (var field : ORDER) {
            if (message.has(field)) {
                return file(content.setKind(FILES.getOrDefault(field, "file")), message.path(field));
            }
        }
        if (message.has("venue")) {
            return place(content, message.path("venue").path("location"), text(message, "venue", "title"));
        } else if (message.has("location")) {
            return place(content, message.path("location"), "");
        } else if (message.has("contact")) {
            var contact = message.path("contact");
            return content.setKind("contact").setName(nameOf(contact) + " " + text(contact, "phone_number"));
        }
        return message.has("text") ? content : content.setKind("unsupported").setName(unknown(message));
    }

    private static Content.Builder file(Content.Builder content, JsonNode field) {
        var file = field.isArray() ? field.path(field.size() - 1) : field;
        var name = file.has("file_name") ? text(file, "file_name") : text(file, "emoji");
        return content.setName(name)
                .setReference(reference(file))
                .setMediaType(text(file, "mime_type"))
                .setSize(Math.max(0, file.path("file_size").asLong(0)));
    }

    /** Animated stickers are a format of Telegram's own that nobody else shows. */
    private static String reference(JsonNode file) {
        return file.path("is_animated").asBoolean(false) ? "" : text(file, "file_id");
    }

    private static Content.Builder place(Content.Builder content, JsonNode location, String name) {
        content.setKind("location")
                .getPlaceBuilder()
                .setLatitude(location.path("latitude").asDouble())
                .setLongitude(location.path("longitude").asDouble())
                .setName(name);
        return content;
    }

    /** What Telegram calls what is in it. */
    private static String unknown(JsonNode message) {
        for (Iterator<String> names = message.fieldNames(); names.hasNext(); ) {
            var name = names.next();
            if (!ENVELOPE.contains(name)) {
                return name;
            }
        }
        return "nothing";
    }
}
