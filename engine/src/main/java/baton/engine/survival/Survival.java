package baton.engine.survival;

import baton.engine.survival.CensusTaker.Standing;
import baton.engine.survival.Takeovers.Who;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * What keeps two nodes from being right at the same time. One for each node; begins to work when the journal is first used.
 */
public final class Survival implements Extension {

    private static final String OUTBOUND = "pekko.remote.artery.advanced.tcp.outbound-client-hostname";

    private final String self;
    private final Census census;
    private final Lease lease;
    private final Takeovers takeovers = new Takeovers();
    private final Contact database = new Contact();

    private Survival(ActorSystem<?> system) {
        var settings = SurvivalSettings.from(system.settings().config());
        var clock = Clock.systemUTC();
        this.lease = new Lease(settings.lease(), settings.admission(), System::nanoTime, clock);
        this.self = nodeId(Cluster.get(system).selfMember().uniqueAddress());
        var tables = SurvivalTables.of(system);
        var fences = new FenceTable(tables);
        this.census = new CensusTable(tables, system.name());
        Runnable end = () -> CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.clusterDowningReason());
        Supplier<Standing> standing = () -> standing(system);
        takeovers.begin(Takeovers.BEFORE, Who.OTHERS);
        start(
                system,
                "census",
                CensusTaker.create(self, standing, census, fences, lease, takeovers, database, settings, end));
        CoordinatedShutdown.get(system).addTask("survival-end", "lease", this::leave);
        start(system, "lease", LeaseKeeper.create(self, lease, database, settings, fences, end));
        start(system, "fencer", Fencer.create(self, takeovers, settings.lease(), fences, clock));
        if (settings.fastDown()) {
            var from = system.settings().config().getString(OUTBOUND);
            start(system, "coroner", Coroner.create(settings, (to, listener) -> new Doorstep(from, to, listener)));
        }
    }

    /** Beside the cluster's own heartbeats: work that waits for threads must not look like death. */
    private static <T> void start(ActorSystem<?> system, String name, Behavior<T> behavior) {
        var supervised = Behaviors.supervise(behavior).onFailure(SupervisorStrategy.restart());
        var dispatcher = system.settings().config().getString("pekko.cluster.use-dispatcher");
        system.systemActorOf(supervised, name, DispatcherSelector.fromConfig(dispatcher));
    }

    public static Survival get(ActorSystem<?> system) {
        return Id.INSTANCE.apply(system);
    }

    private static Standing standing(ActorSystem<?> system) {
        var cluster = Cluster.get(system);
        var status = cluster.selfMember().status();
        var up = status == MemberStatus.up() || status == MemberStatus.weaklyUp();
        var members = StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
                .map(member -> nodeId(member.uniqueAddress()))
                .collect(Collectors.toUnmodifiableSet());
        var config = system.settings().config();
        var severalExpected = config.getStringList("baton.seed-nodes").size() != 1;
        return new Standing(up, severalExpected && members.size() <= 1, members);
    }

    /** What lived here has been handed over, or has had its time. From now on others may read what this node has stored. */
    private CompletionStage<Done> leave() {
        lease.lose("this node leaves, others go on with its work");
        return census.leave(self).exceptionally(forgottenSoon -> Done.getInstance());
    }

    static boolean isSameAddress(String one, String other) {
        return one.substring(0, one.indexOf('#')).equals(other.substring(0, other.indexOf('#')));
    }

    /** Address and incarnation: a node that starts again at the same address is another one. */
    static String nodeId(UniqueAddress node) {
        return node.address() + "#" + node.longUid();
    }

    /** Whether a node at another address is alive on this database, or has been until a moment ago. */
    public CompletionStage<Boolean> othersAreAlive() {
        return census.alive().thenApply(alive -> alive.stream().anyMatch(node -> !isSameAddress(node, self)));
    }

    /** Completes when this node may say that what it has stored until now is stored. */
    public CompletionStage<Done> mayAcknowledge() {
        return lease.held();
    }

    /** Whether this node may say now that something is stored; only to be shown. */
    public boolean mayAcknowledgeNow() {
        return lease.holds();
    }

    /** Whether this node may, or might so short a while ago: until then it was only late. */
    boolean mightAcknowledgeWithin(Duration ago) {
        return lease.hasHeldWithin(ago);
    }

    /** Completes when what others have acknowledged can be read completely. */
    public CompletionStage<Done> mayRead() {
        return takeovers.over();
    }

    /** Completes when those who were given up have stopped and this node has not been given up: what it does now, it does alone. */
    public CompletionStage<Done> mayServe() {
        return mayRead().thenCompose(over -> mayAcknowledge());
    }

    Barrier barrier(ActorRef plugin, Duration goodFor) {
        return new Barrier(lease, takeovers, database, plugin, goodFor);
    }

    private static final class Id extends ExtensionId<Survival> {

        private static final Id INSTANCE = new Id();

        @Override
        public Survival createExtension(ActorSystem<?> system) {
            return new Survival(system);
        }
    }
}
