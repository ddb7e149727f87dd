package baton.engine.node;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;

/**
 * Whether this node wants to be given new connections: from the moment its doors are open until it is asked to leave. Load balancers read it as
 * {@code /ready}; they get {@code baton.leave-notice} to look before the doors close.
 */
public final class Serving implements Extension {

    private volatile boolean serves;

    private Serving(ActorSystem<?> system) {
        var notice = system.settings().config().getDuration("baton.leave-notice");
        CoordinatedShutdown.get(system)
                .addTask(CoordinatedShutdown.PhaseBeforeServiceUnbind(), "leave-notice", () -> leave(notice));
    }

    public static Serving get(ActorSystem<?> system) {
        return Id.INSTANCE.apply(system);
    }

    void begin() {
        serves = true;
    }

    boolean serves() {
        return serves;
    }

    /** Who has never served has nobody to tell. */
    private CompletionStage<Done> leave(Duration notice) {
        var told = serves ? notice : Duration.ZERO;
        serves = false;
        return new CompletableFuture<Done>()
                .completeOnTimeout(Done.getInstance(), told.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static final class Id extends ExtensionId<Serving> {

        private static final Id INSTANCE = new Id();

        @Override
        public Serving createExtension(ActorSystem<?> system) {
            return new Serving(system);
        }
    }
}
