package baton.gateway.desk;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** One part of a path between two slashes. */
final class UrlPart {

    private UrlPart() {}

    /** What {@code %XX} stands for, in UTF-8; a plus is a plus. What is no such thing stays as it is. */
    static String decoded(String part) {
        var bytes = new ByteArrayOutputStream();
        var raw = part.getBytes(StandardCharsets.UTF_8);
        for (var i = 0; i < raw.length; i++) {
            var high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            var low = high >= 0 ? Character.digit(raw[i + 2], 16) : -1;
            if (low >= 0) {
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.write(raw[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
