package baton.engine.node;

import baton.engine.EntityKey;
import baton.engine.agent.Agent;
import baton.engine.agent.AgentProfile;
import baton.engine.agent.AgentSettings;
import baton.engine.agent.ProfileFormat;
import baton.engine.allowance.Allowance;
import baton.engine.call.Call;
import baton.engine.customer.Address;
import baton.engine.customer.Customer;
import baton.engine.episode.Episode;
import baton.engine.episode.EpisodeSettings;
import baton.engine.episode.Outlets;
import baton.engine.likeness.Likeness;
import baton.engine.routing.Queue;
import baton.engine.routing.RoutingSettings;
import baton.engine.routing.Rules;
import baton.engine.routing.RulesFormat;
import baton.engine.sharding.Entities;
import baton.engine.spi.Tenants;
import baton.engine.spi.Tenants.Tenant;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BiFunction;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** Spreads the entities over the cluster. Those that may owe something are remembered, so they wake up by themselves after a crash. */
final class Shards {

    private final ActorSystem<?> system;
    private final InstantSource clock;
    private final Entities entities;
    private final ClusterShardingSettings remembered;

    Shards(ActorSystem<?> system, InstantSource clock, Entities entities) {
        this.system = system;
        this.clock = clock;
        this.entities = entities;
        this.remembered = ClusterShardingSettings.create(system).withRememberEntities(true);
    }

    void start(Tenants tenants, Outlets outlets, Listening listening, LinkPost links) {
        var config = system.settings().config();
        Address.initSharding(system, clock);
        Likeness.initSharding(system, clock);
        Allowance.initSharding(system, clock);
        Customer.initSharding(system, clock, new CustomerCarrier(entities));
        var episodes = EpisodeSettings.from(config);
        remember(
                Episode.TYPE_KEY,
                (key, sleep) -> Episode.create(
                        key,
                        episodes,
                        queueId -> wrapUp(tenants, key, queueId, episodes),
                        outlets,
                        listening.of(key.tenant()),
                        clock,
                        new EpisodeCarrier(entities, new Announcements(tenants), links, clock),
                        sleep));
        var routing = RoutingSettings.from(config);
        remember(
                Queue.TYPE_KEY,
                (key, sleep) ->
                        Queue.create(key, () -> rules(tenants, key), routing, clock, new QueueCarrier(entities)));
        var agents = AgentSettings.from(config);
        remember(
                Agent.TYPE_KEY,
                (key, sleep) -> Agent.create(
                        key, () -> profile(tenants, key), agents, clock, new AgentCarrier(entities, clock), sleep));
        var doors = new ClusterDoors(system);
        remember(Call.TYPE_KEY, (key, sleep) -> Call.create(key, clock, new CallCarrier(entities), doors, sleep));
    }

    private <C> void remember(EntityTypeKey<C> type, BiFunction<EntityKey, Runnable, Behavior<C>> behavior) {
        ClusterSharding.get(system)
                .init(Entity.of(
                                type,
                                entity -> Behaviors.<C>setup(context -> {
                                    Runnable sleep = () ->
                                            entity.getShard().tell(new ClusterSharding.Passivate<>(context.getSelf()));
                                    return behavior.apply(EntityKey.parse(entity.getEntityId()), sleep);
                                }))
                        .withSettings(remembered));
    }

    private static Duration wrapUp(Tenants tenants, EntityKey key, String queueId, EpisodeSettings usual) {
        return tenants.byId(key.tenant()).stream()
                .flatMap(tenant -> tenant.config().getQueuesList().stream())
                .filter(queue -> queue.getId().equals(queueId) && queue.hasWrapUp())
                .findFirst()
                .map(queue -> Duration.ofSeconds(queue.getWrapUp().getSeconds()))
                .orElse(usual.wrapUp());
    }

    private static Rules rules(Tenants tenants, EntityKey key) {
        return tenants.byId(key.tenant())
                .map(tenant -> RulesFormat.read(tenant.config(), tenant.version()))
                .orElseGet(Rules::none);
    }

    /** Whoever is not configured any more can take nothing. */
    private static AgentProfile profile(Tenants tenants, EntityKey key) {
        var tenant = tenants.byId(key.tenant());
        var version = tenant.map(Tenant::version).orElse(0L);
        return tenant.flatMap(company -> company.agent(key.id()))
                .map(account -> ProfileFormat.read(account.config(), version))
                .orElseGet(() -> AgentProfile.nobody(version));
    }
}
