package baton.gateway.webchat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many bytes come within a day from, or for, the same key. In memory, of this node, and of the last keys only. Thread-safe. */
final class DayVolume {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int REMEMBERED = 10_000;

    private record Came(long bytes, Instant since) {}

    private final InstantSource clock;
    private final long most;
    private final Map<String, Came> came = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Came> eldest) {
            return size() > REMEMBERED;
        }
    };

    DayVolume(InstantSource clock, long most) {
        this.clock = clock;
        this.most = most;
    }

    /** Zero: so much more may come, and counts. Otherwise how long until a new day begins for this key. */
    synchronized Duration take(String key, long bytes) {
        var now = clock.instant();
        var before = came.getOrDefault(key, new Came(0, now));
        var passed = Duration.between(before.since(), now);
        // a clock that was put back begins a new day, too
        var today = passed.isNegative() || passed.compareTo(DAY) >= 0 ? new Came(0, now) : before;
        if (today.bytes() + bytes > most) {
            return DAY.minus(Duration.between(today.since(), now));
        }
        came.put(key, new Came(today.bytes() + bytes, today.since()));
        return Duration.ZERO;
    }
}
