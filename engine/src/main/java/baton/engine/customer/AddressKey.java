package baton.engine.customer;

import java.util.Optional;

/**
 * Where a customer can be met: (channel, value), for example ("phone", "+380501112233"). One-time codes ("code"), direct
 * numbers ("direct") and what stands in links to messengers ("link") are addresses too, lent for a while.
 */
public record AddressKey(String channel, String value) {

    public static final String PHONE = "phone";
    public static final String SMS = "sms";
    public static final String CODE = "code";
    public static final String DIRECT = "direct";
    public static final String LINK = "link";

    /** With the country code (E.164); shorter ones are services. */
    private static final String FULL_NUMBER = "[0-9]{8,15}";

    /** Whether it means somebody only for a while, and is not where anybody can be met. */
    public boolean isLent() {
        return channel.equals(CODE) || channel.equals(DIRECT) || channel.equals(LINK);
    }

    /** Where whoever writes short messages from here calls from: an operator vouches for both alike. Empty if nobody can call from here. */
    public Optional<AddressKey> phone() {
        return channel.equals(SMS) && value.matches(FULL_NUMBER)
                ? Optional.of(new AddressKey(PHONE, value))
                : Optional.empty();
    }

    /** As {@link #toString()} writes it. */
    public static AddressKey parse(String written) {
        var colon = written.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("address: '" + written + "' (expected: channel:value)");
        }
        return new AddressKey(written.substring(0, colon), written.substring(colon + 1));
    }

    @Override
    public String toString() {
        return channel + ":" + value;
    }
}
