package baton.gateway.phone;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A bucket of permits per source: {@code burst} at once, {@code perSecond} in the long run. Safe for threads, because it is
 * asked on the stack's threads before a request costs anything. Remembers a bounded number of sources, the latest.
 */
final class FloodGate {

    private static final int SOURCES = 10_000;

    private final double perSecond;
    private final double burst;
    private final LongSupplier nanos;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > SOURCES;
        }
    };

    private record Bucket(double permits, long at) {}

    FloodGate(double perSecond, double burst, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanos = nanos;
    }

    /** Takes a permit if there is one. */
    synchronized boolean pass(String source) {
        var permits = permits(source);
        var passes = permits >= 1;
        buckets.put(source, new Bucket(passes ? permits - 1 : permits, nanos.getAsLong()));
        return passes;
    }

    /** True if {@link #pass} would succeed. */
    synchronized boolean isOpen(String source) {
        return permits(source) >= 1;
    }

    private double permits(String source) {
        var bucket = buckets.get(source);
        if (bucket == null) {
            return burst;
        }
        var seconds = (nanos.getAsLong() - bucket.at()) / 1e9;
        return Math.min(burst, bucket.permits() + seconds * perSecond);
    }
}
