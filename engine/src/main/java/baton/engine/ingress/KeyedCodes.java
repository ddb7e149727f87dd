package baton.engine.ingress;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes that follow from what they are for: nobody guesses them who does not have the secret, and any node makes the same one again. */
public final class KeyedCodes {

    private static final int LINK_BYTES = 16;

    private final String secret;

    public KeyedCodes(IngressSettings settings) {
        this.secret = settings.secret();
    }

    /** Of a link that was asked for by this entry. */
    public String sentLink(String tenant, String episodeId, int number) {
        return link("sent-link|" + tenant + "|" + episodeId + "|" + number);
    }

    /** 22 characters, 128 bits: whoever has one was given it. */
    String link(String purpose) {
        var bytes = Arrays.copyOf(mac(purpose), LINK_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** So many decimal digits. */
    String digits(String purpose, int digits) {
        var space = (long) Math.pow(10, digits);
        return String.format(
                "%0" + digits + "d", Math.floorMod(ByteBuffer.wrap(mac(purpose)).getLong(), space));
    }

    private byte[] mac(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
