package baton.engine.survival;

import baton.engine.journal.MeasuredJournal;
import com.typesafe.config.Config;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.japi.pf.PFBuilder;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import scala.Function1;
import scala.PartialFunction;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/**
 * The Cassandra journal, with a fence. A write is begun and confirmed only while this node holds its {@link Lease}; nothing is replayed while a
 * node that was given up may still confirm writes, nor by a node whose lease is over. So of two nodes that both believe to own an entity,
 * at most one acknowledges, and the other one has read all of it. (A Cassandra insert never fails because somebody else was faster.)
 */
public final class FencedJournal extends MeasuredJournal {

    /** What has waited goes on here, on the journal's own turn: its parent keeps books that no other thread may touch. */
    private record GoOn(Runnable next) {}

    private final Survival survival;

    public FencedJournal(Config config, String path) {
        super(config, path);
        this.survival = Survival.get(Adapter.toTyped(context().system()));
    }

    @Override
    public PartialFunction<Object, BoxedUnit> receivePluginInternal() {
        return new PFBuilder<Object, BoxedUnit>()
                .match(GoOn.class, waited -> {
                    waited.next().run();
                    return BoxedUnit.UNIT;
                })
                .build()
                .orElse(super.receivePluginInternal());
    }

    @Override
    public Future<Seq<Try<BoxedUnit>>> asyncWriteMessages(Seq<AtomicWrite> messages) {
        return after(survival.mayAcknowledge(), () -> super.asyncWriteMessages(messages))
                .flatMap(this::whenAcknowledged, executor());
    }

    @Override
    public Future<Object> asyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
        return after(survival.mayRead(), () -> super.asyncReadHighestSequenceNr(persistenceId, fromSequenceNr))
                .flatMap(this::whenAcknowledged, executor());
    }

    @Override
    public Future<BoxedUnit> asyncReplayMessages(
            String persistenceId,
            long fromSequenceNr,
            long toSequenceNr,
            long max,
            Function1<PersistentRepr, BoxedUnit> replay) {
        return super.asyncReplayMessages(persistenceId, fromSequenceNr, toSequenceNr, max, replay)
                .flatMap(this::whenAcknowledged, executor());
    }

    private <T> Future<T> after(CompletionStage<Done> permission, Supplier<Future<T>> next) {
        var waiting = permission.toCompletableFuture();
        if (waiting.isDone() && !waiting.isCompletedExceptionally()) {
            return next.get();
        }
        var result = new CompletableFuture<T>();
        waiting.whenComplete((permitted, lost) -> {
            if (lost == null) {
                self().tell(
                                new GoOn(() -> FutureConverters.asJava(next.get())
                                        .whenComplete((value, failure) -> {
                                            if (failure == null) {
                                                result.complete(value);
                                            } else {
                                                result.completeExceptionally(failure);
                                            }
                                        })),
                                self());
            } else {
                result.completeExceptionally(lost);
            }
        });
        return FutureConverters.asScala(result);
    }

    /** A node that learns something too late must not act on it. */
    private <T> Future<T> whenAcknowledged(T value) {
        return FutureConverters.asScala(survival.mayAcknowledge().thenApply(held -> value));
    }

    private static ExecutionContext executor() {
        return ExecutionContext.parasitic$.MODULE$;
    }
}
