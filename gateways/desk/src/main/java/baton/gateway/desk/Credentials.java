package baton.gateway.desk;

import baton.engine.spi.Tenants.Account;
import baton.engine.web.Tokens;
import com.typesafe.config.Config;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What agents have signed in with, in a few digits that a browser may know: of another password there are others, and nobody without
 * {@code baton.secret} can try passwords on them.
 */
final class Credentials {

    private static final String HMAC = "HmacSHA256";
    private static final int BYTES = 12;

    private final SecretKeySpec key;

    Credentials(Config config) {
        this.key = new SecretKeySpec(Tokens.key(config, "desk-credential"), HMAC);
    }

    String of(String tenantId, Account account) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            var all = mac.doFinal((tenantId + "|" + account.agentId() + "|" + account.passwordHash())
                    .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(all, BYTES));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("no HMAC-SHA256 in this Java", impossible);
        }
    }

    /** Whether they are the account's still, in a time that does not tell how much of them is. */
    boolean areOf(String tenantId, Account account, String shown) {
        return MessageDigest.isEqual(
                shown.getBytes(StandardCharsets.UTF_8), of(tenantId, account).getBytes(StandardCharsets.UTF_8));
    }
}
