package baton.engine.routing;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServiceLogTest {

    @Test
    void theLastThirtyMinutesAreSummedQueueByQueue() {
        var log = ServiceLog.empty()
                .taken("main", true, START)
                .taken("main", false, START.plusSeconds(59))
                .abandoned("main", START.plusSeconds(60))
                .taken("sales", true, START);

        assertThat(log.sum("main", START.plusSeconds(60))).isEqualTo(sum(START.plusSeconds(60), 2, 1, 1));
        assertThat(log.sum("sales", START)).isEqualTo(sum(START, 1, 1, 0));
        assertThat(log.sum("nobody", START)).isEqualTo(sum(START, 0, 0, 0));
    }

    @Test
    void aMinuteIsForgottenAfterThirty() {
        var log = ServiceLog.empty().taken("main", true, START);
        var last = START.plus(Duration.ofMinutes(30)).minusSeconds(1);

        assertThat(log.sum("main", last).taken()).isEqualTo(1);
        assertThat(log.sum("main", last.plusSeconds(1)).taken()).isZero();
    }

    @Test
    void noMoreThanThirtyMinutesAreKept() {
        var log = ServiceLog.empty();
        for (int minute = 0; minute < 90; minute++) {
            log = log.taken("main", true, START.plus(Duration.ofMinutes(minute)));
        }

        assertThat(log.queues().get("main")).hasSize(30);
        assertThat(log.sum("main", START.plus(Duration.ofMinutes(89))).taken()).isEqualTo(30);
    }

    private static ServiceLog.Minute sum(Instant at, int taken, int inTime, int abandoned) {
        return new ServiceLog.Minute(ServiceLog.minute(at), taken, inTime, abandoned);
    }
}
