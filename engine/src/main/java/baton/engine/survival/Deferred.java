package baton.engine.survival;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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

    /** At once if it is permitted already. */
    static <T> Future<T> after(CompletionStage<Done> permission, ActorRef plugin, Supplier<Future<T>> next) {
        var waiting = permission.toCompletableFuture();
        if (waiting.isDone() && !waiting.isCompletedExceptionally()) {
            return next.get();
        }
        var result = new CompletableFuture<T>();
        waiting.whenComplete((permitted, lost) -> {
            if (lost == null) {
                plugin.tell(new GoOn(() -> begin(next, result)), plugin);
            } else {
                result.completeExceptionally(lost);
            }
        });
        return FutureConverters.asScala(result);
    }

    private static <T> void begin(Supplier<Future<T>> next, CompletableFuture<T> result) {
        FutureConverters.asJava(next.get()).whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        });
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
