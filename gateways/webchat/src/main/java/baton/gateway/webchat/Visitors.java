package baton.gateway.webchat;

import baton.engine.spi.Tenants.Site;
import baton.engine.web.Tokens;
import baton.protocol.client.v1.HostIdentity;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who a visitor is: whoever holds the token that we gave, or whom the host page vouches for. An address is
 * {@code visitor:<random id>} or {@code user:<the host page's id>}.
 */
final class Visitors {

    private static final int MAX_USER_ID = 128;

    private final Tokens tokens;

    Visitors(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The visitor of this token, a new one if there is no token; empty if the token is not one of ours for this tenant. */
    Optional<String> recognise(String tenantId, String token) {
        return token.isEmpty()
                ? Optional.of(Tokens.randomId())
                : tokens.read(token)
                        .filter(claims -> claims.tenant().equals(tenantId))
                        .map(Tokens.Claims::subject);
    }

    /** A fresh token: as long as somebody comes back, it does not run out. */
    String token(String tenantId, String visitorId) {
        return tokens.issue(tenantId, visitorId, Map.of());
    }

    /**
     * The address of whoever the host page says this is; empty if the page does not prove it. Where pages prove nothing (no
     * identity secret) it stays the visitor's own.
     */
    static Optional<String> address(Site site, HostIdentity identity, String visitorId) {
        if (site.identitySecret().isEmpty() || identity.equals(HostIdentity.getDefaultInstance())) {
            return Optional.of("visitor:" + visitorId);
        }
        return isProven(site, identity) ? Optional.of("user:" + identity.getUserId()) : Optional.empty();
    }

    private static boolean isProven(Site site, HostIdentity identity) {
        var userId = identity.getUserId();
        return !userId.isBlank()
                && userId.length() <= MAX_USER_ID
                && userId.chars().noneMatch(Character::isISOControl)
                && MessageDigest.isEqual(
                        hmac(site.identitySecret(), userId).getBytes(StandardCharsets.US_ASCII),
                        identity.getUserHash().getBytes(StandardCharsets.UTF_8));
    }

    private static String hmac(String secret, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("no HMAC-SHA256 in this Java", impossible);
        }
    }
}
