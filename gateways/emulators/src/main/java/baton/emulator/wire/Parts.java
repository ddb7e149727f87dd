package baton.emulator.wire;

import baton.emulator.wire.Mistake.Kind;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A form with files in it (RFC 7578), read part by part like {@link Fields}: in the end nothing may be there that nobody has asked for. */
public final class Parts {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("filename=\"([^\"]*)\"");
    private static final Pattern TYPE = Pattern.compile("(?i)content-type: *([^\r\n]+)");

    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();

    /** @param fileName empty if it is no file */
    public record Part(String fileName, String type, byte[] bytes) {}

    private Parts() {}

    /** @param contentType with the boundary */
    public static Parts of(String contentType, byte[] body) throws Mistake {
        var boundary = BOUNDARY.matcher(contentType);
        if (!contentType.startsWith("multipart/form-data") || !boundary.find()) {
            throw new Mistake(Kind.NOT_JSON, "", "the content type must be multipart/form-data");
        }
        var parts = new Parts();
        // Latin-1 keeps each byte as one character.
        var text = new String(body, StandardCharsets.ISO_8859_1);
        for (var piece : text.split(Pattern.quote("--" + boundary.group(1)), -1)) {
            var end = piece.indexOf("\r\n\r\n");
            if (end > 0) {
                parts.add(piece.substring(0, end), piece.substring(end + 4, piece.length() - 2));
            }
        }
        return parts;
    }

    private void add(String head, String content) {
        var bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        var type = first(TYPE, head).orElse("text/plain");
        var fileName = first(FILE, head)
                .map(name -> new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        parts.put(first(NAME, head).orElse(""), new Part(fileName.orElse(""), type.strip(), bytes));
    }

    private static Optional<String> first(Pattern pattern, String head) {
        var matcher = pattern.matcher(head);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    public boolean has(String name) {
        return parts.containsKey(name);
    }

    public String text(String name) throws Mistake {
        return new String(part(name).bytes(), StandardCharsets.UTF_8);
    }

    public Part file(String name) throws Mistake {
        var part = part(name);
        if (part.fileName().isEmpty()) {
            throw new Mistake(Kind.WRONG_TYPE, name, name + " must be a file");
        }
        return part;
    }

    private Part part(String name) throws Mistake {
        asked.add(name);
        var part = parts.get(name);
        if (part == null) {
            throw new Mistake(Kind.MISSING, name, name + " is missing");
        }
        return part;
    }

    public void done() throws Mistake {
        for (var name : parts.keySet()) {
            if (!asked.contains(name)) {
                throw new Mistake(Kind.UNKNOWN, name, "there is no field \"" + name + "\" here");
            }
        }
    }
}
