package baton.engine.survival;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.MovableClock;
import baton.engine.survival.Takeovers.Who;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;

class BarrierTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration LENGTH = Duration.ofSeconds(1);

    private final ActorTestKit kit = ActorTestKit.create();
    private final TestProbe<Object> plugin = kit.createTestProbe();
    private final AtomicLong nanos = new AtomicLong();
    private final Lease lease = new Lease(LENGTH, Duration.ofDays(1), nanos::get, new MovableClock());
    private final Takeovers takeovers = new Takeovers();
    private final Contact database = new Contact();
    private final Barrier barrier = barrier(LONG);

    /** What the database does when it is asked. */
    private final AtomicInteger begun = new AtomicInteger();

    private final CompletableFuture<String> done = new CompletableFuture<>();

    @BeforeEach
    void admit() {
        lease.admit(lease.now());
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void aWriteIsNotBegunBeforeTheLeaseIsHeld() {
        var write = result(barrier.write(this::begin));
        assertThat(begun).hasValue(0);

        lease.renew(lease.now());
        DeferredTest.turn(plugin);

        assertThat(begun).hasValue(1);
        done.complete("stored");
        assertThat(write).succeedsWithin(LONG).isEqualTo("stored");
    }

    @Test
    void aNodeThatHasLostItsLeaseBeginsNoWrite() {
        lease.lose("fenced");

        var write = result(barrier.write(this::begin));

        assertThat(write).failsWithin(LONG).withThrowableThat().withCauseInstanceOf(Lease.Lost.class);
        assertThat(begun).hasValue(0);
    }

    @Test
    void aWriteIsNotConfirmedWhenTheLeaseWasLostMeanwhile() {
        lease.renew(lease.now());
        var write = result(barrier.write(this::begin));
        assertThat(begun).hasValue(1);

        lease.lose("fenced");
        done.complete("stored");

        assertThat(write).failsWithin(LONG).withThrowableThat().withCauseInstanceOf(Lease.Lost.class);
    }

    @Test
    void aWriteThatLastedLongerThanTheLeaseIsConfirmedWhenItIsRenewed() {
        lease.renew(lease.now());
        var write = result(barrier.write(this::begin));

        nanos.addAndGet(LENGTH.toNanos());
        done.complete("stored");
        assertThat(write).isNotDone();
        lease.renew(lease.now());

        assertThat(write).succeedsWithin(LONG).isEqualTo("stored");
    }

    @Test
    void nothingIsReadWhileATakeoverIsOpen() {
        lease.renew(lease.now());
        takeovers.begin("another", Who.US);
        var read = result(barrier.read(this::begin));
        assertThat(begun).hasValue(0);

        takeovers.end("another");
        DeferredTest.turn(plugin);

        assertThat(begun).hasValue(1);
        done.complete("read");
        assertThat(read).succeedsWithin(LONG).isEqualTo("read");
    }

    @Test
    void nothingIsReadWhileTheDatabaseDoesNotAnswer() {
        database.lost();
        barrier.read(this::begin);
        assertThat(begun).hasValue(0);

        database.found();
        DeferredTest.turn(plugin);

        assertThat(begun).hasValue(1);
    }

    @Test
    void whatWasReadIsNotToldWhenTheLeaseWasLostMeanwhile() {
        lease.renew(lease.now());
        var read = result(barrier.read(this::begin));
        var replay = result(barrier.confirm(begin()));

        lease.lose("fenced");
        done.complete("read");

        assertThat(read).failsWithin(LONG).withThrowableThat().withCauseInstanceOf(Lease.Lost.class);
        assertThat(replay).failsWithin(LONG).withThrowableThat().withCauseInstanceOf(Lease.Lost.class);
    }

    @Test
    void aSnapshotIsLoadedWhenTheDatabaseAnswersAgain() {
        database.lost();
        var load = result(barrier.load(this::begin));
        assertThat(begun).hasValue(0);

        database.found();
        DeferredTest.turn(plugin);

        assertThat(begun).hasValue(1);
        done.complete("loaded");
        assertThat(load).succeedsWithin(LONG).isEqualTo("loaded");
    }

    /** What is newer is in the journal. */
    @Test
    void aSnapshotIsLoadedWhoeverWasGivenUp() {
        takeovers.begin("another", Who.US);

        barrier.load(this::begin);

        assertThat(begun).hasValue(1);
    }

    @Test
    void whatHasWaitedForTooLongIsNotBegun() {
        database.lost();
        var load = result(barrier(Duration.ZERO).load(this::begin));
        var read = result(barrier(Duration.ZERO).read(this::begin));
        var write = result(barrier(Duration.ZERO).write(this::begin));

        database.found();
        lease.renew(lease.now());
        for (var turn = 0; turn < 3; turn++) {
            DeferredTest.turn(plugin);
        }

        assertThat(load).failsWithin(LONG).withThrowableThat().withCauseInstanceOf(TimeoutException.class);
        assertThat(read).failsWithin(LONG).withThrowableThat().withCauseInstanceOf(TimeoutException.class);
        assertThat(write).failsWithin(LONG).withThrowableThat().withCauseInstanceOf(TimeoutException.class);
        assertThat(begun).hasValue(0);
    }

    private Barrier barrier(Duration goodFor) {
        return new Barrier(lease, takeovers, database, Adapter.toClassic(plugin.ref()), goodFor);
    }

    private Future<String> begin() {
        begun.incrementAndGet();
        return FutureConverters.asScala(done);
    }

    private static CompletableFuture<String> result(Future<String> future) {
        return FutureConverters.asJava(future).toCompletableFuture();
    }
}
