package baton.engine.survival;

import com.typesafe.config.Config;
import java.time.Duration;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.cassandra.snapshot.CassandraSnapshotStore;
import scala.Option;
import scala.PartialFunction;
import scala.concurrent.Future;
import scala.runtime.BoxedUnit;

/**
 * The snapshots in Cassandra, for entities that wake up while the database is away: they wait until it answers, instead of failing and trying again later
 * and later. (Snapshots need no fence: what is newer is in the journal, which has one.)
 */
public final class PatientSnapshots extends CassandraSnapshotStore {

    private final Survival survival;
    private final Duration goodFor;

    public PatientSnapshots(Config config, String path) {
        super(config, path);
        this.goodFor = config.getDuration("circuit-breaker.call-timeout");
        this.survival = Survival.get(Adapter.toTyped(context().system()));
    }

    @Override
    public PartialFunction<Object, BoxedUnit> receivePluginInternal() {
        return Deferred.turns(super.receivePluginInternal());
    }

    @Override
    public Future<Option<SelectedSnapshot>> loadAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return Deferred.after(
                survival.databaseAnswers(), self(), goodFor, () -> super.loadAsync(persistenceId, criteria));
    }
}
