package baton.emulator.meta;

import baton.emulator.wire.Fields;
import baton.emulator.wire.Json;
import baton.emulator.wire.Mistake;
import baton.emulator.wire.Mistake.Kind;
import baton.emulator.wire.Parts;
import baton.emulator.wire.Parts.Part;
import baton.emulator.wire.Signature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file that comes in one form with the message that it is, read strictly.
 *
 * @param kind {@code image}, {@code video}, {@code audio} or {@code file}
 */
record MetaFile(String kind, Part file) {

    private static final int LARGEST = 25_000_000;
    private static final int LARGEST_PICTURE_OF_INSTAGRAM = 8_000_000;

    private static final Map<String, List<String>> INSTAGRAM = Map.of(
            "image", List.of("image/png", "image/jpeg", "image/gif"),
            "video", List.of("video/mp4", "video/ogg", "video/x-msvideo", "video/quicktime", "video/webm"),
            "audio", List.of("audio/aac", "audio/mp4", "audio/wav"),
            "file", List.of("application/pdf"));

    static MetaSend read(Parts parts, Platform platform) throws Mistake {
        var envelope = Json.object();
        envelope.set("recipient", object(parts, "recipient"));
        if (platform == Platform.MESSENGER || parts.has("messaging_type")) {
            envelope.put("messaging_type", parts.text("messaging_type"));
        }
        envelope.set("message", object(parts, "message"));
        var fields = Fields.of(envelope);
        var recipient = MetaSend.recipient(fields);
        if (envelope.has("messaging_type")) {
            fields.oneOf("messaging_type", "RESPONSE", "UPDATE");
        }
        var attachment = fields.object("message").object("attachment");
        var kind = attachment.oneOf("type", "image", "video", "audio", "file");
        attachment.object("payload").flag("is_reusable", false);
        fields.done();
        var file = parts.file("filedata");
        parts.done();
        check(platform, kind, file);
        return new MetaSend(recipient, file.fileName(), "", List.of(), Optional.of(new MetaFile(kind, file)));
    }

    private static ObjectNode object(Parts parts, String name) throws Mistake {
        return Json.read(parts.text(name).getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new Mistake(Kind.NOT_JSON, name, name + " must be a JSON object"));
    }

    private static void check(Platform platform, String kind, Part file) throws Mistake {
        var type = file.type();
        if (!file.fileName().matches("[ -~]+")) {
            throw new Mistake(Kind.WRONG_VALUE, "filedata", "names of files must be of ASCII letters");
        }
        if (!kind.equals("file") && !type.startsWith(kind + "/")) {
            throw new Mistake(Kind.WRONG_VALUE, "filedata", "filedata is no " + kind);
        }
        if (platform == Platform.INSTAGRAM
                && !INSTAGRAM.getOrDefault(kind, List.of()).contains(type)) {
            throw new Mistake(Kind.WRONG_VALUE, "filedata", type + " is not supported");
        }
        var most = platform == Platform.INSTAGRAM && kind.equals("image") ? LARGEST_PICTURE_OF_INSTAGRAM : LARGEST;
        if (file.bytes().length > most) {
            throw new Mistake(Kind.TOO_LONG, "filedata", "filedata has more than " + most + " bytes");
        }
    }

    /** For the ledger: not the bytes, but their hash. */
    static ObjectNode said(MetaSend send) {
        var said = Json.object();
        said.putObject("recipient").put("id", send.recipient());
        send.file().ifPresent(one -> said.putObject("filedata")
                .put("kind", one.kind())
                .put("name", one.file().fileName())
                .put("type", one.file().type())
                .put("size", one.file().bytes().length)
                .put(
                        "sha256",
                        HexFormat.of().formatHex(Signature.sha256(one.file().bytes()))));
        return said;
    }
}
