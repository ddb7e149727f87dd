package baton.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesTest {

    private static final long MILLI = 1_000_000;

    @Test
    void percentilesAreMeasurementsThatHaveBeenMadeInWhateverOrderTheyCame() {
        var order = new ArrayList<>(IntStream.rangeClosed(1, 100).boxed().toList());
        Collections.shuffle(order, new Random(1));
        var samples = new Samples(100);

        order.forEach(millis -> samples.add(millis * MILLI));

        assertThat(samples.percentile(50)).isEqualTo(50);
        assertThat(samples.percentile(99)).isEqualTo(99);
        assertThat(samples.percentile(100)).isEqualTo(100);
    }

    @Test
    void ofFewMeasurementsAHighPercentileIsTheWorst() {
        var samples = new Samples(1);
        samples.add(3 * MILLI);
        samples.add(1 * MILLI);
        samples.add(2 * MILLI);

        assertThat(samples.percentile(99)).isEqualTo(3);
        assertThat(samples.percentile(50)).isEqualTo(2);
    }

    @Test
    void anotherMeasurementAfterAnAnswerCounts() {
        var samples = new Samples(2);
        samples.add(5 * MILLI);
        assertThat(samples.percentile(50)).isEqualTo(5);

        samples.add(1 * MILLI);

        assertThat(samples.percentile(50)).isEqualTo(1);
    }

    @Test
    void roundsAreMergedMeasurementByMeasurementAndNotByTheirPercentiles() {
        var quick = new Samples(99);
        IntStream.range(0, 99).forEach(i -> quick.add(MILLI));
        var slow = new Samples(1);
        slow.add(1000 * MILLI);

        quick.addAll(slow);

        assertThat(quick.count()).isEqualTo(100);
        assertThat(quick.percentile(99)).isEqualTo(1);
        assertThat(quick.percentile(99.5)).isEqualTo(1000);
    }

    @Test
    void nothingMeasuredHasNoPercentile() {
        var none = new Samples(10);

        assertThatThrownBy(() -> none.percentile(50)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theMedianIsTheMiddleOneOrBetweenTheTwoMiddleOnes() {
        assertThat(Samples.median(9, 1, 5)).isEqualTo(5);
        assertThat(Samples.median(4, 1, 2, 100)).isEqualTo(3);
        assertThat(Samples.median(7)).isEqualTo(7);
        assertThatThrownBy(Samples::median).isInstanceOf(IllegalArgumentException.class);
    }
}
