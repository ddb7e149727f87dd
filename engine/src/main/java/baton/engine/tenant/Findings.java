package baton.engine.tenant;

import baton.engine.spi.Configuration.Problem;
import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Collects problems, and knows the checks that everything has in common. */
final class Findings {

    /** Nobody mends more at one time; a file of the wrong kind would have thousands. */
    private static final int MOST = 100;

    private static final Pattern ID = Pattern.compile("[a-z0-9_-]{1,40}");
    private static final long LONGEST_SECONDS = 366L * 24 * 60 * 60;
    private static final int SHOWN = 60;

    private final List<Problem> problems = new ArrayList<>();

    List<Problem> all() {
        return List.copyOf(problems);
    }

    /** {@code text} says in a sentence what {@code code} says to programs; both speak of the same values. */
    void add(String path, String code, String text, Map<String, String> values) {
        if (problems.size() < MOST) {
            problems.add(new Problem(path, text, code, values));
        }
    }

    void require(boolean fine, String path, String code, String text, Map<String, String> values) {
        if (!fine) {
            add(path, code, text, values);
        }
    }

    void require(boolean fine, String path, String code, String text) {
        require(fine, path, code, text, Map.of());
    }

    /** Something is wrong with this value, which is {@code {value}} in the words of others. */
    void requireOf(String value, boolean fine, String path, String code, String text) {
        require(fine, path, code, quoted(value) + text, Map.of("value", shown(value)));
    }

    void id(String path, String id) {
        requireOf(
                id,
                ID.matcher(id).matches(),
                path,
                "bad-id",
                " is no id: 1 to 40 lower-case letters, digits, - and _ are allowed");
    }

    void text(String path, String text, int least, int most) {
        var length = text.length();
        if (length < least) {
            add(path, "empty", "it must not be empty", Map.of());
        } else if (length > most) {
            var said = "it has " + length + " characters, at most " + most + " are allowed";
            add(path, "too-long", said, Map.of("count", "" + length, "most", "" + most));
        }
    }

    void oneOf(String path, String word, List<String> words) {
        var choice = String.join(", ", words);
        require(
                word.isEmpty() || words.contains(word),
                path,
                "not-one-of",
                quoted(word) + " is not one of " + choice,
                Map.of("value", shown(word), "words", choice));
    }

    /** Unsigned, as the schema has it. */
    void range(String path, int value, int least, int most) {
        range(path, value >= least && value <= most, Integer.toUnsignedString(value), least, most);
    }

    void signedRange(String path, int value, int least, int most) {
        range(path, value >= least && value <= most, Integer.toString(value), least, most);
    }

    private void range(String path, boolean fine, String value, int least, int most) {
        require(
                fine,
                path,
                "out-of-range",
                value + " is not from " + least + " to " + most,
                Map.of("value", value, "least", "" + least, "most", "" + most));
    }

    /** @return whether it can be compared with others */
    boolean duration(String path, Duration value, boolean mayBeZero) {
        if (!Durations.isValid(value) || Durations.isNegative(value)) {
            add(path, "negative", "it must not be negative", Map.of());
        } else if (value.getSeconds() > LONGEST_SECONDS) {
            add(path, "longer-than-a-year", "it is longer than a year", Map.of());
        } else if (!mayBeZero && Durations.compare(value, Durations.ZERO) == 0) {
            add(path, "zero", "it must be longer than 0s; leave it out for never", Map.of());
        } else {
            return true;
        }
        return false;
    }

    void known(String path, String id, Set<String> ids, String what) {
        require(
                ids.contains(id),
                path,
                "no-such-" + what,
                "there is no " + what + " " + quoted(id),
                Map.of("value", shown(id)));
    }

    void most(String path, int count, int most) {
        require(
                count <= most,
                path,
                "too-many",
                "there are " + count + ", at most " + most + " are allowed",
                Map.of("count", "" + count, "most", "" + most));
    }

    /** Checks ids of a list, and that none is there twice. */
    <T> Set<String> ids(String path, List<T> all, Function<T, String> id) {
        var ids = new HashSet<String>();
        for (var i = 0; i < all.size(); i++) {
            var at = path + "[" + i + "].id";
            var one = id.apply(all.get(i));
            id(at, one);
            once(at, one, ids);
        }
        return ids;
    }

    /** @param seen what was there before; it is added */
    void once(String path, String one, Set<String> seen) {
        requireOf(one, seen.add(one), path, "twice", " is there twice");
    }

    /** Short words, none twice. */
    void words(String path, List<String> words, int most, int longest) {
        most(path, words.size(), most);
        var seen = new HashSet<String>();
        for (var i = 0; i < words.size(); i++) {
            var at = path + "[" + i + "]";
            text(at, words.get(i), 1, longest);
            once(at, words.get(i), seen);
        }
    }

    static String quoted(String text) {
        return "'" + shown(text) + "'";
    }

    /** Not more of it than people read. */
    static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
