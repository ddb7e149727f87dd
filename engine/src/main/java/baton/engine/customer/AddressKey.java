package baton.engine.customer;

/**
 * Where a customer can be met: (channel, value), for example ("phone", "+380501112233"). One-time codes ("code"), direct
 * numbers ("direct") and what stands in links to messengers ("link") are addresses too, lent for a while.
 */
public record AddressKey(String channel, String value) {

    public static final String PHONE = "phone";
    public static final String CODE = "code";
    public static final String DIRECT = "direct";
    public static final String LINK = "link";

    /** Whether it means somebody only for a while, and is not where anybody can be met. */
    public boolean isLent() {
        return channel.equals(CODE) || channel.equals(DIRECT) || channel.equals(LINK);
    }

    @Override
    public String toString() {
        return channel + ":" + value;
    }
}
