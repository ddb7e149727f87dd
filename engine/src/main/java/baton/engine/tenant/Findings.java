package baton.engine.tenant;

import baton.engine.spi.Configuration.Problem;
import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

    void add(String path, String text) {
        if (problems.size() < MOST) {
            problems.add(new Problem(path, text));
        }
    }

    void require(boolean fine, String path, String text) {
        if (!fine) {
            add(path, text);
        }
    }

    void id(String path, String id) {
        require(
                ID.matcher(id).matches(),
                path,
                quoted(id) + " is no id: 1 to 40 lower-case letters, digits, - and _ are allowed");
    }

    void text(String path, String text, int least, int most) {
        var length = text.length();
        if (length < least) {
            add(path, "it must not be empty");
        } else if (length > most) {
            add(path, "it has " + length + " characters, at most " + most + " are allowed");
        }
    }

    void oneOf(String path, String word, List<String> words) {
        require(
                word.isEmpty() || words.contains(word),
                path,
                quoted(word) + " is not one of " + String.join(", ", words));
    }

    /** Unsigned, as the schema has it. */
    void range(String path, int value, int least, int most) {
        require(
                value >= least && value <= most,
                path,
                Integer.toUnsignedString(value) + " is not from " + least + " to " + most);
    }

    void signedRange(String path, int value, int least, int most) {
        require(value >= least && value <= most, path, value + " is not from " + least + " to " + most);
    }

    /** @return whether it can be compared with others */
    boolean duration(String path, Duration value, boolean mayBeZero) {
        if (!Durations.isValid(value) || Durations.isNegative(value)) {
            add(path, "it must not be negative");
        } else if (value.getSeconds() > LONGEST_SECONDS) {
            add(path, "it is longer than a year");
        } else if (!mayBeZero && Durations.compare(value, Durations.ZERO) == 0) {
            add(path, "it must be longer than 0s; leave it out for never");
        } else {
            return true;
        }
        return false;
    }

    void known(String path, String id, Set<String> ids, String what) {
        require(ids.contains(id), path, "there is no " + what + " " + quoted(id));
    }

    void most(String path, int count, int most) {
        require(count <= most, path, "there are " + count + ", at most " + most + " are allowed");
    }

    /** Checks ids of a list, and that none is there twice. */
    <T> Set<String> ids(String path, List<T> all, Function<T, String> id) {
        var ids = new HashSet<String>();
        for (var i = 0; i < all.size(); i++) {
            var at = path + "[" + i + "].id";
            var one = id.apply(all.get(i));
            id(at, one);
            require(ids.add(one), at, quoted(one) + " is there twice");
        }
        return ids;
    }

    /** Short words, none twice. */
    void words(String path, List<String> words, int most, int longest) {
        most(path, words.size(), most);
        var seen = new HashSet<String>();
        for (var i = 0; i < words.size(); i++) {
            var at = path + "[" + i + "]";
            text(at, words.get(i), 1, longest);
            require(seen.add(words.get(i)), at, quoted(words.get(i)) + " is there twice");
        }
    }

    static String quoted(String text) {
        return "'" + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...") + "'";
    }
}
