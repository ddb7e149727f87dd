package baton.engine.customer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids for new customers. The same address always proposes the same id, so that two nodes that meet a customer at once agree. */
public final class CustomerIds {

    private static final int DIGITS = 20;

    static final String FORM = "c[0-9a-f]{" + DIGITS + "}";

    private CustomerIds() {}

    /** 20 hexadecimal digits behind a {@code c}: 80 bits of SHA-256 over tenant and address. */
    public static String of(String tenant, AddressKey address) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest((tenant + "|" + address).getBytes(StandardCharsets.UTF_8));
            return "c" + HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
