package baton.engine.journal;

import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.JournalProtocol;
import org.apache.pekko.persistence.JournalProtocol.WriteMessageFailure;
import org.apache.pekko.persistence.RecoveryPermitter;
import org.apache.pekko.persistence.SnapshotProtocol;

/**
 * Keeps from an entity what its journal and its snapshot store say too late, of what an entity that has failed since has asked. A journal says of each event of a
 * write that it was not stored; the first word makes the entity restart, the others come while it does and get into its stash before those who ask
 * meanwhile. When it is back, Pekko 1.2 takes what it has stashed out again one by one, and stops at the first that is no command: whoever stands behind waits
 * until somebody comes who asks something new, if anybody does.
 *
 * @param <C> the entity's commands
 */
public final class LateAnswers<C> extends BehaviorInterceptor<Object, C> {

    /** Whose write has failed: each restart has another number. */
    private int failed = -1;

    /** Until it may read its past again it has asked nothing, so every answer is one to somebody before it. */
    private boolean restarting;

    private LateAnswers() {
        super(Object.class);
    }

    /** The entity, without them. */
    public static <C> Behavior<C> withheldFrom(Behavior<C> entity) {
        return Behaviors.intercept(LateAnswers<C>::new, entity).narrow();
    }

    /** Everything comes by here: commands, and what journal and snapshot store say. */
    @Override
    @SuppressWarnings("unchecked")
    public Behavior<C> aroundReceive(TypedActorContext<Object> context, Object message, ReceiveTarget<C> entity) {
        if (isLate(message)) {
            return Behaviors.same();
        }
        if (message instanceof WriteMessageFailure failure) {
            failed = failure.actorInstanceId();
            restarting = true;
        } else if (message == RecoveryPermitter.RecoveryPermitGranted$.MODULE$) {
            restarting = false;
        }
        return entity.apply(context, (C) message);
    }

    private boolean isLate(Object message) {
        return message instanceof WriteMessageFailure failure && failure.actorInstanceId() == failed
                || restarting
                        && (message instanceof JournalProtocol.Response
                                || message instanceof SnapshotProtocol.Response);
    }
}
