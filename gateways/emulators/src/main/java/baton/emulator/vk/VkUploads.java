package baton.emulator.vk;

import baton.emulator.wire.Answer;
import baton.emulator.wire.Fields;
import baton.emulator.wire.Json;
import baton.emulator.wire.Mistake;
import baton.emulator.wire.Mistake.Kind;
import baton.emulator.wire.Parts;
import baton.emulator.wire.Parts.Part;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The way of a file to VK, step by step: an address to bring it to, the file, its being kept; then a message may name it. */
final class VkUploads {

    private static final int LARGEST = 50_000_000;
    private static final int SERVER = 855;

    private final VkAccount account;
    private final String base;
    /** By what the server for files said of them. */
    private final Map<String, Part> brought = new HashMap<>();
    /** By what a message may name. */
    private final Map<String, Part> kept = new HashMap<>();

    private int count;

    /** @param base where this provider is, without a slash at its end */
    VkUploads(VkAccount account, String base) {
        this.account = account;
        this.base = base;
    }

    static boolean isMethod(String method) {
        return switch (method) {
            case "photos.getMessagesUploadServer",
                    "docs.getMessagesUploadServer",
                    "photos.saveMessagesPhoto",
                    "docs.save" -> true;
            default -> false;
        };
    }

    synchronized Answer answer(String method, Fields form) throws Mistake {
        return switch (method) {
            case "photos.getMessagesUploadServer" -> where(form, "photo");
            case "docs.getMessagesUploadServer" -> {
                form.oneOf("type", "doc");
                yield where(form, "file");
            }
            case "photos.saveMessagesPhoto" -> photo(form);
            default -> document(form);
        };
    }

    private Answer where(Fields form, String kind) throws Mistake {
        VkSend.number(form, "peer_id");
        form.done();
        var body = Json.object();
        body.putObject("response").put("upload_url", base + "/upload/" + kind);
        return Answer.done(body);
    }

    /** @param kind {@code photo} or {@code file}, as the field is called */
    synchronized ObjectNode bring(String kind, Parts parts) throws Mistake {
        var file = parts.file(kind);
        parts.done();
        var isPhoto = kind.equals("photo");
        var isTaken = isPhoto
                ? file.type().matches("image/(jpeg|png|gif)")
                : !file.type().equals("audio/mpeg");
        if (!isTaken || file.bytes().length > LARGEST) {
            // A photo that is none leaves its place empty.
            return isPhoto
                    ? Json.object().put("server", SERVER).put("photo", "[]").put("hash", "0")
                    : Json.object().put("error", "wrong_file_type");
        }
        var token = kind + "|" + ++count;
        brought.put(token, file);
        return isPhoto
                ? Json.object().put("server", SERVER).put("photo", token).put("hash", hash(token))
                : Json.object().put("file", token);
    }

    private static String hash(String token) {
        return Integer.toHexString(token.hashCode()).toLowerCase(Locale.ROOT);
    }

    private Answer photo(Fields form) throws Mistake {
        var token = form.text("photo", 200);
        if (VkSend.number(form, "server") != SERVER || !form.text("hash", 40).equals(hash(token))) {
            throw new Mistake(Kind.WRONG_VALUE, "hash", "hash is incorrect");
        }
        form.done();
        var body = Json.object();
        body.putArray("response").add(keep("photo", brought(token), "key"));
        return Answer.done(body);
    }

    private Answer document(Fields form) throws Mistake {
        var file = brought(form.text("file", 200));
        var title = form.text("title", 200);
        form.done();
        var body = Json.object();
        body.putObject("response")
                .put("type", "doc")
                .set("doc", keep("doc", new Part(title, file.type(), file.bytes()), ""));
        return Answer.done(body);
    }

    private Part brought(String token) throws Mistake {
        var file = brought.remove(token);
        if (file == null) {
            throw new Mistake(Kind.WRONG_VALUE, "file", "file is undefined");
        }
        return file;
    }

    private ObjectNode keep(String kind, Part file, String key) {
        var id = ++count;
        kept.put(kind + "-" + account.groupId() + "_" + id + (key.isEmpty() ? "" : "_" + key), file);
        var body = Json.object().put("id", id).put("owner_id", -account.groupId());
        return key.isEmpty() ? body.put("title", file.fileName()) : body.put("access_key", key);
    }

    synchronized Optional<Part> kept(String attachment) {
        return Optional.ofNullable(kept.get(attachment));
    }
}
