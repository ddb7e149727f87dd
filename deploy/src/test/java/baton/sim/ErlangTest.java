package baton.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErlangTest {

    private static final double HANDLING = 180;

    /** Closed forms as published, with a handling time of 180 s and a service level of 20 s. */
    @ParameterizedTest
    @CsvSource({
        "10, 8, 0.4092, 36.83, 0.6724",
        "14, 10, 0.1741, 7.84, 0.8884",
        "50, 45, 0.3639, 13.10, 0.7912",
        "100, 95, 0.5065, 18.23, 0.7094"
    })
    void waitsByErlangCAreAsInTheTable(int agents, double load, double waits, double meanWait, double within20s) {
        var theory = Erlang.c(agents, load, HANDLING);

        assertThat(theory.waits()).isEqualTo(waits, within(0.00005));
        assertThat(theory.meanWait()).isEqualTo(meanWait, within(0.005));
        assertThat(1 - theory.waitsLonger(20)).isEqualTo(within20s, within(0.00005));
        assertThat(theory.abandons()).isZero();
    }

    @Test
    void waitsByErlangAAreAsInTheTable() {
        var theory = Erlang.a(100, 100, HANDLING, 300);

        assertThat(theory.waits()).isEqualTo(0.5750, within(0.00005));
        assertThat(theory.meanWait()).isEqualTo(10.44, within(0.005));
        assertThat(theory.abandons()).isEqualTo(0.0348, within(0.00005));
    }

    @Test
    void peopleOfEndlessPatienceWaitAsByErlangC() {
        var patient = Erlang.a(10, 8, HANDLING, 1e9);
        var theory = Erlang.c(10, 8, HANDLING);

        assertThat(patient.waits()).isEqualTo(theory.waits(), within(1e-4));
        assertThat(patient.meanWait()).isEqualTo(theory.meanWait(), within(0.01));
    }

    @Test
    void aLineThatGrowsForEverIsRefused() {
        assertThatThrownBy(() -> Erlang.c(10, 10, HANDLING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("less than 10 agents");
    }

    @Test
    void theDistanceOfWaitsFromTheirOwnTheoryIsSmallAndFromAnotherLarge() {
        var theory = Erlang.c(10, 8, HANDLING);
        var waits = quantiles(theory, 10_000);

        assertThat(theory.distance(waits)).isLessThan(0.0002);
        assertThat(Erlang.c(11, 8, HANDLING).distance(waits)).isGreaterThan(0.1);
    }

    private static double[] quantiles(Erlang theory, int count) {
        var drain = theory.waits() / theory.meanWait();
        return IntStream.range(0, count)
                .mapToDouble(i -> (i + 0.5) / count)
                .map(p -> Math.max(0, Math.log(theory.waits() / (1 - p)) / drain))
                .toArray();
    }
}
