package baton.engine.sharding;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.Scheduler;
import scala.concurrent.ExecutionContext;

/**
 * Says a question again when a node may have taken it to its grave: as long as there is no answer, and only if somebody who was in the
 * cluster when it was first said, or a moment before, has gone or is about to. Who is merely slow is left alone. Several copies may arrive
 * together, and the first answer counts. Thread-safe.
 *
 * @param <V> what the cluster looks like at a moment
 */
final class Insistence<V> {

    /** Short beside what it takes to notice a death and to move shards, long beside an ordinary answer. */
    static final Duration EVERY = Duration.ofMillis(500);

    /** A question goes to a node that is gone until its shards are known to have lost their home: later than that it is gone. */
    static final Duration MOMENT = Duration.ofSeconds(1);

    private final Scheduler scheduler;
    private final ExecutionContext dispatcher;
    private final Supplier<V> view;
    private final BiPredicate<V, V> someoneIsGone;

    /** One to two moments old. */
    private volatile V before;

    private volatile V lately;

    /** @param someoneIsGone between the view that comes first and the later one */
    Insistence(Scheduler scheduler, ExecutionContext dispatcher, Supplier<V> view, BiPredicate<V, V> someoneIsGone) {
        this.scheduler = scheduler;
        this.dispatcher = dispatcher;
        this.view = view;
        this.someoneIsGone = someoneIsGone;
        this.lately = view.get();
        this.before = lately;
        scheduler.scheduleAtFixedRate(MOMENT, MOMENT, this::look, dispatcher);
    }

    private void look() {
        before = lately;
        lately = view.get();
    }

    /** The question has just been said; {@code again} says it once more. Over when there is an answer or a failure. */
    void until(CompletionStage<?> answered, Runnable again) {
        new Question(before, view.get(), answered, again).lookLater();
    }

    private final class Question implements Runnable {

        private final V shortlyBefore;
        private final V then;
        private final CompletionStage<?> answered;
        private final Runnable again;

        Question(V shortlyBefore, V then, CompletionStage<?> answered, Runnable again) {
            this.shortlyBefore = shortlyBefore;
            this.then = then;
            this.answered = answered;
            this.again = again;
        }

        void lookLater() {
            Cancellable timer = scheduler.scheduleOnce(EVERY, this, dispatcher);
            answered.whenComplete((answer, failure) -> timer.cancel());
        }

        @Override
        public void run() {
            if (answered.toCompletableFuture().isDone()) {
                return;
            }
            var now = view.get();
            if (someoneIsGone.test(shortlyBefore, now) || someoneIsGone.test(then, now)) {
                again.run();
            }
            lookLater();
        }
    }
}
