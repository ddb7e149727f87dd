package baton.engine.node;

import baton.engine.Clusters;
import baton.engine.EntityKey;
import baton.engine.customer.Address;
import baton.engine.customer.Customer;
import baton.engine.duty.Carrier;
import baton.engine.episode.CallBackRule;
import baton.engine.episode.Episode;
import baton.engine.episode.EpisodeCommand.GetTimeline;
import baton.engine.episode.EpisodeErrand;
import baton.engine.episode.EpisodeSettings;
import baton.engine.episode.Listeners;
import baton.engine.ingress.CustomerIngress;
import baton.engine.ingress.FairShare;
import baton.engine.ingress.IngressSettings;
import baton.engine.ingress.Lending;
import baton.engine.likeness.Likeness;
import baton.engine.sharding.Entities;
import baton.engine.spi.ChannelGateway;
import baton.engine.spi.FixedTenants;
import baton.protocol.client.v1.Feed;
import baton.protocol.config.v1.Tenant;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.journal.v1.EpisodeEvent;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;

/** Addresses, customers and conversations as they are, in a node of their own that forgets everything at its end; the doors are a test's. */
final class House implements AutoCloseable {

    static final String ACME = "acme";

    private final ActorTestKit actors;
    final InstantSource clock;
    final FixedTenants tenants;
    final DoorChannels channels;
    final Entities entities;
    final Egress egress;
    final IngressSettings config;
    final Lending lending;
    final CustomerIngress ingress;

    /**
     * @param name of the cluster
     * @param settings more of them, as in a configuration file
     */
    House(String name, String settings, InstantSource clock, FixedTenants tenants, ChannelGateway... doors) {
        actors = Clusters.ofOne(
                name,
                ConfigFactory.parseString(
                                """
                        pekko.cluster.roles = ["doors"]
                        baton.secret = "0123456789abcdef0123456789abcdef-of-the-tests"
                        """)
                        .withFallback(ConfigFactory.parseString(settings))
                        .withFallback(PersistenceTestKitPlugin.config())
                        .withFallback(PersistenceTestKitSnapshotPlugin.config()));
        this.clock = clock;
        this.tenants = tenants;
        channels = new DoorChannels(List.of(doors));
        entities = new Entities(actors.system(), Clusters.PATIENCE);
        egress = new Egress(
                actors.system(),
                tenants,
                channels,
                new Listening(List.of(), tenants),
                entities,
                () -> CompletableFuture.completedStage(null));
        Address.initSharding(actors.system(), clock);
        Likeness.initSharding(actors.system(), clock);
        Customer.initSharding(actors.system(), clock, new CustomerCarrier(entities));
        config = IngressSettings.from(actors.system().settings().config());
        lending = new Lending(entities, config, channels, clock);
        ingress = new CustomerIngress(tenants, entities, lending, config, new FairShare(config.perSecond(), clock));
    }

    static Tenant.Builder acme() {
        return Tenant.newBuilder().setId(ACME).setDefaultQueue("main");
    }

    /** From here on there are conversations. One is full with {@code most} entries. */
    void open(int most, Carrier<EpisodeErrand> carrier) {
        var settings = new EpisodeSettings(
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofMinutes(2),
                most,
                new CallBackRule(3, Duration.ofMinutes(15)));
        ClusterSharding.get(actors.system())
                .init(Entity.of(
                        Episode.TYPE_KEY,
                        entity -> Episode.create(
                                EntityKey.parse(entity.getEntityId()),
                                settings,
                                queueId -> Duration.ofSeconds(60),
                                egress.outlets(),
                                Listeners.none(),
                                clock,
                                carrier,
                                () -> {})));
    }

    ActorSystem<?> system() {
        return actors.system();
    }

    @Override
    public void close() {
        actors.shutdownTestKit();
    }

    static InboundMessage message(String channel, String address, String id) {
        return InboundMessage.newBuilder()
                .setTenant(ACME)
                .setChannel(channel)
                .setAddress(address)
                .setMessageId(id)
                .setText("text of " + id)
                .build();
    }

    /** All of an episode's timeline. */
    List<EpisodeEvent> entries(String episode) {
        var all = new ArrayList<EpisodeEvent>();
        for (var more = true; more; ) {
            var after = all.size();
            var page = get(
                    entities.ask(entities.episode(ACME, episode), (ActorRef<Feed> to) -> new GetTimeline(after, to)));
            page.getEntries().getEntriesList().forEach(entry -> all.add(entry.getEvent()));
            more = all.size() > after;
        }
        return all;
    }

    static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(Clusters.LONG_PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
