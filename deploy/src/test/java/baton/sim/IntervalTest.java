package baton.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IntervalTest {

    @Test
    void equalMeansLeaveNoDoubt() {
        assertThat(Interval.of(3, 3, 3, 3)).isEqualTo(new Interval(3, 0));
    }

    @Test
    void itIsAsWideAsTheSpreadOfTheMeansSays() {
        var interval = Interval.of(1, 2, 3);

        assertThat(interval.mean()).isEqualTo(2);
        assertThat(interval.half()).isEqualTo(2.093 * 1 / Math.sqrt(3), within(1e-9));
        assertThat(interval.contains(3.2)).isTrue();
        assertThat(interval.contains(3.3)).isFalse();
        assertThat(interval.error(1.6)).isEqualTo(0.25, within(1e-9));
    }

    @Test
    void onlyWhatCountsIsInTheMeanOfABatch() {
        var interval =
                Interval.ofBatches(100, 300, customer -> customer % 2 == 0 ? 1 : 5, customer -> customer % 2 == 0);

        assertThat(interval).isEqualTo(new Interval(1, 0));
    }

    /** 95 of 100, give or take what chance does. */
    @Test
    void theTrueMeanIsNearlyAlwaysInside() {
        var random = new SplittableRandom(11);
        var inside = 0;

        for (var run = 0; run < 1000; run++) {
            var draws = random.doubles(2000).toArray();
            inside += Interval.ofBatches(0, draws.length, i -> draws[i], i -> true)
                            .contains(0.5)
                    ? 1
                    : 0;
        }

        assertThat(inside).isBetween(930, 970);
    }
}
