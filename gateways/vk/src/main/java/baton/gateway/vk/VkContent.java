package baton.gateway.vk;

import static baton.engine.messenger.Json.text;

import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.journal.v1.Content;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What is in one message. */
final class VkContent {

    private final JsonNode message;

    VkContent(JsonNode message) {
        this.message = message;
    }

    /** One for each attachment, and the text with the first of them; at least one. */
    List<InboundMessage.Builder> parts() {
        var parts = new ArrayList<InboundMessage.Builder>();
        for (var attachment : message.path("attachments")) {
            if (!isPreview(attachment)) {
                parts.add(attachment(attachment));
            }
        }
        if (message.hasNonNull("geo")) {
            parts.add(place(message.path("geo")));
        }
        if (parts.isEmpty()) {
            parts.add(words());
        }
        var first = parts.get(0);
        if (first.getText().isEmpty()) {
            first.setText(text(message, "text"));
        }
        about(first);
        return parts;
    }

    /** VK attaches a preview to a text with a link in it. */
    private boolean isPreview(JsonNode attachment) {
        return text(attachment, "type").equals("link") && !text(message, "text").isBlank();
    }

    private InboundMessage.Builder words() {
        var read = InboundMessage.newBuilder();
        var forwarded = message.path("fwd_messages");
        if (message.hasNonNull("payload")) {
            content("choice", read);
        } else if (text(message, "text").isBlank()) {
            var lines = new ArrayList<String>();
            forwarded.forEach(one -> lines.add(text(one, "text")));
            lines.removeIf(String::isBlank);
            read.setText(String.join("\n", lines));
            content("unsupported", read).setName(forwarded.isEmpty() ? "unknown" : "forwarded messages");
        }
        return read;
    }

    private static InboundMessage.Builder attachment(JsonNode attachment) {
        var read = InboundMessage.newBuilder();
        var type = text(attachment, "type");
        switch (type) {
            case "photo" ->
                content("image", read)
                        .setReference(largest(attachment.path("photo").path("sizes")));
            case "graffiti" -> content("image", read).setReference(text(attachment, "graffiti", "url"));
            case "audio_message" -> content("voice", read).setReference(text(attachment, "audio_message", "link_ogg"));
            case "video", "audio" -> content(type, read).setName(text(attachment, type, "title"));
            case "sticker" ->
                content(type, read)
                        .setReference(largest(attachment.path("sticker").path("images")));
            case "doc" ->
                content("file", read)
                        .setName(text(attachment, "doc", "title"))
                        .setReference(text(attachment, "doc", "url"))
                        .setSize(Math.max(0, attachment.path("doc").path("size").asLong()));
            case "link" -> read.setText(text(attachment, "link", "url"));
            default -> {}
        }
        if (!read.hasContent() && read.getText().isBlank()) {
            content("unsupported", read).setName(type.isEmpty() ? "unknown" : type);
        }
        return read;
    }

    /** The same picture in several sizes. */
    private static String largest(JsonNode sizes) {
        var url = "";
        var most = -1L;
        for (var size : sizes) {
            var pixels = size.path("width").asLong() * size.path("height").asLong();
            if (pixels > most) {
                most = pixels;
                url = text(size, "url");
            }
        }
        return url;
    }

    private static InboundMessage.Builder place(JsonNode geo) {
        var read = InboundMessage.newBuilder();
        content("location", read)
                .getPlaceBuilder()
                .setLatitude(geo.path("coordinates").path("latitude").asDouble())
                .setLongitude(geo.path("coordinates").path("longitude").asDouble())
                .setName(text(geo, "place", "title"));
        return read;
    }

    /** Our own messages have a number for the whole community, which is the one that VK gave us. */
    private void about(InboundMessage.Builder read) {
        var replied = message.path("reply_message");
        var ours = replied.path("from_id").asLong() < 0 && replied.path("id").asLong() > 0;
        var about = text(replied, ours ? "id" : "conversation_message_id");
        if (!about.isEmpty()) {
            read.getContentBuilder().setAbout(about);
        }
    }

    private static Content.Builder content(String kind, InboundMessage.Builder read) {
        return read.getContentBuilder().setKind(kind);
    }
}
