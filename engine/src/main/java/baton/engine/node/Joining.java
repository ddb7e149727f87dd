package baton.engine.node;

import baton.engine.survival.Survival;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.apache.pekko.management.cluster.bootstrap.ClusterBootstrap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a node into its cluster. The first of the seed nodes begins one when the others do not answer; but not while the database knows
 * of nodes that are alive: then they are only slow to answer, or cut off, and it goes on asking them.
 */
final class Joining {

    private static final Logger LOG = LoggerFactory.getLogger(Joining.class);
    private static final Duration GLANCE = Duration.ofSeconds(1);

    private final ActorSystem<?> system;
    private final Cluster cluster;
    private final List<Address> seeds;
    private final List<Address> others;
    private boolean askingOthers;

    private Joining(ActorSystem<?> system) {
        this.system = system;
        this.cluster = Cluster.get(system);
        this.seeds = system.settings().config().getStringList("baton.seed-nodes").stream()
                .map(AddressFromURIString::parse)
                .toList();
        this.others = seeds.stream()
                .filter(seed -> !seed.equals(cluster.selfMember().address()))
                .toList();
    }

    /** Begins; when the node is a member, the cluster says so. */
    static void begin(ActorSystem<?> system) {
        if (system.settings().config().getString("baton.bootstrap").equals("seeds")) {
            new Joining(system).begin();
        } else {
            ClusterBootstrap.get(Adapter.toClassic(system)).start();
        }
    }

    private void begin() {
        var first = seeds.get(0).equals(cluster.selfMember().address());
        if (!first || others.isEmpty()) {
            cluster.manager().tell(new JoinSeedNodes(seeds));
        } else {
            look();
        }
    }

    private void look() {
        Survival.get(system).othersAreAlive().whenComplete((alive, failure) -> {
            if (failure != null) {
                LOG.warn("the database does not say who is alive, nothing is joined yet: {}", failure.toString());
                later();
            } else if (alive) {
                ask();
                later();
            } else if (isOutside()) {
                cluster.manager().tell(new JoinSeedNodes(seeds));
            }
        });
    }

    private void ask() {
        if (!askingOthers) {
            askingOthers = true;
            LOG.info("other nodes are alive, joining {}", others);
            cluster.manager().tell(new JoinSeedNodes(others));
        }
    }

    private void later() {
        if (isOutside()) {
            system.scheduler().scheduleOnce(GLANCE, this::look, system.executionContext());
        }
    }

    private boolean isOutside() {
        return cluster.selfMember().status() == MemberStatus.removed();
    }
}
