package baton.engine.likeness;

import java.util.Locale;
import java.util.Optional;

/**
 * A phone number or an e-mail address that has to do with a customer. Two customers with the same one may be the same person; it is no proof.
 *
 * @param kind "phone" or "email"
 * @param value a number as digits with the country code (E.164), an e-mail address in lower case
 */
public record Clue(String kind, String value) implements Comparable<Clue> {

    public static final String PHONE = "phone";
    public static final String EMAIL = "email";

    private static final int LONGEST = 254;

    /**
     * A number as people write it. Country codes do not begin with 0, so what does, behind a plus or 00, is a national number: which
     * country's nobody knows, and it is no clue. One that is written without a plus is believed to have its country code.
     */
    public static Optional<Clue> phone(String written) {
        var digits = written.strip().replaceAll("[+ ().\u00a0/-]", "").replaceFirst("^00", "");
        return digits.matches("[1-9][0-9]{7,14}") ? Optional.of(new Clue(PHONE, digits)) : Optional.empty();
    }

    public static Optional<Clue> email(String written) {
        var address = written.strip().toLowerCase(Locale.ROOT);
        return address.length() <= LONGEST && address.matches("[^@\\s|]+@[^@\\s|]+\\.[^@\\s|]+")
                ? Optional.of(new Clue(EMAIL, address))
                : Optional.empty();
    }

    @Override
    public int compareTo(Clue other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return kind + ":" + value;
    }
}
