package baton.engine.media;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a file is by its first bytes; what its sender says of it is not believed. The usual kinds only. */
final class Sniffer {

    static final String UNKNOWN = "application/octet-stream";
    static final String PROGRAM = "application/x-executable";

    private static final String OPEN_XML = "application/vnd.openxmlformats-officedocument.";

    private record Magic(int at, String bytes, String mediaType) {}

    /** In the order in which they are tried. Bytes are written as Latin-1. */
    private static final List<Magic> MAGIC = List.of(
            new Magic(0, "\u0089PNG\r\n\u001a\n", "image/png"),
            new Magic(0, "\u00ff\u00d8\u00ff", "image/jpeg"),
            new Magic(0, "GIF87a", "image/gif"),
            new Magic(0, "GIF89a", "image/gif"),
            new Magic(8, "WEBP", "image/webp"),
            new Magic(8, "WAVE", "audio/wav"),
            new Magic(8, "AVI ", "video/x-msvideo"),
            new Magic(0, "II*\0", "image/tiff"),
            new Magic(0, "MM\0*", "image/tiff"),
            new Magic(0, "%PDF-", "application/pdf"),
            new Magic(0, "\u001aE\u00df\u00a3", "video/webm"),
            new Magic(0, "OggS", "audio/ogg"),
            new Magic(0, "ID3", "audio/mpeg"),
            new Magic(0, "\u00ff\u00fb", "audio/mpeg"),
            new Magic(0, "\u00ff\u00f3", "audio/mpeg"),
            new Magic(0, "\u00ff\u00f2", "audio/mpeg"),
            new Magic(0, "\u00ff\u00f1", "audio/aac"),
            new Magic(0, "\u00ff\u00f9", "audio/aac"),
            new Magic(0, "#!AMR", "audio/amr"),
            new Magic(0, "fLaC", "audio/flac"),
            new Magic(0, "{\\rtf", "application/rtf"),
            new Magic(0, "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "application/x-ole-storage"),
            new Magic(0, "7z\u00bc\u00af'\u001c", "application/x-7z-compressed"),
            new Magic(0, "Rar!\u001a\u0007", "application/vnd.rar"),
            new Magic(0, "\u001f\u008b", "application/gzip"),
            new Magic(0, "MZ", PROGRAM),
            new Magic(0, "\u007fELF", PROGRAM),
            new Magic(0, "\u00ca\u00fe\u00ba\u00be", PROGRAM),
            new Magic(0, "\u00fe\u00ed\u00fa", PROGRAM),
            new Magic(0, "\u00cf\u00fa\u00ed\u00fe", PROGRAM),
            new Magic(0, "\u00ce\u00fa\u00ed\u00fe", PROGRAM),
            new Magic(0, "#!", PROGRAM),
            new Magic(0, "L\0\0\0\u0001\u0014\u0002\0", PROGRAM));

    /** Brands of ISO base media files (ISO/IEC 14496-12) that are not {@code video/mp4}. */
    private static final Map<String, String> BRANDS = Map.ofEntries(
            Map.entry("M4A ", "audio/mp4"),
            Map.entry("M4B ", "audio/mp4"),
            Map.entry("qt  ", "video/quicktime"),
            Map.entry("heic", "image/heic"),
            Map.entry("heix", "image/heic"),
            Map.entry("mif1", "image/heic"),
            Map.entry("avif", "image/avif"),
            Map.entry("3gp4", "video/3gpp"),
            Map.entry("3gp5", "video/3gpp"),
            Map.entry("3gp6", "video/3gpp"));

    /** Names of entries that come first in archives of a kind of their own. */
    private static final Map<String, String> INSIDE = Map.of(
            "META-INF/MANIFEST.MF",
            PROGRAM,
            "AndroidManifest.xml",
            PROGRAM,
            "classes.dex",
            PROGRAM,
            "word/",
            OPEN_XML + "wordprocessingml.document",
            "xl/",
            OPEN_XML + "spreadsheetml.sheet",
            "ppt/",
            OPEN_XML + "presentationml.presentation",
            "mimetypeapplication/vnd.oasis.opendocument.text",
            "application/vnd.oasis.opendocument.text",
            "mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
            "application/vnd.oasis.opendocument.spreadsheet");

    /** What a browser might take for a page or run. */
    private static final List<String> MARKUP =
            List.of("<!doctype html", "<html", "<head", "<body", "<script", "<iframe");

    private Sniffer() {}

    /** @param head the first bytes, up to {@link MediaStore#HEAD} */
    static String mediaType(byte[] head) {
        var text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("ftyp", 4) && text.length() >= 12) {
            return BRANDS.getOrDefault(text.substring(8, 12), "video/mp4");
        }
        if (text.startsWith("PK\u0003\u0004")) {
            return archive(text);
        }
        var isText = isText(head);
        for (var magic : MAGIC) {
            // A text that begins with MZ is no program; one that begins with #! is.
            if (text.startsWith(magic.bytes(), magic.at())
                    && !(isText && magic.bytes().equals("MZ"))) {
                return magic.mediaType();
            }
        }
        return markup(text).orElseGet(() -> isText ? "text/plain" : UNKNOWN);
    }

    private static String archive(String text) {
        for (var name : List.of("META-INF/MANIFEST.MF", "AndroidManifest.xml", "classes.dex")) {
            if (text.contains(name)) {
                return PROGRAM;
            }
        }
        return INSIDE.entrySet().stream()
                .filter(kind -> text.contains(kind.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("application/zip");
    }

    private static Optional<String> markup(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("<svg")) {
            return Optional.of("image/svg+xml");
        }
        return MARKUP.stream().anyMatch(lower::contains) ? Optional.of("text/html") : Optional.empty();
    }

    /** UTF-8 without control characters. The head may end amid a character. */
    private static boolean isText(byte[] head) {
        var characters = CharBuffer.allocate(head.length);
        var result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(head), characters, head.length < MediaStore.HEAD);
        return head.length > 0
                && !result.isError()
                && characters
                        .flip()
                        .chars()
                        .noneMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f');
    }
}
