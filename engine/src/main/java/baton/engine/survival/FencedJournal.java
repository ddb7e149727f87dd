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
import scala.concurrent.Future;
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

    private final Barrier barrier;

    public FencedJournal(Config config, String path) {
        super(config, path);
        var goodFor = config.getDuration("circuit-breaker.call-timeout").minus(BEFORE);
        this.barrier = Survival.get(Adapter.toTyped(context().system())).barrier(self(), goodFor);
    }

    @Override
    public PartialFunction<Object, BoxedUnit> receivePluginInternal() {
        return Deferred.turns(super.receivePluginInternal());
    }

    @Override
    public Future<Seq<Try<BoxedUnit>>> asyncWriteMessages(Seq<AtomicWrite> messages) {
        return barrier.write(() -> super.asyncWriteMessages(messages));
    }

    @Override
    public Future<Object> asyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
        return barrier.read(() -> super.asyncReadHighestSequenceNr(persistenceId, fromSequenceNr));
    }

    /** Of which the highest number has been read before. */
    @Override
    public Future<BoxedUnit> asyncReplayMessages(
            String persistenceId,
            long fromSequenceNr,
            long toSequenceNr,
            long max,
            Function1<PersistentRepr, BoxedUnit> replay) {
        return barrier.confirm(super.asyncReplayMessages(persistenceId, fromSequenceNr, toSequenceNr, max, replay));
    }
}
