package baton.engine.survival;

import baton.engine.journal.MeasuredJournal;
import com.typesafe.config.Config;
import java.time.Duration;
import org.apache.pekko.actor.typed.javadsl.Adapter;
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
 * node that was given up may still confirm writes, nor by a node whose lease is over, nor while the database does not answer
 * ({@link Contact}). So of two nodes that both believe to own an entity,
 * at most one acknowledges, and the other one has read all of it. (A Cassandra insert never fails because somebody else was faster.)
 */
public final class FencedJournal extends MeasuredJournal {

    /** Before the breaker tells whoever asked that it has failed. */
    private static final Duration BEFORE = Duration.ofSeconds(1);

    private final Survival survival;
    private final Duration goodFor;

    public FencedJournal(Config config, String path) {
        super(config, path);
        this.goodFor = config.getDuration("circuit-breaker.call-timeout").minus(BEFORE);
        this.survival = Survival.get(Adapter.toTyped(context().system()));
    }

    @Override
    public PartialFunction<Object, BoxedUnit> receivePluginInternal() {
        return Deferred.turns(super.receivePluginInternal());
    }

    @Override
    public Future<Seq<Try<BoxedUnit>>> asyncWriteMessages(Seq<AtomicWrite> messages) {
        return Deferred.after(survival.mayAcknowledge(), self(), goodFor, () -> super.asyncWriteMessages(messages))
                .flatMap(this::whenAcknowledged, executor());
    }

    @Override
    public Future<Object> asyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
        var permission = survival.mayRead().thenCombine(survival.databaseAnswers(), (over, there) -> there);
        return Deferred.after(
                        permission,
                        self(),
                        goodFor,
                        () -> super.asyncReadHighestSequenceNr(persistenceId, fromSequenceNr))
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

    /** A node that learns something too late must not act on it. */
    private <T> Future<T> whenAcknowledged(T value) {
        return FutureConverters.asScala(survival.mayAcknowledge().thenApply(held -> value));
    }

    private static ExecutionContext executor() {
        return ExecutionContext.parasitic$.MODULE$;
    }
}
