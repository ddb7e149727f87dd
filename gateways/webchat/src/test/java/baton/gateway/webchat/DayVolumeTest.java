package baton.gateway.webchat;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DayVolumeTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final MovableClock clock = new MovableClock();
    private final DayVolume volume = new DayVolume(clock, 100);

    @Test
    void aDayBeginsWithTheFirstByteAndWhoHasUsedItUpIsToldHowLongItStillIs() {
        assertThat(volume.take("one", 60)).isZero();
        clock.passes(Duration.ofHours(20));
        assertThat(volume.take("one", 40)).isZero();

        assertThat(volume.take("one", 1)).isEqualTo(Duration.ofHours(4));
        assertThat(volume.take("other", 100)).isZero();

        clock.passes(Duration.ofHours(4));
        assertThat(volume.take("one", 100)).isZero();
        assertThat(volume.take("one", 1)).isEqualTo(DAY);
    }

    @Test
    void whatIsRefusedDoesNotCount() {
        assertThat(volume.take("one", 101)).isEqualTo(DAY);

        assertThat(volume.take("one", 100)).isZero();
    }

    /** Nobody waits for the rest of a day that is in the future. */
    @Test
    void aClockThatIsPutBackBeginsANewDay() {
        assertThat(volume.take("one", 100)).isZero();

        clock.passes(Duration.ofDays(-30));

        assertThat(volume.take("one", 100)).isZero();
        assertThat(volume.take("one", 1)).isEqualTo(DAY);
    }
}
