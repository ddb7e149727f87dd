package baton.emulator.telegram;

import baton.emulator.wire.Json;
import baton.emulator.wire.Mistake;
import baton.emulator.wire.Mistake.Kind;
import baton.emulator.wire.Parts;
import baton.emulator.wire.Parts.Part;
import baton.emulator.wire.Signature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A {@code sendPhoto} or {@code sendDocument} with the file in it, read strictly.
 *
 * @param kind {@code photo} or {@code document}
 */
record TelegramFile(String chatId, String kind, Part file) {

    private static final int LARGEST_PHOTO = 10_000_000;
    private static final int LARGEST_DOCUMENT = 50_000_000;

    static TelegramFile read(String kind, Parts parts) throws Mistake {
        var chatId = parts.text("chat_id");
        if (!chatId.matches("-?[0-9]{1,20}")) {
            throw new Mistake(Kind.WRONG_TYPE, "chat_id", "chat_id must be a number");
        }
        var file = parts.file(kind);
        parts.done();
        var largest = kind.equals("photo") ? LARGEST_PHOTO : LARGEST_DOCUMENT;
        if (file.bytes().length > largest) {
            throw new Mistake(Kind.TOO_LONG, kind, "file is too big");
        }
        if (kind.equals("photo") && !isPicture(file.bytes())) {
            throw new Mistake(Kind.WRONG_VALUE, kind, "IMAGE_PROCESS_FAILED");
        }
        return new TelegramFile(chatId, kind, file);
    }

    private static boolean isPicture(byte[] bytes) {
        var head = new String(bytes, 0, Math.min(12, bytes.length), StandardCharsets.ISO_8859_1);
        return head.startsWith("\u0089PNG") || head.startsWith("\u00ff\u00d8\u00ff") || head.startsWith("WEBP", 8);
    }

    /** For the ledger: not the bytes, but their hash. */
    ObjectNode said() {
        var said = Json.object().put("chat_id", chatId);
        said.putObject(kind)
                .put("name", file.fileName())
                .put("type", file.type())
                .put("size", file.bytes().length)
                .put("sha256", HexFormat.of().formatHex(Signature.sha256(file.bytes())));
        return said;
    }
}
