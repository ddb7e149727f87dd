package baton.sim;

import java.util.SplittableRandom;

/** By which durations are drawn, in seconds. */
@FunctionalInterface
public interface Law {

    double draw(SplittableRandom random);

    static Law exponential(double mean) {
        return random -> -mean * Math.log1p(-random.nextDouble());
    }

    /** @param variation standard deviation over mean; people's handling times have about 1 */
    static Law logNormal(double mean, double variation) {
        var variance = Math.log1p(variation * variation);
        var location = Math.log(mean) - variance / 2;
        var scale = Math.sqrt(variance);
        return random -> Math.exp(location + scale * gauss(random));
    }

    /** Longer than any world lasts. */
    static Law never() {
        return random -> Double.POSITIVE_INFINITY;
    }

    /** Box and Muller's way; every draw takes two numbers, so that draws stay in step. */
    private static double gauss(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log1p(-random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
