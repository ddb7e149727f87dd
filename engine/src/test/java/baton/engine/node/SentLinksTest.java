package baton.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.Clusters;
import baton.engine.EntityKey;
import baton.engine.MovableClock;
import baton.engine.allowance.Allowance;
import baton.engine.customer.Address;
import baton.engine.customer.Customer;
import baton.engine.episode.CallBackRule;
import baton.engine.episode.Episode;
import baton.engine.episode.EpisodeCommand.GetTimeline;
import baton.engine.episode.EpisodeErrand.SendLink;
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
import baton.protocol.config.v1.Tenant;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.Receipt;
import baton.protocol.journal.v1.EpisodeEvent;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Links that visitors have sent to lofts, which they prove to be theirs by what a pigeon brings there. Globex has no pigeons. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SentLinksTest {

    private static final String ACME = "acme";

    private final ActorTestKit actors = Clusters.ofOne(
            "sent-links",
            ConfigFactory.parseString(
                            """
                    pekko.cluster.roles = ["doors"]
                    baton.secret = "0123456789abcdef0123456789abcdef-of-the-tests"
                    baton.http.public-url = "https://chat.example/"
                    baton.ingress.sent-links { per-customer = 3, per-address = 2, per-company = 6 }
                    """)
                    .withFallback(PersistenceTestKitPlugin.config())
                    .withFallback(PersistenceTestKitSnapshotPlugin.config()));
    private final Lofts lofts = new Lofts();
    private final MovableClock clock = new MovableClock();
    private final AtomicInteger people = new AtomicInteger();
    private final Entities entities = new Entities(actors.system(), Duration.ofSeconds(8));
    private final CustomerIngress ingress;

    SentLinksTest() {
        var tenants = FixedTenants.of(
                Tenant.newBuilder()
                        .setId(ACME)
                        .setCompany("Acme")
                        .setDefaultQueue("main")
                        .addAccounts(baton.protocol.config.v1.ChannelAccount.newBuilder()
                                .setChannel("pigeon")
                                .putSettings("loft", "acme-1"))
                        .build(),
                Tenant.newBuilder().setId("globex").setDefaultQueue("main").build());
        var channels = new DoorChannels(List.of(lofts));
        var egress = new Egress(actors.system(), tenants, channels, new Listening(List.of(), tenants), entities);
        egress.start(clock);
        Address.initSharding(actors.system(), clock);
        Allowance.initSharding(actors.system(), clock);
        Likeness.initSharding(actors.system(), clock);
        Customer.initSharding(actors.system(), clock, new CustomerCarrier(entities));
        var config = IngressSettings.from(actors.system().settings().config());
        var carrier = new EpisodeCarrier(
                entities, new Announcements(tenants), new LinkPost(entities, tenants, channels, config, clock));
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

    @AfterAll
    void stop() {
        actors.shutdownTestKit();
    }

    @Test
    void whoeverGetsTheLinkGoesOnInTheSameConversation() {
        var visitor = newVisitor();
        var episode = writes("webchat", visitor, "m1");
        var loft = newLoft();
        assertThat(get(ingress.callOptions(party(visitor))).getLinkChannelsList())
                .containsExactly("pigeon");

        assertThat(asks(visitor, " " + loft.toUpperCase()).hasAccepted()).isTrue();
        var code = lofts.code(loft);
        assertThat(code).hasSize(22);
        var proved = confirms(code);

        assertThat(proved.getAccepted().getEpisodeId()).isEqualTo(episode);
        assertThat(writes("pigeon", loft, "p1")).isEqualTo(episode);
        assertThat(entries(episode))
                .extracting(EpisodeEvent::getFactCase)
                .contains(EpisodeEvent.FactCase.LINK_REQUESTED, EpisodeEvent.FactCase.ADDRESS_LINKED);
        assertThat(refused(confirms(code))).isEqualTo("link-used");
    }

    @Test
    void aLoftWithAHistoryBringsItAlong() {
        var loft = newLoft();
        var earlier = writes("pigeon", loft, "p1");
        var visitor = newVisitor();
        var episode = writes("webchat", visitor, "m1");
        asks(visitor, loft);

        assertThat(confirms(lofts.code(loft)).hasAccepted()).isTrue();

        var goesOn = writes("webchat", visitor, "m2");
        assertThat(goesOn).isIn(earlier, episode);
        assertThat(writes("pigeon", loft, "p2")).isEqualTo(goesOn);
    }

    @Test
    void afterAnHourALinkIsTooOld() {
        var visitor = newVisitor();
        writes("webchat", visitor, "m1");
        var loft = newLoft();
        asks(visitor, loft);
        var code = lofts.code(loft);

        clock.passes(Duration.ofMinutes(60));

        assertThat(refused(confirms(code))).isEqualTo("link-too-old");
        assertThat(refused(confirms("Zm9vYmFyYmF6cXV4MTIzNA"))).isEqualTo("link-too-old");
    }

    @Test
    void whatWasSentToOneAddressProvesNoOther() {
        var visitor = newVisitor();
        writes("webchat", visitor, "m1");
        var loft = newLoft();
        asks(visitor, loft);
        var code = lofts.code(loft);

        var arrived = get(ingress.arrive(new Party(ACME, "pigeon", newLoft()), code));
        var elsewhere = get(ingress.confirm(ACME, "email", code));
        var linkOfAMessenger =
                get(ingress.callOptions(party(visitor))).getMessengers(0).getUrl();

        assertThat(refused(arrived)).isEqualTo("no-such-code");
        assertThat(refused(elsewhere)).isEqualTo("link-too-old");
        assertThat(refused(confirms(linkOfAMessenger.substring("pigeon://".length()))))
                .isEqualTo("link-too-old");
        assertThat(confirms(code).hasAccepted()).isTrue();
    }

    @Test
    void whatCannotBeSentIsRefused() {
        var visitor = newVisitor();
        assertThat(refused(asks(visitor, newLoft()))).isEqualTo("nothing-said");
        writes("webchat", visitor, "m1");

        assertThat(refused(asks(visitor, "no loft"))).isEqualTo("bad-address");
        assertThat(refused(asks(visitor, "acme-1"))).isEqualTo("bad-address");
        assertThat(refused(asks(visitor, "a".repeat(300)))).isEqualTo("bad-address");
        assertThat(refused(get(ingress.askLink(party(visitor), "owl", "hogwarts-1", "en"))))
                .isEqualTo("no-such-channel");
        var other = new Party("globex", "webchat", visitor);
        assertThat(refused(get(ingress.askLink(other, "pigeon", newLoft(), "en"))))
                .isEqualTo("no-such-channel");
    }

    @Test
    void whatIsNoLanguageIsEnglish() {
        var visitor = newVisitor();
        writes("webchat", visitor, "m1");
        var loft = newLoft();

        get(ingress.askLink(party(visitor), "pigeon", loft, "uk&x=<b>"));

        lofts.code(loft);
        assertThat(lofts.to(loft).get(0).getText()).contains("?lang=en").doesNotContain("<b>");
    }

    @Test
    void nobodyIsFlooded() {
        clock.passes(Duration.ofHours(1));
        var stranger = newLoft();
        var first = newVisitor();
        writes("webchat", first, "m1");
        assertThat(asks(first, stranger).hasAccepted()).isTrue();
        lofts.code(stranger, 1);
        assertThat(asks(first, stranger).hasAccepted()).isTrue();
        lofts.code(stranger, 2);
        var third = asks(first, stranger);
        assertThat(refused(third)).isEqualTo("too-many-links");
        assertThat(third.getRefused().getRetryAfterMs()).isPositive();
        assertThat(refused(asks(first, newLoft())))
                .as("so many of one customer")
                .isEqualTo("too-many-links");

        var second = newVisitor();
        writes("webchat", second, "m1");
        assertThat(refused(asks(second, stranger))).as("so many to one address").isEqualTo("too-many-links");
        assertThat(asks(second, newLoft()).hasAccepted()).isTrue();
        assertThat(asks(second, newLoft()).hasAccepted()).isTrue();

        var last = newVisitor();
        writes("webchat", last, "m1");
        assertThat(asks(last, newLoft()).hasAccepted()).isTrue();
        assertThat(asks(last, newLoft()).hasAccepted()).isTrue();
        assertThat(refused(asks(last, newLoft()))).as("so many of one company").isEqualTo("too-many-links");
        assertThat(lofts.to(stranger)).hasSize(2);

        clock.passes(Duration.ofHours(1));
        assertThat(asks(first, stranger).hasAccepted()).isTrue();
    }

    private String newVisitor() {
        return "visitor-" + people.incrementAndGet();
    }

    private String newLoft() {
        return "loft-" + people.incrementAndGet();
    }

    private static Party party(String visitor) {
        return new Party(ACME, "webchat", visitor);
    }

    private Receipt asks(String visitor, String typed) {
        return get(ingress.askLink(party(visitor), "pigeon", typed, "uk"));
    }

    private Receipt confirms(String code) {
        return get(ingress.confirm(ACME, "pigeon", code));
    }

    private static String refused(Receipt receipt) {
        return receipt.getRefused().getCode();
    }

    private String writes(String channel, String address, String id) {
        var receipt = get(ingress.receive(InboundMessage.newBuilder()
                .setTenant(ACME)
                .setChannel(channel)
                .setAddress(address)
                .setMessageId(id)
                .setText("text of " + id)
                .build()));
        return receipt.getAccepted().getEpisodeId();
    }

    private List<EpisodeEvent> entries(String episode) {
        var page = get(entities.ask(entities.episode(ACME, episode), (ActorRef<Feed> to) -> new GetTimeline(0, to)));
        return page.getEntries().getEntriesList().stream()
                .map(entry -> entry.getEvent())
                .toList();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
