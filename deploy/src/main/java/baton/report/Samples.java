package baton.report;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Durations of a fixed number of measurements, all of them kept: percentiles are exact (nearest rank), and nothing is rounded
 * into buckets. Not thread-safe.
 */
public final class Samples {

    private static final double NANOS_PER_MILLI = 1e6;

    private long[] nanos;
    private int size;
    private boolean sorted = true;

    public Samples(int expected) {
        this.nanos = new long[Math.max(1, expected)];
    }

    public static Samples of(long... durations) {
        var samples = new Samples(durations.length);
        for (var duration : durations) {
            samples.add(duration);
        }
        return samples;
    }

    public void add(long duration) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, size * 2);
        }
        nanos[size++] = duration;
        sorted = false;
    }

    public void addAll(Samples others) {
        for (var i = 0; i < others.size; i++) {
            add(others.nanos[i]);
        }
    }

    public int count() {
        return size;
    }

    /**
     * The smallest measurement that at least this share of all does not exceed, in milliseconds.
     *
     * @throws IllegalStateException if nothing was measured: there is no such figure then
     */
    public double percentile(double percent) {
        if (size == 0) {
            throw new IllegalStateException("percentile " + percent + " of no measurements");
        }
        if (!sorted) {
            Arrays.sort(nanos, 0, size);
            sorted = true;
        }
        var rank = (int) Math.ceil(percent / 100 * size);
        return nanos[Math.min(size, Math.max(1, rank)) - 1] / NANOS_PER_MILLI;
    }

    /** How many took longer. */
    public int above(double millis) {
        return (int) Arrays.stream(nanos, 0, size)
                .filter(duration -> duration > millis * NANOS_PER_MILLI)
                .count();
    }

    /** The middle one, or the mean of the two middle ones. */
    public static double median(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("median of nothing");
        }
        var ordered = DoubleStream.of(values).sorted().toArray();
        var middle = ordered.length / 2;
        return ordered.length % 2 == 1 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2;
    }
}
