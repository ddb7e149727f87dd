package baton.engine.web;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often something may be tried by, or for, the same key. Thread-safe, and its size is bounded: of too many keys those are forgotten first of which
 * forgetting changes least, so that who makes up keys frees nobody who has no trial left.
 */
public final class Trials {

    private static final int MAX_KEYS = 10_000;

    /** So many remain when there are too many, so that not every new key goes through all of them. */
    private static final int KEPT_KEYS = 9_000;

    private final InstantSource clock;
    private final int burst;
    private final Duration every;

    /** Who was asked about longest ago comes first. */
    private final Map<String, TokenBucket> buckets = new LinkedHashMap<>(64, 0.75f, true);

    public Trials(InstantSource clock, int burst, Duration every) {
        this.clock = clock;
        this.burst = burst;
        this.every = every;
    }

    /** Takes a trial: zero if there was one, otherwise how long to wait for the next. */
    public synchronized Duration take(String key) {
        if (buckets.size() >= MAX_KEYS && !buckets.containsKey(key)) {
            makeRoom();
        }
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

    private void makeRoom() {
        buckets.values().removeIf(TokenBucket::isFull);
        var fullestFirst = buckets.entrySet().stream()
                .sorted(Comparator.comparing(bucket -> bucket.getValue().untilFull()))
                .map(Map.Entry::getKey)
                .toList();
        fullestFirst.stream().limit(Math.max(0, buckets.size() - KEPT_KEYS)).forEach(buckets::remove);
    }
}
