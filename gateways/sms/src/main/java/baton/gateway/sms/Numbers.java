package baton.gateway.sms;

/** Addresses of customers. The same number is written in one way, so that it is one customer over whichever way it comes. */
final class Numbers {

    /** Shorter ones are short numbers, which have no country code. */
    private static final int SHORTEST_E164 = 8;

    private Numbers() {}

    /** Digits only, with the country code, as calls are known by; names ({@code "MyBank"}) as they are. */
    static String address(String written) {
        var bare = written.strip().replaceAll("[ ().\u00a0-]", "");
        var plain = bare.startsWith("+") ? bare.substring(1) : bare;
        if (!plain.matches("[0-9]+")) {
            return written.strip();
        }
        return plain.startsWith("00") ? plain.substring(2) : plain;
    }

    /** Whether it is a number of E.164, which is written with {@code +} for people and providers. */
    static boolean isInternational(String address) {
        return address.matches("[0-9]{" + SHORTEST_E164 + ",15}");
    }

    /** As E.164 writes it: with {@code +}; short numbers and names as they are. */
    static String e164(String address) {
        return isInternational(address) ? "+" + address : address;
    }
}
