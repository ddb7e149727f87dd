package baton.engine.ingress;

import com.typesafe.config.Config;
import java.time.Duration;

/** {@code baton.ingress.sent-links}, where each is explained. */
public record SentLinkRules(
        Duration lease, Duration window, int perCustomer, int perAddress, int perAddressADay, int perCompany) {

    private static final String PATH = "baton.ingress.sent-links";

    public SentLinkRules {
        if (perCustomer < 1 || perAddress < 1 || perAddressADay < 1 || perCompany < 1) {
            throw new IllegalArgumentException(
                    PATH + ": per-customer " + perCustomer + ", per-address " + perAddress + ", per-address-a-day "
                            + perAddressADay + ", per-company " + perCompany + " (expected: at least 1 each)");
        }
    }

    static SentLinkRules from(Config config) {
        var own = config.getConfig(PATH);
        return new SentLinkRules(
                own.getDuration("lease"),
                own.getDuration("window"),
                own.getInt("per-customer"),
                own.getInt("per-address"),
                own.getInt("per-address-a-day"),
                own.getInt("per-company"));
    }
}
