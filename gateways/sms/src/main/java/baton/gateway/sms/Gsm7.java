package baton.gateway.sms;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/** The alphabet of GSM (3GPP TS 23.038, section 6.2.1), one septet to a byte, as SMPP carries it. */
final class Gsm7 {

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private static final int ESCAPE = 0x1b;

    private static final Map<Integer, Character> EXTENSION = Map.of(
            0x0a, '\f', 0x14, '^', 0x28, '{', 0x29, '}', 0x2f, '\\', 0x3c, '[', 0x3d, '~', 0x3e, ']', 0x40, '|', 0x65,
            '€');

    private static final Map<Character, byte[]> CODES = codes();

    private Gsm7() {}

    private static Map<Character, byte[]> codes() {
        var codes = new HashMap<Character, byte[]>();
        for (var i = 0; i < BASIC.length(); i++) {
            if (i != ESCAPE) {
                codes.put(BASIC.charAt(i), new byte[] {(byte) i});
            }
        }
        EXTENSION.forEach((code, c) -> codes.put(c, new byte[] {ESCAPE, code.byteValue()}));
        return Map.copyOf(codes);
    }

    static boolean canWrite(String text) {
        return text.chars().allMatch(c -> CODES.containsKey((char) c));
    }

    /** How many septets this character takes: 1 or 2. */
    static int length(char c) {
        return code(c).length;
    }

    static byte[] write(String text) {
        var out = new ByteArrayOutputStream(text.length());
        text.chars().forEach(c -> out.writeBytes(code((char) c)));
        return out.toByteArray();
    }

    private static byte[] code(char c) {
        return CODES.getOrDefault(c, new byte[] {'?'});
    }

    /** What is not in the alphabet becomes U+FFFD; an unknown extension its basic character, as the standard wants it. */
    static String read(byte[] septets) {
        var text = new StringBuilder(septets.length);
        for (var i = 0; i < septets.length; i++) {
            var code = septets[i] & 0xff;
            if (code == ESCAPE && i + 1 < septets.length) {
                i++;
                var extended = septets[i] & 0xff;
                text.append(EXTENSION.getOrDefault(extended, basic(extended)));
            } else {
                text.append(basic(code));
            }
        }
        return text.toString();
    }

    private static char basic(int code) {
        return code < BASIC.length() && code != ESCAPE ? BASIC.charAt(code) : '\uFFFD';
    }
}
