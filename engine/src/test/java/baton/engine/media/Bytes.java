package baton.engine.media;

import java.nio.charset.StandardCharsets;
import org.apache.pekko.util.ByteString;

/** Files as they begin. */
final class Bytes {

    static final byte[] PNG = latin("\u0089PNG\r\n\u001a\n and so on");
    static final byte[] PDF = latin("%PDF-1.7\n%\u00e2\u00e3");
    static final byte[] PROGRAM = latin("MZ\u0090\0\u0003\0");
    static final byte[] PAGE = latin("  <!DOCTYPE html><script>alert(1)</script>");

    private Bytes() {}

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static ByteString of(byte[] bytes) {
        return ByteString.fromArray(bytes);
    }
}
