package baton.engine.media;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which files are taken, and how they are called. */
final class FileKinds {

    private static final int MAX_NAME = 80;

    /** What computers run when somebody clicks on it, and what browsers show as a page. */
    private static final Set<String> NEVER = Set.of(
            "exe", "msi", "msp", "com", "scr", "pif", "cpl", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "mjs",
            "wsf", "wsh", "hta", "lnk", "reg", "jar", "apk", "app", "dmg", "pkg", "deb", "rpm", "sh", "htm", "html",
            "xhtml", "shtml", "mht", "mhtml", "svg", "svgz", "swf", "url", "iso", "img", "chm", "docm", "xlsm", "pptm");

    private static final Map<String, String> OFFICE = Map.of(
            "doc", "application/msword",
            "xls", "application/vnd.ms-excel",
            "ppt", "application/vnd.ms-powerpoint");

    private static final Map<String, String> ENDINGS = Map.ofEntries(
            Map.entry("image/png", "png"),
            Map.entry("image/jpeg", "jpg"),
            Map.entry("image/gif", "gif"),
            Map.entry("image/webp", "webp"),
            Map.entry("image/heic", "heic"),
            Map.entry("video/mp4", "mp4"),
            Map.entry("video/webm", "webm"),
            Map.entry("video/3gpp", "3gp"),
            Map.entry("video/quicktime", "mov"),
            Map.entry("audio/ogg", "ogg"),
            Map.entry("audio/mpeg", "mp3"),
            Map.entry("audio/mp4", "m4a"),
            Map.entry("audio/aac", "aac"),
            Map.entry("audio/amr", "amr"),
            Map.entry("audio/wav", "wav"),
            Map.entry("application/pdf", "pdf"),
            Map.entry("application/zip", "zip"),
            Map.entry("text/plain", "txt"));

    private final List<String> types;

    FileKinds(List<String> types) {
        this.types = types;
    }

    List<String> types() {
        return types;
    }

    /** What a file of this name must be to be taken. */
    MediaStore.Rule rule(String name) {
        return head -> {
            var mediaType = mediaType(name, head);
            if (NEVER.contains(ending(name)) || !types.contains(mediaType)) {
                throw new MediaStore.NotAllowed(mediaType);
            }
            return mediaType;
        };
    }

    private static String mediaType(String name, byte[] head) {
        var sniffed = Sniffer.mediaType(head);
        var office = OFFICE.get(ending(name));
        return sniffed.equals("application/x-ole-storage") && office != null ? office : sniffed;
    }

    private static String ending(String name) {
        var dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).strip().toLowerCase(Locale.ROOT);
    }

    /** {@code image}, {@code video}, {@code audio}, {@code file}. */
    static String kind(String mediaType) {
        var first = mediaType.substring(0, Math.max(0, mediaType.indexOf('/')));
        return Set.of("image", "video", "audio").contains(first) ? first : "file";
    }

    /** A name for people's disks: no directories, no characters that nobody sees, an ending. */
    static String name(String given, String kind, String mediaType) {
        var plain = given.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}/\\\\:*?\"<>|]+", "_")
                .strip();
        var whole = plain.isEmpty() || plain.startsWith(".") ? (kind.isEmpty() ? "file" : kind) + plain : plain;
        var ending = ENDINGS.getOrDefault(mediaType, "");
        var dotted = whole.contains(".") || ending.isEmpty() ? whole : whole + "." + ending;
        return cut(dotted);
    }

    /** Of a long name the end says more: that is where the ending is. */
    private static String cut(String name) {
        if (name.length() <= MAX_NAME) {
            return name;
        }
        var dot = name.lastIndexOf('.');
        var ending = dot > name.length() - 12 ? name.substring(dot) : "";
        return name.substring(0, MAX_NAME - ending.length()) + ending;
    }
}
