package baton.gateway.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Ids that must not be forgotten before they expire. Thread-safe. Only ids that we have signed get in, so nobody can flood it. */
final class Remembered {

    private static final Duration SWEEP = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Map<String, Instant> ids = new HashMap<>();
    private Instant swept;

    Remembered(InstantSource clock) {
        this.clock = clock;
        this.swept = clock.instant();
    }

    /** Whether it was new. */
    synchronized boolean add(String id, Instant expires) {
        sweep();
        if (contains(id)) {
            return false;
        }
        ids.put(id, expires);
        return true;
    }

    synchronized boolean contains(String id) {
        var expires = ids.get(id);
        return expires != null && expires.isAfter(clock.instant());
    }

    private void sweep() {
        var now = clock.instant();
        if (now.isAfter(swept.plus(SWEEP))) {
            ids.values().removeIf(expires -> !expires.isAfter(now));
            swept = now;
        }
    }
}
