package baton.engine.survival;

import baton.engine.journal.PromptSnapshots;
import com.typesafe.config.Config;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import scala.Option;
import scala.PartialFunction;
import scala.concurrent.Future;
import scala.runtime.BoxedUnit;

/**
 * The snapshots in Cassandra, for entities that wake up while the database is away: they wait until it answers, instead of failing and trying again later
 * and later.
 */
public final class PatientSnapshots extends PromptSnapshots {

    private final Barrier barrier;

    public PatientSnapshots(Config config, String path) {
        super(config, path);
        var goodFor = config.getDuration("circuit-breaker.call-timeout");
        this.barrier = Survival.get(Adapter.toTyped(context().system())).barrier(self(), goodFor);
    }

    @Override
    public PartialFunction<Object, BoxedUnit> receivePluginInternal() {
        return Deferred.turns(super.receivePluginInternal());
    }

    @Override
    public Future<Option<SelectedSnapshot>> loadAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return barrier.load(() -> super.loadAsync(persistenceId, criteria));
    }
}
