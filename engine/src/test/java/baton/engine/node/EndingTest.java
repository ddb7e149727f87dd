package baton.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EndingTest {

    private static final Duration LONG = Duration.ofSeconds(25);

    private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "ending");

    @Test
    void aNodeHasEndedWhenAllOfItHasStopped() throws Exception {
        var ended = Ending.of(system, LONG).toCompletableFuture();
        assertThat(ended).isNotDone();

        system.terminate();

        ended.get(10, TimeUnit.SECONDS);
        assertThat(system.getWhenTerminated().toCompletableFuture()).isDone();
    }

    @Test
    void whatDoesNotStopIsNotWaitedForForEver() throws Exception {
        var released = new CountDownLatch(1);
        var ended = Ending.of(system, Duration.ofMillis(50)).toCompletableFuture();
        system.systemActorOf(stuck(released), "stuck", Props.empty());

        system.terminate();

        ended.get(10, TimeUnit.SECONDS);
        assertThat(system.getWhenTerminated().toCompletableFuture()).isNotDone();
        released.countDown();
        system.getWhenTerminated().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static Behavior<Void> stuck(CountDownLatch released) {
        return Behaviors.receive(Void.class)
                .onSignal(PostStop.class, stopped -> {
                    released.await();
                    return Behaviors.same();
                })
                .build();
    }
}
