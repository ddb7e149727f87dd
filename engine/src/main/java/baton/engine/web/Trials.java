package baton.engine.web;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often something may be tried by, or for, the same key. Thread-safe; remembers the last keys only, so its size is bounded. */
public final class Trials {

    private static final int MAX_KEYS = 10_000;

    private final InstantSource clock;
    private final int burst;
    private final Duration every;
    private final Map<String, TokenBucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
            return size() > MAX_KEYS;
        }
    };

    public Trials(InstantSource clock, int burst, Duration every) {
        this.clock = clock;
        this.burst = burst;
        this.every = every;
    }

    /** Takes a trial: zero if there was one, otherwise how long to wait for the next. */
    public synchronized Duration take(String key) {
        var bucket = buckets.computeIfAbsent(key, k -> new TokenBucket(clock, burst, 1, every));
        return bucket.take() ? Duration.ZERO : bucket.untilNext();
    }

    /** It was no failure after all. */
    public synchronized void giveBack(String key) {
        var bucket = buckets.get(key);
        if (bucket != null) {
            bucket.giveBack();
            if (bucket.isFull()) {
                buckets.remove(key);
            }
        }
    }
}
