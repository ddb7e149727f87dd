package baton.engine.web;

import java.util.Optional;
import java.util.regex.Pattern;

/** What may be written: bounds for what comes out of a browser, before the engine sees it. */
public final class Wording {

    private static final int MAX_ID = 64;

    /** What a reader takes for one: with its accents, or an emoji of several parts. */
    private static final Pattern LETTER = Pattern.compile("\\X");

    private Wording() {}

    /** Why this is not a text that can be sent; empty if it is. */
    public static Optional<Fault> ofText(String text, int max) {
        if (text.isBlank()) {
            return Optional.of(new Fault("empty-text", "there is nothing to send"));
        }
        return ofRemark(text, max);
    }

    /** The same for a text that may be empty. */
    public static Optional<Fault> ofRemark(String text, int max) {
        return text.length() > max
                ? Optional.of(new Fault("too-long", text.length() + " characters (expected: at most " + max + ")"))
                : Optional.empty();
    }

    /** Why this is no id of a client's own making; empty if it is. */
    public static Optional<Fault> ofId(String id) {
        return id.isBlank() || id.length() > MAX_ID || id.chars().anyMatch(Character::isISOControl)
                ? Optional.of(new Fault("bad-id", "an id has 1 to " + MAX_ID + " printable characters"))
                : Optional.empty();
    }

    /** A name as somebody calls themself: on one line, without spaces around it. */
    public static String name(String given) {
        return given.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    /** The same in at most so many characters: where there are more it ends in an ellipsis, never in half of a letter. */
    public static String name(String given, int max) {
        var name = name(given);
        if (name.length() <= max) {
            return name;
        }
        var fits = 0;
        for (var letters = LETTER.matcher(name); letters.find() && letters.end() < max; ) {
            fits = letters.end();
        }
        return name.substring(0, fits).strip() + "…";
    }

    /** @param code as in {@code refused} */
    public record Fault(String code, String detail) {}
}
