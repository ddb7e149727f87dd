package baton.engine.messenger;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Providers' ids in a length that is taken everywhere. The same id always comes out the same, so that whatever names it is found. */
public final class Ids {

    /** Below the 128 of {@code InboundMessage.message_id}: the number of a piece must fit behind it. */
    private static final int LONGEST = 100;

    private Ids() {}

    /** As it is if it is short enough, as nearly all are; else the SHA-256 of it. */
    public static String fitting(String id) {
        return id.length() <= LONGEST ? id : hash(id);
    }

    /** Of something to which the provider gives no id: told twice it is the same. */
    public static String of(JsonNode told) {
        return hash(told.toString());
    }

    /** For providers whose idempotency keys are numbers: the same for the same text, and never 0. */
    public static int number(String text) {
        var number = ByteBuffer.wrap(digest(text)).getInt();
        return number == 0 ? 1 : number;
    }

    /** Of something that is told without an id, from all that makes it what it is. */
    public static String hash(String text) {
        return "sha256-" + HexFormat.of().formatHex(digest(text));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
