package baton.engine.node;

import static baton.engine.node.House.ACME;
import static baton.engine.node.House.get;
import static org.awaitility.Awaitility.await;

import baton.engine.Clusters;
import baton.engine.MovableClock;
import baton.engine.allowance.Allowance;
import baton.engine.episode.EpisodeCommand.FindLink;
import baton.engine.episode.EpisodeErrand.SendLink;
import baton.engine.episode.EpisodeReply;
import baton.engine.ingress.CustomerIngress;
import baton.engine.ingress.IngressSettings;
import baton.engine.sharding.Entities;
import baton.engine.spi.FixedTenants;
import baton.engine.spi.Ingress.Party;
import baton.protocol.config.v1.ChannelAccount;
import baton.protocol.config.v1.Tenant;
import baton.protocol.gateway.v1.Accepted;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.Receipt;
import baton.protocol.journal.v1.EpisodeEvent;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Acme, whose visitors have links sent to lofts by pigeons, and which gets letters in bottles, too; Globex, which has bottles only. Time passes when a test says so. */
final class LinkHouse implements AutoCloseable {

    static final String GLOBEX = "globex";

    final Lofts lofts = new Lofts();
    final MovableClock clock = new MovableClock();
    private final AtomicInteger people = new AtomicInteger();
    private final House house;
    final Entities entities;
    final CustomerIngress ingress;

    /** @param name of the cluster; {@code rules}: of {@code baton.ingress.sent-links} */
    LinkHouse(String name, String rules) {
        house = new House(
                name,
                """
                baton.http.public-url = "https://chat.example/"
                baton.ingress.sent-links { %s }
                """
                        .formatted(rules),
                clock,
                FixedTenants.of(
                        House.acme()
                                .setCompany("Acme")
                                .addAccounts(ChannelAccount.newBuilder()
                                        .setChannel("pigeon")
                                        .putSettings("loft", "acme-1"))
                                .addAccounts(bottles())
                                .build(),
                        Tenant.newBuilder()
                                .setId(GLOBEX)
                                .setDefaultQueue("main")
                                .addAccounts(bottles())
                                .build()),
                lofts,
                new Bottles());
        entities = house.entities;
        ingress = house.ingress;
        house.egress.start(clock);
        Allowance.initSharding(house.system(), clock);
        var carrier =
                new EpisodeCarrier(entities, new Announcements(house.tenants), post("https://chat.example"), clock);
        house.open(5_000, (tenant, errand, done) -> {
            if (errand instanceof SendLink) {
                carrier.carry(tenant, errand, done);
            }
        });
    }

    private static ChannelAccount.Builder bottles() {
        return ChannelAccount.newBuilder().setChannel("bottle");
    }

    /** Of a node that says so of how it is reached. */
    LinkPost post(String url) {
        var config = ConfigFactory.parseMap(Map.of("baton.http.public-url", url))
                .withFallback(house.system().settings().config());
        return new LinkPost(entities, house.tenants, house.channels, IngressSettings.from(config), clock);
    }

    @Override
    public void close() {
        house.close();
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
        return house.entries(episode);
    }
}
