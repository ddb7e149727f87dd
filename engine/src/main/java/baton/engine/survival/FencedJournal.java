package baton.engine.survival;

import com.typesafe.config.Config;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.cassandra.journal.CassandraJournal;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/**
 * The Cassandra journal, with a fence: a write is confirmed only while this node holds its {@link Lease}, and nothing is replayed while a
 * node that was given up may still confirm writes. So of two nodes that both believe to own an entity, at most one acknowledges, and the
 * other one has read all of it. (A Cassandra insert never fails because somebody else was faster.)
 */
public final class FencedJournal extends CassandraJournal {

    private final Survival survival;

    public FencedJournal(Config config, String path) {
        super(config, path);
        this.survival = Survival.get(Adapter.toTyped(context().system()));
    }

    @Override
    public Future<Seq<Try<BoxedUnit>>> asyncWriteMessages(Seq<AtomicWrite> messages) {
        return super.asyncWriteMessages(messages).flatMap(this::whenAcknowledged, executor());
    }

    private Future<Seq<Try<BoxedUnit>>> whenAcknowledged(Seq<Try<BoxedUnit>> results) {
        return FutureConverters.asScala(survival.mayAcknowledge().thenApply(held -> results));
    }

    @Override
    public Future<Object> asyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
        return FutureConverters.asScala(survival.mayRead())
                .flatMap((Done over) -> super.asyncReadHighestSequenceNr(persistenceId, fromSequenceNr), executor());
    }

    private ExecutionContext executor() {
        return ExecutionContext.parasitic$.MODULE$;
    }
}
