package baton.engine.survival;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.MovableClock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaseTest {

    private static final Duration LENGTH = Duration.ofSeconds(1);
    private static final Duration ADMISSION = Duration.ofSeconds(6);

    private final AtomicLong nanos = new AtomicLong();
    private final MovableClock wall = new MovableClock();
    private final Lease lease = new Lease(LENGTH, ADMISSION, nanos::get, wall);

    @BeforeEach
    void admit() {
        lease.admit(lease.now());
    }

    @Test
    void whoIsNotAdmittedConfirmsNothing() {
        var stranger = new Lease(LENGTH, ADMISSION, nanos::get, wall);
        stranger.renew(stranger.now());

        assertThat(isDone(stranger.held())).isFalse();

        stranger.admit(stranger.now());
        stranger.renew(stranger.now());

        assertThat(isDone(stranger.held())).isTrue();
    }

    @Test
    void nothingIsConfirmedBeforeTheDatabaseHasAnsweredForTheFirstTime() {
        var held = lease.held();

        assertThat(isDone(held)).isFalse();

        lease.renew(lease.now());

        assertThat(isDone(held)).isTrue();
    }

    @Test
    void anAdmissionThatIsNotRepeatedEndsHoweverOftenTheLeaseIsRenewed() {
        passes(5_999);
        lease.renew(lease.now());
        assertThat(isDone(lease.held())).isTrue();

        passes(1);
        lease.renew(lease.now());
        assertThat(lease.isAdmitted()).isFalse();
        var held = lease.held();
        assertThat(isDone(held)).isFalse();

        lease.admit(lease.now());
        assertThat(isDone(held)).isTrue();
    }

    /** Whether a node is ready does not change with each pause. */
    @Test
    void whoseLeaseIsOverHasHeldItForAWhileYet() {
        lease.renew(lease.now());
        passes(2_999);
        assertThat(lease.holds()).isFalse();
        assertThat(lease.hasHeldWithin(Duration.ofSeconds(2))).isTrue();

        passes(1);

        assertThat(lease.hasHeldWithin(Duration.ofSeconds(2))).isFalse();
    }

    @Test
    void whoseAdmissionIsOverHasHeldItsLeaseForAWhileYet() {
        passes(7_999);
        lease.renew(lease.now());
        assertThat(lease.holds()).isFalse();
        assertThat(lease.hasHeldWithin(Duration.ofSeconds(2))).isTrue();

        passes(1);

        assertThat(lease.hasHeldWithin(Duration.ofSeconds(2))).isFalse();
    }

    @Test
    void whoHasNeverHeldALeaseOrHasLostItHasNotHeldItLately() {
        assertThat(lease.hasHeldWithin(Duration.ofSeconds(2)))
                .as("before the first renewal")
                .isFalse();

        lease.renew(lease.now());
        lease.lose("fenced");

        assertThat(lease.hasHeldWithin(Duration.ofSeconds(2))).isFalse();
    }

    @Test
    void itHoldsForItsLengthFromTheQuestionNotFromTheAnswer() {
        var asked = lease.now();
        passes(600);
        lease.renew(asked);

        assertThat(isDone(lease.held())).isTrue();
        passes(399);
        assertThat(isDone(lease.held())).isTrue();
        passes(1);
        assertThat(isDone(lease.held())).isFalse();
    }

    @Test
    void anAnswerThatComesTooLateIsNone() {
        var asked = lease.now();
        var held = lease.held();
        passes(1000);

        lease.renew(asked);

        assertThat(isDone(held)).isFalse();
    }

    @Test
    void whoWaitsIsToldWhenItIsRenewed() {
        lease.renew(lease.now());
        passes(1500);
        var held = lease.held();

        lease.renew(lease.now());

        assertThat(isDone(held)).isTrue();
    }

    @Test
    void aMachineThatSleptHasNoLeaseThoughItsMonotonicClockStoodStill() {
        lease.renew(lease.now());

        wall.passes(Duration.ofMinutes(1));

        assertThat(isDone(lease.held())).isFalse();
    }

    @Test
    void aClockThatIsSetBackEndsItUntilTheNextAnswers() {
        lease.renew(lease.now());

        wall.passes(Duration.ofSeconds(-5));

        assertThat(isDone(lease.held())).isFalse();
        lease.renew(lease.now());
        lease.admit(lease.now());
        assertThat(isDone(lease.held())).isTrue();
    }

    @Test
    void onceLostItIsLostForEver() {
        lease.renew(lease.now());
        passes(1500);
        var waiting = lease.held();

        lease.lose("taken for dead");
        lease.renew(lease.now());

        assertThat(failure(waiting)).isInstanceOf(Lease.Lost.class);
        assertThat(failure(lease.held())).isInstanceOf(Lease.Lost.class);
    }

    private void passes(long millis) {
        nanos.addAndGet(millis * 1_000_000);
        wall.passes(Duration.ofMillis(millis));
    }

    private static boolean isDone(CompletionStage<?> stage) {
        return stage.toCompletableFuture().isDone();
    }

    private static Throwable failure(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().join();
            throw new AssertionError("it did not fail");
        } catch (CompletionException failed) {
            return failed.getCause();
        }
    }
}
