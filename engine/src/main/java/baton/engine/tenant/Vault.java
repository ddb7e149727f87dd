package baton.engine.tenant;

import baton.protocol.config.v1.ChannelAccount;
import baton.protocol.config.v1.Tenant;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encrypts secrets of accounts before they are stored: AES-256 in Galois/Counter Mode (NIST SP 800-38D). Keys come from
 * {@code baton.secret}; the nonce is a keyed hash of what is encrypted and where it stands, so that the same secret is stored the same
 * and a configuration that is loaded twice has not changed.
 */
final class Vault {

    private static final Logger LOG = LoggerFactory.getLogger(Vault.class);

    private static final String SEALED = "sealed:1:";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final byte[] root;

    Vault(String secret) {
        this.root = secret.getBytes(StandardCharsets.UTF_8);
    }

    Tenant sealed(Tenant tenant) {
        var sealed = tenant.toBuilder();
        for (var account : sealed.getAccountsBuilderList()) {
            account.getSecretsMap()
                    .forEach((name, value) -> account.putSecrets(name, seal(at(tenant, account, name), value)));
        }
        return sealed.build();
    }

    /** A secret that cannot be read is left out: with another {@code baton.secret} it is lost. */
    Tenant opened(Tenant tenant) {
        var opened = tenant.toBuilder();
        for (var account : opened.getAccountsBuilderList()) {
            account.getSecretsMap()
                    .forEach((name, value) -> account.putSecrets(name, open(at(tenant, account, name), value)));
        }
        return opened.build();
    }

    private static String at(Tenant tenant, ChannelAccount.Builder account, String name) {
        return tenant.getId() + "|" + account.getChannel() + "|" + name;
    }

    private String seal(String at, String value) {
        if (value.isEmpty() || value.startsWith(SEALED)) {
            return value;
        }
        var nonce = Arrays.copyOf(mac(key("nonce"), at + "|" + value), NONCE_BYTES);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, nonce, at);
            var text = cipher.doFinal(value.getBytes(StandardCharsets.UTF_8));
            var whole = Arrays.copyOf(nonce, nonce.length + text.length);
            System.arraycopy(text, 0, whole, nonce.length, text.length);
            return SEALED + Base64.getEncoder().encodeToString(whole);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES/GCM", e);
        }
    }

    private String open(String at, String value) {
        if (!value.startsWith(SEALED)) {
            return value;
        }
        try {
            var whole = Base64.getDecoder().decode(value.substring(SEALED.length()));
            var cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(whole, NONCE_BYTES), at);
            return new String(cipher.doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            LOG.error("a secret cannot be read with this baton.secret, give it again: {}", at);
            return "";
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String at) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key("encryption"), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(at.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private byte[] key(String purpose) {
        if (root.length == 0) {
            throw new IllegalArgumentException(
                    "baton.secret: empty (expected: what secrets of accounts are encrypted with)");
        }
        return mac(root, "baton accounts " + purpose);
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
