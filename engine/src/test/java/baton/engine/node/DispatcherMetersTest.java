package baton.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A dispatcher of one thread, beside the default one. */
class DispatcherMetersTest {

    private static final String NARROW = "narrow-dispatcher";
    private static final String WIDE = "pekko.actor.default-dispatcher";

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final ActorTestKit testKit = ActorTestKit.create(
            "delays",
            ConfigFactory.parseString(
                            """
                            baton.metrics.dispatchers = ["pekko.actor.default-dispatcher", "narrow-dispatcher"]
                            narrow-dispatcher {
                              type = Dispatcher
                              executor = "thread-pool-executor"
                              thread-pool-executor.fixed-pool-size = 1
                            }
                            """)
                    .withFallback(ConfigFactory.load()));

    @BeforeEach
    void measure() {
        new DispatcherMeters(testKit.system()).bindTo(registry);
    }

    @AfterEach
    void stop() {
        testKit.shutdownTestKit();
    }

    @Test
    void eachDispatcherIsMeasuredAllTheTime() {
        await().until(() -> delays(WIDE).count() >= 2 && delays(NARROW).count() >= 2);

        assertThat(delays(WIDE).totalTime(TimeUnit.NANOSECONDS)).isPositive();
    }

    @Test
    void howLongMessagesWaitForAThreadIsSeenWhereTheyWaitAndNowhereElse() throws Exception {
        await().until(() -> delays(NARROW).count() >= 1);
        var held = new CountDownLatch(1);
        var holding = new CountDownLatch(1);
        testKit.system()
                .dispatchers()
                .lookup(DispatcherSelector.fromConfig(NARROW))
                .execute(() -> {
                    held.countDown();
                    await().until(() -> holding.getCount() == 0);
                });
        held.await();
        var before = delays(WIDE).count();
        var seen = delays(NARROW).count();

        await().until(() -> delays(WIDE).count() >= before + 4);
        holding.countDown();

        await().until(() -> delays(NARROW).count() >= seen + 3);
        assertThat(delays(NARROW).max(TimeUnit.MILLISECONDS)).isGreaterThan(900);
        assertThat(delays(NARROW).max(TimeUnit.NANOSECONDS))
                .isGreaterThan(delays(WIDE).max(TimeUnit.NANOSECONDS));
    }

    private Timer delays(String dispatcher) {
        return registry.get("baton_dispatcher_delay")
                .tag("dispatcher", dispatcher)
                .timer();
    }
}
