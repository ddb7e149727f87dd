package baton.engine.messenger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Proofs that a webhook comes from the provider. All comparisons take the same time whatever is compared. */
public final class Signatures {

    private Signatures() {}

    /** An empty secret is never equal: an account without one lets nobody in. */
    public static boolean same(String secret, String given) {
        return !secret.isEmpty()
                && MessageDigest.isEqual(
                        secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether {@code given} is the lower-case hexadecimal HMAC-SHA256 (RFC 2104, FIPS 180-4) of the body. */
    public static boolean isHmacSha256(String secret, byte[] body, String given) {
        return !secret.isEmpty() && same(HexFormat.of().formatHex(hmac("HmacSHA256", secret, body)), given);
    }

    /** @param algorithm for example {@code HmacSHA256} */
    public static byte[] hmac(String algorithm, String secret, byte[] body) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
