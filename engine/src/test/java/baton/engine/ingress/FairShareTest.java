package baton.engine.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FairShareTest {

    private final MovableClock clock = new MovableClock();
    private final FairShare share = new FairShare(10, clock);

    @Test
    void aFloodAtOneCompanyIsCutOffAtItsShareAndToldWhenToComeBack() {
        assertThat(taken("flooded", 100)).isEqualTo(20);

        assertThat(share.take("flooded")).isPositive().isLessThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void theOthersDoNotNotice() {
        taken("flooded", 100);

        assertThat(taken("quiet", 20)).isEqualTo(20);
    }

    @Test
    void theShareComesBackWithTime() {
        taken("flooded", 100);

        clock.passes(Duration.ofSeconds(1));

        assertThat(taken("flooded", 100)).isEqualTo(10);
    }

    private int taken(String company, int tries) {
        var taken = 0;
        for (var n = 0; n < tries; n++) {
            if (share.take(company).isZero()) {
                taken++;
            }
        }
        return taken;
    }
}
