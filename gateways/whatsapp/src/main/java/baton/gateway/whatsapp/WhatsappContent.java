package baton.gateway.whatsapp;

import static baton.engine.messenger.Json.text;
import static baton.gateway.whatsapp.WhatsappFormat.first;

import baton.engine.messenger.Ids;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.journal.v1.Content;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Optional;

/** What is in one message. */
final class WhatsappContent {

    private final JsonNode message;
    private final InboundMessage.Builder read;

    WhatsappContent(JsonNode message, InboundMessage.Builder read) {
        this.message = message;
        this.read = read;
    }

    /** Whatever it is, it ends up as something. */
    void write(String type) {
        var about = text(message, "context", "id");
        if (!about.isEmpty()) {
            content("").setAbout(Ids.fitting(about));
        }
        switch (type) {
            case "text" -> read.setText(text(message, "text", "body"));
            case "image", "video", "sticker" -> file(type, type);
            case "audio" -> file(type, message.path("audio").path("voice").asBoolean() ? "voice" : "audio");
            case "document" -> file(type, "file");
            case "location" -> location(message.path("location"));
            case "contacts" -> contacts();
            case "button" -> choice(Optional.of(text(message, "button", "text")));
            case "interactive" -> choice(chosen());
            case "reaction" -> about("reaction", "reaction", "message_id").setText(text(message, "reaction", "emoji"));
            case "edit" -> about("edit", "edit", "original_message_id").setText(edited());
            case "revoke" -> about("deletion", "revoke", "original_message_id");
            default -> unsupported(type);
        }
    }

    private Content.Builder content(String kind) {
        return read.getContentBuilder().setKind(kind);
    }

    private void file(String field, String kind) {
        var file = message.path(field);
        read.setText(text(file, "caption"));
        content(kind)
                .setName(text(file, "filename"))
                .setMediaType(text(file, "mime_type"))
                .setReference(text(file, "id"));
    }

    private void location(JsonNode location) {
        read.setText(text(location, "address"));
        content("location")
                .getPlaceBuilder()
                .setLatitude(location.path("latitude").asDouble())
                .setLongitude(location.path("longitude").asDouble())
                .setName(text(location, "name"));
    }

    /** A line for each: the name, and whatever numbers there are. */
    private void contacts() {
        var lines = new ArrayList<String>();
        for (var contact : message.path("contacts")) {
            var line = new ArrayList<String>();
            line.add(text(contact, "name", "formatted_name"));
            contact.path("phones").forEach(phone -> line.add(first(text(phone, "phone"), text(phone, "wa_id"))));
            line.removeIf(String::isEmpty);
            lines.add(String.join(", ", line));
        }
        read.setText(String.join("\n", lines));
        content("contact");
    }

    /** The words on the button or on the line of the list; empty for answers of other kinds. */
    private Optional<String> chosen() {
        var interactive = message.path("interactive");
        var title = first(text(interactive, "button_reply", "title"), text(interactive, "list_reply", "title"));
        return title.isEmpty() ? Optional.empty() : Optional.of(title);
    }

    private void choice(Optional<String> words) {
        if (words.isPresent()) {
            read.setText(words.get());
            content("choice");
        } else {
            unsupported("interactive " + text(message, "interactive", "type"));
        }
    }

    private InboundMessage.Builder about(String kind, String field, String id) {
        content(kind).setAbout(Ids.fitting(text(message, field, id)));
        return read;
    }

    private String edited() {
        var newer = message.path("edit").path("message");
        return first(text(newer, "text", "body"), text(newer, text(newer, "type"), "caption"));
    }

    /** What it is called is said; a note that comes along is kept, as with orders. */
    private void unsupported(String type) {
        read.setText(text(message, type, "text"));
        content("unsupported").setName(first(text(message, "unsupported", "type"), first(type, "unknown")));
    }
}
