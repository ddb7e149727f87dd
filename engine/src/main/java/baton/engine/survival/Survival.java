package baton.engine.survival;

import java.time.Clock;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * What keeps two nodes from being right at the same time. One for each node; begins to work when the journal is first used.
 */
public final class Survival implements Extension {

    private final Lease lease;
    private final Takeovers takeovers = new Takeovers();

    private Survival(ActorSystem<?> system) {
        var settings = SurvivalSettings.from(system.settings().config());
        var clock = Clock.systemUTC();
        this.lease = new Lease(settings.lease(), System::nanoTime, clock);
        var self = nodeId(Cluster.get(system).selfMember().uniqueAddress());
        var fences = new FenceTable(system);
        Runnable end = () -> CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.clusterDowningReason());
        start(system, "lease", LeaseKeeper.create(self, lease, settings, fences, end));
        start(system, "fencer", Fencer.create(self, takeovers, settings.lease(), fences, clock));
        if (settings.fastDown()) {
            start(system, "coroner", Coroner.create(settings, Doorstep::new));
        }
    }

    /** Beside the cluster's own heartbeats: work that waits for threads must not look like death. */
    private static <T> void start(ActorSystem<?> system, String name, Behavior<T> behavior) {
        var supervised = Behaviors.supervise(behavior).onFailure(SupervisorStrategy.restart());
        system.systemActorOf(supervised, name, DispatcherSelector.fromConfig("pekko.actor.internal-dispatcher"));
    }

    public static Survival get(ActorSystem<?> system) {
        return Id.INSTANCE.apply(system);
    }

    /** Address and incarnation: a node that starts again at the same address is another one. */
    static String nodeId(UniqueAddress node) {
        return node.address() + "#" + node.longUid();
    }

    /** Completes when this node may say that what it has stored until now is stored. */
    public CompletionStage<Done> mayAcknowledge() {
        return lease.held();
    }

    /** Completes when what others have acknowledged can be read completely. */
    public CompletionStage<Done> mayRead() {
        return takeovers.over();
    }

    private static final class Id extends ExtensionId<Survival> {

        private static final Id INSTANCE = new Id();

        @Override
        public Survival createExtension(ActorSystem<?> system) {
            return new Survival(system);
        }
    }
}
