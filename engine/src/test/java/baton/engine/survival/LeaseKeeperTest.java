package baton.engine.survival;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.MovableClock;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaseKeeperTest {

    private static final Duration LENGTH = Duration.ofSeconds(1);
    private static final Duration EVERY = Duration.ofMillis(200);

    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
    private final ManualTime time = ManualTime.get(kit.system());
    private final AtomicLong nanos = new AtomicLong();
    private final Lease lease = new Lease(LENGTH, Duration.ofDays(1), nanos::get, new MovableClock());
    private final Contact database = new Contact();
    private final Questions fences = new Questions();
    private final TestProbe<Object> ended = kit.createTestProbe();

    /** Answers when the test says so. */
    private static final class Questions implements Fences {

        private final Deque<CompletableFuture<Boolean>> open = new ConcurrentLinkedDeque<>();
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public CompletionStage<Boolean> isFenced(String node, Duration patience) {
            var answer = new CompletableFuture<Boolean>();
            open.add(answer);
            asked.incrementAndGet();
            return answer;
        }

        @Override
        public CompletionStage<Done> fence(String node, String by, Instant at) {
            throw new UnsupportedOperationException();
        }

        CompletableFuture<Boolean> next() {
            return open.remove();
        }
    }

    @BeforeEach
    void keep() {
        lease.admit(lease.now());
        var settings = new SurvivalSettings(LENGTH, EVERY, false, EVERY, 3, LENGTH);
        kit.spawn(LeaseKeeper.create(
                "this", lease, database, settings, fences, () -> ended.ref().tell("ended")));
        awaitQuestions(1);
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void theLeaseIsRenewedEachTimeTheDatabaseSaysThatNobodyHasFencedTheNode() {
        fences.next().complete(false);
        awaitHeld(true);

        nanos.addAndGet(LENGTH.toNanos());
        awaitHeld(false);
        awaitNextQuestion(2);
        fences.next().complete(false);

        awaitHeld(true);
    }

    @Test
    void aSlowDatabaseIsNotAskedASecondTimeMeanwhile() {
        time.timePasses(EVERY.multipliedBy(10));

        assertThat(fences.asked).hasValue(1);
    }

    @Test
    void withoutAnAnswerNothingIsConfirmedAndTheDatabaseIsAskedAgain() {
        fences.next().complete(false);
        awaitHeld(true);
        awaitNextQuestion(2);
        nanos.addAndGet(LENGTH.toNanos());

        fences.next().completeExceptionally(new TimeoutException("no answer"));

        awaitNextQuestion(3);
        awaitHeld(false);
        ended.expectNoMessage();
        fences.next().complete(false);
        awaitHeld(true);
    }

    @Test
    void whoeverWantsToReadWaitsWhileTheDatabaseDoesNotAnswer() {
        assertThat(database.there().toCompletableFuture()).isDone();
        fences.next().completeExceptionally(new TimeoutException("no answer"));
        awaitNextQuestion(2);
        var there = database.there().toCompletableFuture();
        assertThat(there).isNotDone();

        fences.next().completeExceptionally(new TimeoutException("no answer"));
        awaitNextQuestion(3);
        assertThat(there).isNotDone();
        fences.next().complete(false);

        assertThat(there).succeedsWithin(Duration.ofSeconds(10));
        assertThat(database.there().toCompletableFuture()).isDone();
    }

    @Test
    void aNodeThatHasBeenFencedEndsAndNeverConfirmsAnythingAgain() {
        fences.next().complete(true);

        ended.expectMessage("ended");
        assertThat(lease.held().toCompletableFuture()).isCompletedExceptionally();
        lease.renew(lease.now());
        assertThat(lease.held().toCompletableFuture()).isCompletedExceptionally();
        time.timePasses(EVERY.multipliedBy(10));
        assertThat(fences.asked).hasValue(1);
    }

    /** Nobody could see that it has been fenced. */
    @Test
    void aNodeWhoseDatabaseHasNoTableOfFencesEndsAndNeverConfirmsAnything() {
        fences.next().completeExceptionally(new CompletionException(noTable()));

        ended.expectMessage("ended");
        lease.renew(lease.now());
        assertThat(lease.held().toCompletableFuture()).isCompletedExceptionally();
        time.timePasses(EVERY.multipliedBy(10));
        assertThat(fences.asked).hasValue(1);
    }

    /** While the answer was on its way the node may have been fenced. */
    @Test
    void theLeaseLastsFromWhenTheDatabaseWasAsked() {
        nanos.addAndGet(LENGTH.toNanos() - 1);
        fences.next().complete(false);
        awaitHeld(true);

        nanos.addAndGet(1);

        assertThat(lease.held().toCompletableFuture()).isNotDone();
    }

    private static InvalidQueryException noTable() {
        return new InvalidQueryException(null, "table fences does not exist");
    }

    /** Time passes until it has asked so often. */
    private void awaitNextQuestion(int number) {
        kit.createTestProbe().awaitAssert(() -> {
            time.timePasses(EVERY);
            assertThat(fences.asked).hasValue(number);
            return null;
        });
    }

    private void awaitQuestions(int number) {
        kit.createTestProbe().awaitAssert(() -> {
            assertThat(fences.asked).hasValue(number);
            return null;
        });
    }

    private void awaitHeld(boolean held) {
        kit.createTestProbe().awaitAssert(() -> {
            assertThat(lease.held().toCompletableFuture().isDone()).isEqualTo(held);
            return null;
        });
    }
}
