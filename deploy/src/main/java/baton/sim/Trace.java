package baton.sim;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** What became of each customer of a scene, in the order in which they came. */
public final class Trace {

    private static final double NANOS = 1e9;
    private static final double WARM_UP = 0.05;

    private final int[] lines;
    private final long[] waits;
    private final boolean[] left;
    private final Watch.Findings findings;

    Trace(int[] lines, long[] waits, boolean[] left, Watch.Findings findings) {
        this.lines = lines;
        this.waits = waits;
        this.left = left;
        this.findings = findings;
    }

    public int count() {
        return waits.length;
    }

    /** Customers before this one met a company that had just opened: theory knows nothing of them. */
    int warm() {
        return (int) (waits.length * WARM_UP);
    }

    /** In seconds, until somebody served the customer, or the customer left. */
    double wait(int customer) {
        return waits[customer] / NANOS;
    }

    boolean left(int customer) {
        return left[customer];
    }

    public Watch.Findings findings() {
        return findings;
    }

    public Interval waited() {
        return mean(customer -> waits[customer] > 0 ? 1 : 0, everybody());
    }

    public Interval meanWait() {
        return mean(this::wait, everybody());
    }

    public Interval meanWait(int line) {
        return mean(this::wait, customer -> lines[customer] == line);
    }

    /** Share of all who were served within that time. */
    public Interval servedWithin(double seconds) {
        return mean(customer -> !left[customer] && wait(customer) <= seconds ? 1 : 0, everybody());
    }

    public Interval abandoned() {
        return mean(customer -> left[customer] ? 1 : 0, everybody());
    }

    private static IntPredicate everybody() {
        return customer -> true;
    }

    private Interval mean(Interval.Measure measure, IntPredicate counts) {
        return Interval.ofBatches(warm(), waits.length, measure, counts);
    }

    /** How far the distribution of waits is from the theory, at its farthest. */
    public double distance(Erlang theory) {
        return theory.distance(waits());
    }

    /** In order, of everybody who counts. */
    private double[] waits() {
        var sorted = new double[waits.length - warm()];
        Arrays.setAll(sorted, i -> wait(i + warm()));
        Arrays.sort(sorted);
        return sorted;
    }

    /** The longest by which a customer was served, or left, sooner or later than in the other trace, in seconds. */
    public double difference(Trace other) {
        var most = 0L;
        for (var i = 0; i < waits.length; i++) {
            most = Math.max(most, left[i] == other.left[i] ? Math.abs(waits[i] - other.waits[i]) : Long.MAX_VALUE);
        }
        return most / NANOS;
    }
}
