package baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ForwardClockTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private Instant wall = NOON;
    private final ForwardClock clock = new ForwardClock(() -> wall);

    @Test
    void saysWhatTheMachineSays() {
        assertThat(clock.instant()).isEqualTo(NOON);

        wall = NOON.plusSeconds(5);

        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    void goesOnFromWhereItWasEachTimeTheMachinesIsPutBack() {
        clock.instant();

        wall = NOON.minusSeconds(3_600);
        assertThat(clock.instant()).isEqualTo(NOON);
        wall = wall.plusSeconds(2);
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(2));
        wall = wall.minusSeconds(60);
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(2));
        wall = wall.plusSeconds(1);

        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(3));
    }

    @Test
    void jumpsAheadWithTheMachines() {
        clock.instant();

        wall = NOON.plusSeconds(3_600);

        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(3_600));
    }
}
