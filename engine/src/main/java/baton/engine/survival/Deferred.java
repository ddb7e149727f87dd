package baton.engine.survival;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.japi.pf.PFBuilder;
import scala.PartialFunction;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;

/** What a plugin of Pekko Persistence does later, on its own turn: its parent keeps books that no other thread may touch. */
final class Deferred {

    private record GoOn(Runnable next) {}

    private Deferred() {}

    /**
     * At once if it is permitted already.
     *
     * @param goodFor how long whoever asked waits: what comes later is not done any more. A write above all, which might land after what its entity, told
     *     that it had failed, has written instead
     */
    static <T> Future<T> after(
            CompletionStage<Done> permission, ActorRef plugin, Duration goodFor, Supplier<Future<T>> next) {
        var waiting = permission.toCompletableFuture();
        if (waiting.isDone() && !waiting.isCompletedExceptionally()) {
            return next.get();
        }
        var asked = System.nanoTime();
        Supplier<Future<T>> inTime = () -> System.nanoTime() - asked < goodFor.toNanos()
                ? next.get()
                : FutureConverters.asScala(
                        CompletableFuture.failedStage(new TimeoutException("nobody waits for this any more")));
        var result = new CompletableFuture<T>();
        waiting.whenComplete((permitted, lost) -> {
            if (lost == null) {
                plugin.tell(new GoOn(() -> begin(inTime, result)), plugin);
            } else {
                result.completeExceptionally(lost);
            }
        });
        return FutureConverters.asScala(result);
    }

    private static <T> void begin(Supplier<Future<T>> next, CompletableFuture<T> result) {
        try {
            FutureConverters.asJava(next.get()).whenComplete((value, failure) -> {
                if (failure == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException notBegun) {
            result.completeExceptionally(notBegun);
        }
    }

    /** What the plugin must hear beside its own messages. */
    static PartialFunction<Object, BoxedUnit> turns(PartialFunction<Object, BoxedUnit> own) {
        return new PFBuilder<Object, BoxedUnit>()
                .match(GoOn.class, waited -> {
                    waited.next().run();
                    return BoxedUnit.UNIT;
                })
                .build()
                .orElse(own);
    }
}
