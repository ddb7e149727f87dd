package baton.gateway.whatsapp;

import baton.engine.messenger.FileParts;
import baton.protocol.gateway.v1.OutboundFile;
import baton.protocol.gateway.v1.OutboundMessage;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** A file as the Cloud API takes it, with Meta's limits. */
final class WhatsappFile {

    static final long LARGEST = 100_000_000;

    private static final Set<String> PICTURES = Set.of("image/jpeg", "image/png");
    private static final Set<String> FILMS = Set.of("video/mp4", "video/3gpp");
    private static final Set<String> SOUNDS = Set.of("audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg");

    private static final long LARGEST_PICTURE = 5_000_000;
    private static final long LARGEST_FILM_OR_SOUND = 16_000_000;

    static final List<String> TYPES = List.of(
            "image/jpeg",
            "image/png",
            "video/mp4",
            "video/3gpp",
            "audio/aac",
            "audio/amr",
            "audio/mpeg",
            "audio/mp4",
            "audio/ogg",
            "text/plain",
            "application/pdf",
            "application/msword",
            "application/vnd.ms-excel",
            "application/vnd.ms-powerpoint",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation");

    private WhatsappFile() {}

    /** For Meta's own store. */
    static RequestEntity upload(OutboundFile file, Source<ByteString, ?> bytes) {
        return FileParts.form(Map.of("messaging_product", "whatsapp", "type", file.getMediaType()))
                .file("file", file, bytes);
    }

    /** The message about a file that has this id there. */
    static ObjectNode message(OutboundMessage message, String id) {
        var file = message.getFile();
        var type = type(file);
        var out = WhatsappFormat.out(message);
        out.remove("text");
        out.put("type", type).putObject(type).put("id", id);
        if (type.equals("document")) {
            out.withObject("document").put("filename", file.getName());
        }
        return out;
    }

    /** What is too large for its own kind goes as a document. */
    private static String type(OutboundFile file) {
        var mediaType = file.getMediaType();
        if (PICTURES.contains(mediaType) && file.getSize() <= LARGEST_PICTURE) {
            return "image";
        } else if (FILMS.contains(mediaType) && file.getSize() <= LARGEST_FILM_OR_SOUND) {
            return "video";
        } else if (SOUNDS.contains(mediaType) && file.getSize() <= LARGEST_FILM_OR_SOUND) {
            return "audio";
        }
        return "document";
    }
}
