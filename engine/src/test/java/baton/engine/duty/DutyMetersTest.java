package baton.engine.duty;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.MovableClock;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DutyMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MovableClock clock = new MovableClock();

    private record TellSomebody(String errandId) implements Errand {}

    /** Entities of other tests in this JVM may have ended with errands that nobody has carried. */
    @BeforeEach
    void begin() {
        DutyMeters.forgetAll();
        Metrics.addRegistry(registry);
    }

    @AfterEach
    void end() {
        Metrics.removeRegistry(registry);
    }

    @Test
    void theOldestErrandOfAllEntitiesCounts() {
        DutyMeters.owes("an entity", 2, START.minusSeconds(4000), clock);
        DutyMeters.owes("another", 1, START.minusSeconds(7000), clock);

        assertThat(oldest()).isEqualTo(7000);

        DutyMeters.owesNothing("another");

        assertThat(oldest()).isEqualTo(4000);
        DutyMeters.owesNothing("an entity");
    }

    @Test
    void anEntityThatHasNotLookedForLongIsGone() {
        DutyMeters.owes("an entity", 1, START.minusSeconds(9000), clock);
        clock.passes(Duration.ofSeconds(9));
        assertThat(oldest()).isEqualTo(9009);

        clock.passes(Duration.ofSeconds(2));

        assertThat(oldest()).isLessThan(9000);
    }

    @Test
    void errandsAreTimedByTheirKind() {
        DutyMeters.done(new TellSomebody("tell 1"), Duration.ofMillis(40));

        var timer =
                registry.get("baton_duty_errand").tag("errand", "tell-somebody").timer();
        assertThat(timer.count()).isEqualTo(1);
        assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(40);
    }

    private double oldest() {
        return registry.get("baton_duty_oldest_errand").gauge().value();
    }
}
