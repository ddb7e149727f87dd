package baton.engine.node;

import static org.awaitility.Awaitility.await;

import baton.engine.Clusters;
import baton.engine.EntityKey;
import baton.engine.MovableClock;
import baton.engine.allowance.Allowance;
import baton.engine.customer.Address;
import baton.engine.customer.Customer;
import baton.engine.episode.CallBackRule;
import baton.engine.episode.Episode;
import baton.engine.episode.EpisodeCommand.FindLink;
import baton.engine.episode.EpisodeCommand.GetTimeline;
import baton.engine.episode.EpisodeErrand.SendLink;
import baton.engine.episode.EpisodeReply;
import baton.engine.episode.EpisodeSettings;
import baton.engine.episode.Listeners;
import baton.engine.ingress.CustomerIngress;
import baton.engine.ingress.FairShare;
import baton.engine.ingress.IngressSettings;
import baton.engine.ingress.Lending;
import baton.engine.likeness.Likeness;
import baton.engine.sharding.Entities;
import baton.engine.spi.FixedTenants;
import baton.engine.spi.Ingress.Party;
import baton.protocol.client.v1.Feed;
import baton.protocol.config.v1.ChannelAccount;
import baton.protocol.config.v1.Tenant;
import baton.protocol.gateway.v1.Accepted;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.Receipt;
import baton.protocol.journal.v1.EpisodeEvent;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;

/** Acme, whose visitors have links sent to lofts by pigeons, and which gets letters in bottles, too; Globex, which has bottles only. Time passes when a test says so. */
final class LinkHouse implements AutoCloseable {

    static final String ACME = "acme";
    static final String GLOBEX = "globex";

    private final ActorTestKit actors;
    final Lofts lofts = new Lofts();
    final MovableClock clock = new MovableClock();
    private final AtomicInteger people = new AtomicInteger();
    final Entities entities;
    final CustomerIngress ingress;
    private final FixedTenants tenants;
    private final DoorChannels channels;

    /** @param name of the cluster; {@code rules}: of {@code baton.ingress.sent-links} */
    LinkHouse(String name, String rules) {
        actors = Clusters.ofOne(
                name,
                ConfigFactory.parseString(
                                """
                        pekko.cluster.roles = ["doors"]
                        baton.secret = "0123456789abcdef0123456789abcdef-of-the-tests"
                        baton.http.public-url = "https://chat.example/"
                        baton.ingress.sent-links { %s }
                        """
                                        .formatted(rules))
                        .withFallback(PersistenceTestKitPlugin.config())
                        .withFallback(PersistenceTestKitSnapshotPlugin.config()));
        entities = new Entities(actors.system(), Clusters.PATIENCE);
        tenants = FixedTenants.of(
                Tenant.newBuilder()
                        .setId(ACME)
                        .setCompany("Acme")
                        .setDefaultQueue("main")
                        .addAccounts(
                                ChannelAccount.newBuilder().setChannel("pigeon").putSettings("loft", "acme-1"))
                        .addAccounts(bottles())
                        .build(),
                Tenant.newBuilder()
                        .setId(GLOBEX)
                        .setDefaultQueue("main")
                        .addAccounts(bottles())
                        .build());
        channels = new DoorChannels(List.of(lofts, new Bottles()));
        var egress = new Egress(
                actors.system(),
                tenants,
                channels,
                new Listening(List.of(), tenants),
                entities,
                () -> CompletableFuture.completedStage(null));
        egress.start(clock);
        Address.initSharding(actors.system(), clock);
        Allowance.initSharding(actors.system(), clock);
        Likeness.initSharding(actors.system(), clock);
        Customer.initSharding(actors.system(), clock, new CustomerCarrier(entities));
        var config = IngressSettings.from(actors.system().settings().config());
        var carrier = new EpisodeCarrier(entities, new Announcements(tenants), post("https://chat.example"), clock);
        var settings = new EpisodeSettings(
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofMinutes(2),
                5_000,
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
                                (tenant, errand, done) -> {
                                    if (errand instanceof SendLink) {
                                        carrier.carry(tenant, errand, done);
                                    }
                                },
                                () -> {})));
        var lending = new Lending(entities, config, channels, clock);
        ingress = new CustomerIngress(tenants, entities, lending, config, new FairShare(config.perSecond(), clock));
    }

    private static ChannelAccount.Builder bottles() {
        return ChannelAccount.newBuilder().setChannel("bottle");
    }

    /** Of a node that says so of how it is reached. */
    LinkPost post(String url) {
        var config = ConfigFactory.parseMap(Map.of("baton.http.public-url", url))
                .withFallback(actors.system().settings().config());
        return new LinkPost(entities, tenants, channels, IngressSettings.from(config), clock);
    }

    @Override
    public void close() {
        actors.shutdownTestKit();
    }

    String newVisitor() {
        return "visitor-" + people.incrementAndGet();
    }

    String newLoft() {
        return "loft-" + people.incrementAndGet();
    }

    static Party party(String visitor) {
        return new Party(ACME, "webchat", visitor);
    }

    Receipt asks(String visitor, String typed) {
        return get(ingress.askLink(party(visitor), "pigeon", typed, "uk"));
    }

    /** So many links have been brought there, and the episode knows that none is on its way any more: who asks again gets another one. */
    void awaitSent(String episode, String loft, int letters) {
        lofts.code(loft, letters);
        await().atMost(Clusters.PATIENCE).until(() -> !isOnItsWay(episode, loft));
    }

    private boolean isOnItsWay(String episode, String loft) {
        var reply = get(entities.askEpisode(ACME, episode, to -> new FindLink("pigeon", loft, to)));
        return reply instanceof EpisodeReply.Accepted;
    }

    Receipt confirms(String code) {
        return get(ingress.confirm(ACME, "pigeon", code));
    }

    static String refused(Receipt receipt) {
        return receipt.getRefused().getCode();
    }

    String writes(String channel, String address, String id) {
        return says(ACME, channel, address, id, "text of " + id).getEpisodeId();
    }

    Accepted says(String tenant, String channel, String address, String id, String text) {
        return get(ingress.receive(InboundMessage.newBuilder()
                        .setTenant(tenant)
                        .setChannel(channel)
                        .setAddress(address)
                        .setMessageId(id)
                        .setText(text)
                        .build()))
                .getAccepted();
    }

    List<EpisodeEvent> entries(String episode) {
        var page = get(entities.ask(entities.episode(ACME, episode), (ActorRef<Feed> to) -> new GetTimeline(0, to)));
        return page.getEntries().getEntriesList().stream()
                .map(entry -> entry.getEvent())
                .toList();
    }

    static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(Clusters.LONG_PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
