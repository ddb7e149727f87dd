package baton.engine.ingress;

import java.util.Optional;

/** Telephone numbers as people and trunks write them, brought to one form: digits only, with the country code if it was there. */
final class PhoneNumber {

    private static final int SHORTEST = 3;
    private static final int LONGEST = 15;

    private PhoneNumber() {}

    /** E.164 has at most 15 digits. Empty for what is no number, for example "anonymous". */
    static Optional<String> normal(String written) {
        var digits = new StringBuilder();
        for (char c : written.strip().toCharArray()) {
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if ("+ -().\u00a0".indexOf(c) < 0) {
                return Optional.empty();
            }
        }
        var number = digits.toString().startsWith("00") ? digits.substring(2) : digits.toString();
        return number.length() < SHORTEST || number.length() > LONGEST ? Optional.empty() : Optional.of(number);
    }
}
