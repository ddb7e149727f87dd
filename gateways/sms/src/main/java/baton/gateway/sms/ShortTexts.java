package baton.gateway.sms;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Texts as they fit into short messages: 160 characters of GSM or 70 of UCS-2; longer ones in parts of 153 or 67 (3GPP TS 23.040, section 9.2.3.24.1). */
final class ShortTexts {

    static final byte GSM = 0;
    static final byte UCS2 = 8;

    private static final int GSM_WHOLE = 160;
    private static final int GSM_PART = 153;
    private static final int UCS2_WHOLE = 70;
    private static final int UCS2_PART = 67;

    private ShortTexts() {}

    /** @param coding SMPP's {@code data_coding} */
    record Part(byte coding, byte[] bytes, boolean hasHeader) {}

    /** @param reference the same for all parts, so that phones put them together: only its lowest byte counts */
    static List<Part> parts(String text, int reference) {
        var gsm = Gsm7.canWrite(text);
        var whole = split(text, gsm, gsm ? GSM_WHOLE : UCS2_WHOLE);
        if (whole.size() == 1) {
            return List.of(new Part(gsm ? GSM : UCS2, bytes(text, gsm), false));
        }
        var texts = split(text, gsm, gsm ? GSM_PART : UCS2_PART);
        var parts = new ArrayList<Part>();
        for (var piece : texts) {
            var out = new ByteArrayOutputStream();
            out.writeBytes(new byte[] {5, 0, 3, (byte) reference, (byte) texts.size(), (byte) (parts.size() + 1)});
            out.writeBytes(bytes(piece, gsm));
            parts.add(new Part(gsm ? GSM : UCS2, out.toByteArray(), true));
        }
        return parts;
    }

    private static byte[] bytes(String text, boolean gsm) {
        return gsm ? Gsm7.write(text) : text.getBytes(StandardCharsets.UTF_16BE);
    }

    /** Never in the middle of a character. */
    private static List<String> split(String text, boolean gsm, int most) {
        var pieces = new ArrayList<String>();
        var piece = new StringBuilder();
        var used = 0;
        for (var i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            var one = text.substring(i, i + Character.charCount(text.codePointAt(i)));
            var needed = gsm ? Gsm7.length(one.charAt(0)) : one.length();
            if (used + needed > most) {
                pieces.add(piece.toString());
                piece.setLength(0);
                used = 0;
            }
            piece.append(one);
            used += needed;
        }
        pieces.add(piece.toString());
        return pieces;
    }
}
