package baton.emulator.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The proofs that providers send along. */
public final class Signature {

    private Signature() {}

    /** Lower-case hexadecimal HMAC-SHA256 (RFC 2104). */
    public static String hmacSha256(String secret, byte[] body) {
        return HexFormat.of().formatHex(hmac("HmacSHA256", secret, body));
    }

    /** HMAC-SHA1 (RFC 2104), in Base64. */
    public static String hmacSha1(String secret, byte[] body) {
        return Base64.getEncoder().encodeToString(hmac("HmacSHA1", secret, body));
    }

    private static byte[] hmac(String name, String secret, byte[] body) {
        try {
            var mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), name));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }

    /** For ids that stay the same when the emulator is started again. */
    public static byte[] sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
