package baton.chaos;

import java.util.HashMap;
import java.util.Map;

/** How long somebody waits until what they sent is acknowledged. */
final class Waits {

    private final Map<String, Long> since = new HashMap<>();
    private long longest;

    void begin(String ref, long nanos) {
        since.putIfAbsent(ref, nanos);
    }

    /** It was acknowledged, or refused for good. */
    void end(String ref, long nanos) {
        var begin = since.remove(ref);
        if (begin != null) {
            longest = Math.max(longest, nanos - begin);
        }
    }

    /** What ends from now on counts. */
    void measure() {
        longest = 0;
    }

    /** In nanoseconds; 0 if there was none. One that has not ended lasts until now. */
    long longest(long nanos) {
        return since.values().stream().mapToLong(begin -> nanos - begin).reduce(longest, Math::max);
    }
}
