package baton.gateway.email;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AsideTest {

    private final MovableClock clock = new MovableClock();
    private final Aside aside = new Aside(clock);

    @Test
    void whatIsPutAsideIsLookedAtAgainAfterAWhile() {
        aside.put(7);
        clock.passes(Aside.PAUSE.minusSeconds(1));
        assertThat(aside.has(7)).isTrue();
        assertThat(aside.has(8)).isFalse();

        clock.passes(Duration.ofSeconds(1));

        assertThat(aside.has(7)).isFalse();
        assertThat(aside.isEmpty()).isTrue();
    }

    @Test
    void aClockThatIsPutBackDoesNotKeepItAsideForAnHour() {
        aside.put(7);

        clock.passes(Duration.ofHours(-1));

        assertThat(aside.has(7)).isFalse();
    }

    @Test
    void onlySoManyAreWaitedFor() {
        for (var uid = 1; uid <= Aside.MOST; uid++) {
            assertThat(aside.put(uid)).isTrue();
        }

        assertThat(aside.put(Aside.MOST + 1)).isFalse();
        assertThat(aside.put(1)).as("it is there already").isTrue();
    }
}
