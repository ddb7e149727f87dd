package baton.engine.journal;

import java.time.Duration;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.BackoffOpts;
import org.apache.pekko.pattern.BackoffSupervisor;
import org.apache.pekko.persistence.AbstractPersistentActor;
import org.apache.pekko.persistence.Recovery;
import org.apache.pekko.persistence.SaveSnapshotFailure;
import org.apache.pekko.persistence.SaveSnapshotSuccess;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.typed.PersistenceId;

/**
 * Stores the snapshots of one large entity beside it. An entity that stores them itself answers nobody until they are stored, which
 * takes hundreds of milliseconds for a large state. Two snapshots are kept. Instead of one that fails the next that is offered is stored.
 *
 * <p>It bears the entity's persistence id but writes and reads no events.
 */
public final class SnapshotWriter extends AbstractPersistentActor {

    /**
     * Store this, unless another is being stored or was stored not long ago. After a start nothing is known of earlier ones.
     *
     * @param state immutable: it is written on another thread while the entity goes on
     * @param sequenceNr of the last event that is in it
     * @param apart at least so many events lie between two that are stored
     */
    public record Save(Object state, long sequenceNr, long apart) {}

    private final PersistenceId entity;
    private boolean saving;
    private long sequenceNr;
    private long previous;

    private SnapshotWriter(PersistenceId entity) {
        this.entity = entity;
    }

    /** It looks into the database when it starts, and is started again when it cannot. What it is told meanwhile is left to the next. */
    public static Props props(PersistenceId entity) {
        var writer = Props.create(SnapshotWriter.class, () -> new SnapshotWriter(entity));
        return BackoffSupervisor.props(
                BackoffOpts.onStop(writer, "writer", Duration.ofSeconds(1), Duration.ofSeconds(30), 0.2));
    }

    @Override
    public String persistenceId() {
        return entity.id();
    }

    @Override
    public Recovery recovery() {
        return Recovery.none();
    }

    @Override
    public Receive createReceiveRecover() {
        return receiveBuilder().build();
    }

    @Override
    public long snapshotSequenceNr() {
        return sequenceNr;
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Save.class, save -> !saving && save.sequenceNr() - previous >= save.apart(), this::save)
                .match(Save.class, save -> {})
                .match(SaveSnapshotSuccess.class, this::saved)
                .match(SaveSnapshotFailure.class, this::failed)
                .build();
    }

    private void save(Save save) {
        saving = true;
        sequenceNr = save.sequenceNr();
        saveSnapshot(save.state());
    }

    private void saved(SaveSnapshotSuccess saved) {
        saving = false;
        if (previous > 0) {
            deleteSnapshots(SnapshotSelectionCriteria.create(previous - 1, Long.MAX_VALUE));
        }
        previous = saved.metadata().sequenceNr();
    }

    private void failed(SaveSnapshotFailure failed) {
        saving = false;
        unhandled(failed);
    }
}
