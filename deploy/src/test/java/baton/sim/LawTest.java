package baton.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class LawTest {

    private static final int DRAWS = 200_000;

    @Test
    void exponentialTimesHaveTheirMeanAndAsMuchSpread() {
        var draws = draws(Law.exponential(180));

        assertThat(mean(draws)).isEqualTo(180, within(2.0));
        assertThat(deviation(draws)).isEqualTo(180, within(3.0));
    }

    @Test
    void logNormalTimesHaveTheMeanAndTheSpreadThatWereAskedFor() {
        var draws = draws(Law.logNormal(180, 0.5));

        assertThat(mean(draws)).isEqualTo(180, within(2.0));
        assertThat(deviation(draws)).isEqualTo(90, within(3.0));
    }

    private static double[] draws(Law law) {
        var random = new SplittableRandom(5);
        return DoubleStream.generate(() -> law.draw(random)).limit(DRAWS).toArray();
    }

    private static double mean(double[] draws) {
        return DoubleStream.of(draws).average().orElseThrow();
    }

    private static double deviation(double[] draws) {
        var mean = mean(draws);
        return Math.sqrt(DoubleStream.of(draws)
                .map(d -> (d - mean) * (d - mean))
                .average()
                .orElseThrow());
    }
}
