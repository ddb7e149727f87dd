package baton.engine.node;

import baton.engine.feed.EntityFeeds;
import baton.engine.ingress.AgentIngress;
import baton.engine.ingress.CallIngress;
import baton.engine.ingress.CustomerIngress;
import baton.engine.ingress.IngressSettings;
import baton.engine.ingress.Lending;
import baton.engine.sharding.Entities;
import baton.engine.spi.Engine;
import baton.engine.spi.Tenants;
import baton.engine.tenant.ConfiguredTenants;
import com.typesafe.config.Config;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.management.javadsl.PekkoManagement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node of Baton: cluster member, entities, doors. */
public final class Node {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private final ActorSystem<Void> system;
    private final CompletionStage<Done> ready;

    private Node(ActorSystem<Void> system, CompletionStage<Done> ready) {
        this.system = system;
        this.ready = ready;
    }

    /**
     * Starts a node from a complete configuration ({@code baton.*}, {@code pekko.*}).
     *
     * @throws IllegalArgumentException with a sentence that names the setting if the tenants contradict each other
     */
    public static Node start(Config config, InstantSource clock) {
        var tenants = ConfiguredTenants.from(config);
        ActorSystem<Void> system = ActorSystem.create(guardian(), "baton", config);
        var ready = start(system, tenants, clock).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.error("the node cannot start", failure);
                system.terminate();
            }
        });
        return new Node(system, ready);
    }

    /** The guardian has nothing to do: everything is an entity, a door or a follower. */
    private static Behavior<Void> guardian() {
        return Behaviors.empty();
    }

    private static CompletionStage<Done> start(ActorSystem<Void> system, Tenants tenants, InstantSource clock) {
        try {
            var management = PekkoManagement.get(system).start();
            var engine = engine(system, tenants, clock);
            return management.thenCompose(bound -> new Doors(engine).open());
        } catch (RuntimeException broken) {
            return CompletableFuture.failedStage(broken);
        }
    }

    private static Engine engine(ActorSystem<?> system, Tenants tenants, InstantSource clock) {
        var settings = IngressSettings.from(system.settings().config());
        var entities = new Entities(system, settings.patience());
        new Shards(system, clock, entities).start(tenants);
        var lending = new Lending(entities, settings, clock);
        return new NodeEngine(
                system,
                clock,
                tenants,
                new CustomerIngress(tenants, entities, lending, settings),
                new EntityFeeds(system, tenants, entities),
                new AgentIngress(tenants, entities, settings),
                new CallIngress(system, tenants, entities, lending));
    }

    public ActorSystem<Void> system() {
        return system;
    }

    /** Completes when all doors are open; fails, and the node ends, when one cannot be opened. */
    public CompletionStage<Done> ready() {
        return ready;
    }

    /** Closes the doors, hands over what lives here, leaves the cluster. Completes when all that is done. */
    public CompletionStage<Done> stop() {
        system.terminate();
        return system.getWhenTerminated();
    }
}
