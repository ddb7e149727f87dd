package baton.gateway.phone;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Digest authentication with {@code qop=auth} (RFC 2617, RFC 3261 section 22; SHA-256 from RFC 8760). A nonce carries its time
 * and our signature, so that nothing is stored for somebody who only asks for one.
 */
final class DigestChallenge {

    static final Set<String> ALGORITHMS = Set.of("SHA-256", "MD5");

    private static final int CONTENT = 16;

    /** So much of the signature that the whole has no spare bits in Base64: one nonce, one spelling. */
    private static final int SIGNATURE = 17;

    /** What an {@code Authorization} header says, with {@code nc} as it was written. */
    record Credentials(
            String username,
            String realm,
            String nonce,
            String uri,
            String response,
            String algorithm,
            String cnonce,
            String qop,
            String nc) {}

    /** When and as which one of that instant a nonce was made. */
    record Nonce(Instant made, long serial) {}

    private final InstantSource clock;
    private final Duration life;
    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    DigestChallenge(InstantSource clock, Duration life) {
        this.clock = clock;
        this.life = life;
        var secret = new byte[32];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, "HmacSHA256");
    }

    String nonce() {
        var content = ByteBuffer.allocate(CONTENT)
                .putLong(clock.millis())
                .putLong(random.nextLong())
                .array();
        var nonce = ByteBuffer.allocate(CONTENT + SIGNATURE).put(content).put(sign(content), 0, SIGNATURE);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce.array());
    }

    /** Reads a nonce of ours; empty if it is not, or too old. */
    Optional<Nonce> read(String nonce) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length != CONTENT + SIGNATURE) {
            return Optional.empty();
        }
        var content = java.util.Arrays.copyOf(bytes, CONTENT);
        var signature = java.util.Arrays.copyOfRange(bytes, CONTENT, bytes.length);
        if (!MessageDigest.isEqual(signature, java.util.Arrays.copyOf(sign(content), SIGNATURE))) {
            return Optional.empty();
        }
        var read = ByteBuffer.wrap(content);
        var made = Instant.ofEpochMilli(read.getLong());
        return made.plus(life).isBefore(clock.instant())
                ? Optional.empty()
                : Optional.of(new Nonce(made, read.getLong()));
    }

    /** True if whoever made these credentials knows the secret. Takes as long for a wrong one. */
    static boolean proves(Credentials credentials, String method, String secret) {
        var algorithm = credentials.algorithm().isEmpty() ? "MD5" : credentials.algorithm();
        var expected = ALGORITHMS.contains(algorithm) ? response(credentials, algorithm, method, secret) : "";
        var known = ALGORITHMS.contains(algorithm) && credentials.qop().equals("auth");
        var equal = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                credentials.response().toLowerCase(java.util.Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        return known && equal;
    }

    /** The value of {@code response} that these credentials must carry. */
    static String response(Credentials credentials, String algorithm, String method, String secret) {
        var who = hash(algorithm, credentials.username() + ":" + credentials.realm() + ":" + secret);
        var what = hash(algorithm, method + ":" + credentials.uri());
        return hash(
                algorithm,
                String.join(
                        ":",
                        who,
                        credentials.nonce(),
                        credentials.nc(),
                        credentials.cnonce(),
                        credentials.qop(),
                        what));
    }

    private static String hash(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] sign(byte[] content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(content);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
