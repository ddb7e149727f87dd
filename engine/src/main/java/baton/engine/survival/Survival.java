package baton.engine.survival;

import java.time.Clock;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.apache.pekko.actor.typed.Props;
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
        system.systemActorOf(
                LeaseKeeper.create(self, lease, settings.renewEvery(), fences, end), "lease", Props.empty());
        system.systemActorOf(Fencer.create(self, takeovers, settings.lease(), fences, clock), "fencer", Props.empty());
        if (settings.fastDown()) {
            system.systemActorOf(Coroner.create(settings, Doorstep::new), "coroner", Props.empty());
        }
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
