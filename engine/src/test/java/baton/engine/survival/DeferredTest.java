package baton.engine.survival;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.japi.pf.PFBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;

class DeferredTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final ActorTestKit kit = ActorTestKit.create();
    private final TestProbe<Object> plugin = kit.createTestProbe();
    private final CompletableFuture<Done> permission = new CompletableFuture<>();
    private final AtomicInteger written = new AtomicInteger();

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void whatIsPermittedIsDoneAtOnce() {
        permission.complete(Done.getInstance());

        assertThat(write(LONG)).isCompletedWithValue(1);
    }

    @Test
    void whatIsPermittedLaterIsDoneThenOnThePluginsOwnTurn() {
        var result = write(LONG);
        assertThat(written).hasValue(0);

        permission.complete(Done.getInstance());
        assertThat(written).hasValue(0);
        pluginsTurn();

        assertThat(result).isCompletedWithValue(1);
    }

    /** Its entity has been told that it failed, and may have written something else in its place. */
    @Test
    void whatIsPermittedTooLateIsNotDone() {
        var result = write(Duration.ZERO);

        permission.complete(Done.getInstance());
        pluginsTurn();

        assertThat(written).hasValue(0);
        assertThat(result).failsWithin(LONG).withThrowableThat().withCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void whatIsNeverPermittedFails() {
        var result = write(LONG);

        permission.completeExceptionally(new IllegalStateException("fenced"));

        assertThat(result).isCompletedExceptionally();
        plugin.expectNoMessage();
    }

    @Test
    void whatCannotBeBegunFails() {
        var result = FutureConverters.<Integer>asJava(
                        Deferred.after(permission, Adapter.toClassic(plugin.ref()), LONG, () -> {
                            throw new IllegalStateException("no session");
                        }))
                .toCompletableFuture();

        permission.complete(Done.getInstance());
        pluginsTurn();

        assertThat(result).isCompletedExceptionally();
    }

    private CompletableFuture<Integer> write(Duration goodFor) {
        return FutureConverters.asJava(
                        Deferred.after(permission, Adapter.toClassic(plugin.ref()), goodFor, this::store))
                .toCompletableFuture();
    }

    private Future<Integer> store() {
        return FutureConverters.asScala(CompletableFuture.completedStage(written.incrementAndGet()));
    }

    private void pluginsTurn() {
        turn(plugin);
    }

    /** What it was told to go on with, and nothing else. */
    static void turn(TestProbe<Object> plugin) {
        var own = new PFBuilder<Object, BoxedUnit>()
                .matchAny(unknown -> {
                    throw new AssertionError("not for the plugin: " + unknown);
                })
                .build();
        Deferred.turns(own).apply(plugin.receiveMessage());
    }
}
