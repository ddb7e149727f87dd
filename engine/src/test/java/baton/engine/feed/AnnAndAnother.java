package baton.engine.feed;

import baton.engine.Clusters;
import baton.engine.sharding.Entities;
import baton.engine.spi.FixedTenants;
import baton.engine.spi.Ingress;
import baton.protocol.client.v1.Cursor;
import baton.protocol.client.v1.CustomerView;
import baton.protocol.client.v1.Feed;
import baton.protocol.client.v1.MergedCustomer;
import baton.protocol.config.v1.Tenant;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Ann, who follows her conversations on a page, and another person, who may turn out to be the same. */
abstract class AnnAndAnother extends Subscribed {

    final FakeEntities entities = new FakeEntities(actors.system());
    private final EntityFeeds feeds = new EntityFeeds(
            actors.system(),
            FixedTenants.of(Tenant.newBuilder().setId("acme").build()),
            new Entities(actors.system(), Clusters.PATIENCE));

    /** Who has the address under which the subscriber follows, and another person. */
    String ann = "";

    String other = "";

    /** Ann's conversations, and the other one's. */
    String first = "";

    String second = "";
    String others = "";

    AnnAndAnother() {
        super(Clusters.ofOne("customers"));
    }

    @BeforeAll
    void awaitEverybody() {
        FakeEntities.awaitEverybody(actors.system());
    }

    @BeforeEach
    void begin() {
        ann = "c-visitor-" + tests;
        other = "c-other-" + tests;
        first = ann + "-1";
        second = ann + "-2";
        others = other + "-1";
        entities.lengths.put(first, 4);
        entities.lengths.put(second, 2);
        entities.lengths.put(others, 3);
    }

    void follow(CustomerView view) {
        follow(Cursor.getDefaultInstance(), view);
    }

    /** {@code view}: what whoever asks for Ann is told first. */
    void follow(Cursor cursor, CustomerView view) {
        entities.customers.put(ann, view);
        feeds.followCustomer(new Ingress.Party("acme", "webchat", "visitor-" + tests), cursor, subscriber.ref());
    }

    void push(CustomerView view) {
        entities.customersFollowers.get(ann).tell(view);
    }

    static CustomerView view(String customerId, String... episodeIds) {
        return CustomerView.newBuilder()
                .setCustomerId(customerId)
                .addAllEpisodeIds(List.of(episodeIds))
                .build();
    }

    /** The other one answers for Ann, too. */
    CustomerView merged(String... episodeIds) {
        return view(other, episodeIds).toBuilder()
                .addMerged(MergedCustomer.newBuilder()
                        .setCustomerId(ann)
                        .addEpisodeIds(first)
                        .addEpisodeIds(second))
                .build();
    }

    /** The other one is to be asked. */
    CustomerView elsewhere() {
        return view(ann, first).toBuilder().setMergedInto(other).build();
    }

    static Cursor cursor(String episodeId, int number) {
        return Cursor.newBuilder().setEpisodeId(episodeId).setNumber(number).build();
    }

    void isNotFollowedBy(ActorRef<Feed> frames) {
        actors.createTestProbe().expectTerminated(frames);
    }

    List<String> frames(int count) {
        var frames = new ArrayList<String>();
        while (frames.size() < count) {
            frames.add(frame());
        }
        return frames;
    }

    /** Everything that comes until all of these have come, in whatever order. */
    void until(String... wanted) {
        var frames = new ArrayList<String>();
        while (!frames.containsAll(List.of(wanted))) {
            frames.add(frame());
        }
    }

    private String frame() {
        var feed = subscriber.receiveMessage(Clusters.PATIENCE);
        if (feed.hasEpisode()) {
            return feed.getEpisode().getEpisodeId() + " " + feed.getEpisode().getStatus();
        }
        if (feed.hasCurrent()) {
            var current = feed.getCurrent();
            return "current '" + current.getEpisodeId() + "' gone " + current.getGoneEpisodeIdsList();
        }
        var entries = feed.getEntries();
        return entries.getEpisodeId() + " " + entries.getAfter() + "-" + entries.getUpTo();
    }
}
