package baton.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void aFaultAllowsForSoLongHoweverLongItLasts() {
        assertThat(new Patience(false, null).with(Fault.ROLLING_RESTART, MINUTE))
                .isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void whatTakesAllAwayAllowsForTheTimeThatItLastsAsWell() {
        assertThat(new Patience(false, null).with(Fault.DATABASE_KILL, MINUTE)).isEqualTo(Duration.ofSeconds(80));
    }

    @Test
    void aSlowMachineIsGivenItsOwnTime() {
        assertThat(new Patience(false, 90).with(Fault.KILL, MINUTE)).isEqualTo(Duration.ofSeconds(90));
        assertThat(new Patience(true, 90).with(Fault.DATABASE_KILL, MINUTE)).isEqualTo(Duration.ofSeconds(150));
    }

    @Test
    void theShortFormAllowsForAMinuteAtLeast() {
        assertThat(Arrays.stream(Fault.values()).map(fault -> new Patience(true, null).with(fault, Duration.ZERO)))
                .allMatch(bound -> bound.compareTo(MINUTE) >= 0);
    }
}
