package baton.engine.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.typesafe.config.Config;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signed tokens (JWT, HS256) for one purpose. Each purpose has a key of its own, derived from {@code baton.secret}: a token for
 * one thing is worthless for every other.
 */
public final class Tokens {

    private static final JWSHeader HEADER =
            new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build();
    private static final int MAX_LENGTH = 2048;
    private static final int MIN_SECRET = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String purpose;
    private final Duration lifetime;
    private final InstantSource clock;
    private final MACSigner signer;
    private final MACVerifier verifier;

    /** @throws IllegalArgumentException if {@code baton.secret} is not set or too short to be a secret */
    public Tokens(Config config, String purpose, Duration lifetime, InstantSource clock) {
        this.purpose = purpose;
        this.lifetime = lifetime;
        this.clock = clock;
        try {
            var key = key(config, purpose);
            this.signer = new MACSigner(key);
            this.verifier = new MACVerifier(key);
        } catch (JOSEException impossible) {
            throw new IllegalStateException("no HMAC-SHA256 in this Java", impossible);
        }
    }

    /**
     * The key of this purpose, for what is signed otherwise.
     *
     * @throws IllegalArgumentException if {@code baton.secret} is not set or too short to be a secret
     */
    public static byte[] key(Config config, String purpose) {
        try {
            return derived(secret(config), purpose);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("no HMAC-SHA256 in this Java", impossible);
        }
    }

    /** An id that cannot be guessed: 160 bits. */
    public static String randomId() {
        var bytes = new byte[20];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** @param more further claims */
    public String issue(String tenant, String subject, Map<String, String> more) {
        var now = clock.instant();
        var claims = new JWTClaimsSet.Builder()
                .audience(purpose)
                .claim("tnt", tenant)
                .subject(subject)
                .jwtID(randomId())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)));
        more.forEach(claims::claim);
        try {
            var token = new SignedJWT(HEADER, claims.build());
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("cannot sign", impossible);
        }
    }

    /** Who it is about; empty if it is not ours, not for this purpose, changed or expired. */
    public Optional<Claims> read(String token) {
        if (token.isEmpty() || token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            var jwt = SignedJWT.parse(token);
            return JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm()) && jwt.verify(verifier)
                    ? valid(jwt.getJWTClaimsSet())
                    : Optional.empty();
        } catch (ParseException | JOSEException | RuntimeException notAToken) {
            return Optional.empty();
        }
    }

    private Optional<Claims> valid(JWTClaimsSet claims) throws ParseException {
        var tenant = claims.getStringClaim("tnt");
        var expires = claims.getExpirationTime();
        if (!claims.getAudience().contains(purpose)
                || tenant == null
                || claims.getSubject() == null
                || expires == null
                || !clock.instant().isBefore(expires.toInstant())) {
            return Optional.empty();
        }
        return Optional.of(new Claims(tenant, claims.getSubject(), claims.getJWTID(), expires.toInstant(), claims));
    }

    private static String secret(Config config) {
        var secret = config.hasPath("baton.secret") ? config.getString("baton.secret") : "";
        if (secret.length() < MIN_SECRET) {
            throw new IllegalArgumentException(
                    "baton.secret has " + secret.length() + " characters (expected: at least " + MIN_SECRET
                            + "): set BATON_SECRET to a long random text, the same on all nodes");
        }
        return secret;
    }

    private static byte[] derived(String secret, String purpose) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(("baton " + purpose).getBytes(StandardCharsets.UTF_8));
    }

    /** What a token says. */
    public record Claims(String tenant, String subject, String tokenId, Instant expires, JWTClaimsSet all) {

        /** A further claim, empty if it is not there. */
        public String more(String name) {
            return all.getClaim(name) instanceof String text ? text : "";
        }
    }
}
