package baton.engine.sharding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.dispatch.ExecutionContexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A question that may have died with a node is said again; one to an entity that is only slow is not. */
class InsistenceTest {

    private static final Duration LONG = Insistence.EVERY.multipliedBy(20);

    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
    private final ManualTime time = ManualTime.get(kit.system());
    private final AtomicReference<Set<String>> nodes = new AtomicReference<>(Set.of("a", "b", "c"));
    private final Insistence<Set<String>> insistence = new Insistence<>(
            kit.scheduler(),
            ExecutionContexts.fromExecutor(Runnable::run),
            nodes::get,
            (then, now) -> !now.containsAll(then));
    private final CompletableFuture<String> answer = new CompletableFuture<>();
    private final AtomicInteger said = new AtomicInteger(1);

    @AfterEach
    void close() {
        kit.shutdownTestKit();
    }

    @Test
    void whileEverybodyIsThereItIsSaidOnceHoweverLongTheAnswerTakes() {
        insistence.until(answer, said::incrementAndGet);

        time.timePasses(LONG);

        assertThat(said).hasValue(1);
    }

    @Test
    void afterANodeIsGoneItIsSaidAgainUntilThereIsAnAnswer() {
        // given a question that was under way when a node died
        insistence.until(answer, said::incrementAndGet);
        time.timePasses(Insistence.EVERY.multipliedBy(2));
        nodes.set(Set.of("a", "b"));

        // when nobody knows yet where its entity lives now
        time.timePasses(Insistence.EVERY.multipliedBy(3));

        // then it has been said each time, and no more once somebody has answered
        assertThat(said).hasValue(4);
        answer.complete("stored");
        time.timePasses(LONG);
        assertThat(said).hasValue(4);
    }

    @Test
    void aNodeThatComesIsNoReasonToAskAgain() {
        insistence.until(answer, said::incrementAndGet);
        nodes.set(Set.of("a", "b", "c", "d"));

        time.timePasses(LONG);

        assertThat(said).hasValue(1);
    }

    /** Too young for what was remembered a moment ago. */
    @Test
    void aNodeThatCameJustBeforeTheQuestionAndGoesIsAReason() {
        time.timePasses(LONG);
        nodes.set(Set.of("a", "b", "c", "d"));
        insistence.until(answer, said::incrementAndGet);
        nodes.set(Set.of("a", "b", "c"));

        time.timePasses(Insistence.EVERY);

        assertThat(said).hasValue(2);
    }

    /** Its shards are not known to be homeless yet, so the question went to it. */
    @Test
    void aNodeThatWasGoneAMomentBeforeIsAReason() {
        time.timePasses(LONG);
        nodes.set(Set.of("a", "b"));
        insistence.until(answer, said::incrementAndGet);

        time.timePasses(Insistence.EVERY);

        assertThat(said).hasValue(2);
    }

    @Test
    void aNodeThatWasGoneLongBeforeIsNoReason() {
        nodes.set(Set.of("a", "b"));
        time.timePasses(Insistence.MOMENT.multipliedBy(2));
        insistence.until(answer, said::incrementAndGet);

        time.timePasses(LONG);

        assertThat(said).hasValue(1);
    }

    @Test
    void aQuestionThatHasFailedIsOver() {
        insistence.until(answer, said::incrementAndGet);
        nodes.set(Set.of("a"));
        answer.completeExceptionally(new IllegalStateException("too late"));

        time.timePasses(LONG);

        assertThat(said).hasValue(1);
    }
}
