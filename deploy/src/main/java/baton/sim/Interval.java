package baton.sim;

import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;

/**
 * A mean, and how far the true one may be from it: with 95 % confidence, by the spread of the means of batches. Waits of
 * neighbours are alike, those of long batches hardly, so single waits would make the interval far too narrow.
 *
 * @param half half of its width
 */
public record Interval(double mean, double half) {

    private static final int BATCHES = 20;
    /** Student's t for 95 %, two-sided, with 19 degrees of freedom. */
    private static final double T = 2.093;

    @FunctionalInterface
    interface Measure {

        double of(int customer);
    }

    static Interval ofBatches(int from, int to, Measure measure, IntPredicate counts) {
        var means = new double[BATCHES];
        for (var batch = 0; batch < BATCHES; batch++) {
            var first = from + (int) ((long) (to - from) * batch / BATCHES);
            var last = from + (int) ((long) (to - from) * (batch + 1) / BATCHES);
            var sum = 0.0;
            var count = 0;
            for (var customer = first; customer < last; customer++) {
                if (counts.test(customer)) {
                    sum += measure.of(customer);
                    count++;
                }
            }
            means[batch] = count == 0 ? 0 : sum / count;
        }
        return of(means);
    }

    static Interval of(double... means) {
        var mean = DoubleStream.of(means).average().orElse(0);
        var squares = 0.0;
        for (var each : means) {
            squares += (each - mean) * (each - mean);
        }
        var deviation = Math.sqrt(squares / (means.length - 1));
        return new Interval(mean, T * deviation / Math.sqrt(means.length));
    }

    public boolean contains(double value) {
        return Math.abs(value - mean) <= half;
    }

    /** How far the mean is from the true one, as a share of that. */
    public double error(double truth) {
        return Math.abs(mean - truth) / truth;
    }
}
