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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Ann, who follows her conversations on a page, and another person, who may turn out to be the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AnnAndAnother {

    private final ActorTestKit actors = Clusters.ofOne("customers");
    final FakeEntities entities = new FakeEntities(actors.system());
    private final EntityFeeds feeds = new EntityFeeds(
            actors.system(),
            FixedTenants.of(Tenant.newBuilder().setId("acme").build()),
            new Entities(actors.system(), Clusters.PATIENCE));

    private TestProbe<Feed> subscriber = actors.createTestProbe();
    private int tests;

    /** Who has the address under which the subscriber follows, and another person. */
    String ann = "";

    String other = "";

    /** Ann's conversations, and the other one's. */
    String first = "";

    String second = "";
    String others = "";

    @BeforeAll
    void awaitEverybody() {
        FakeEntities.awaitEverybody(actors.system());
    }

    @BeforeEach
    void begin() {
        subscriber = actors.createTestProbe();
        tests++;
        ann = "c-visitor-" + tests;
        other = "c-other-" + tests;
        first = ann + "-1";
        second = ann + "-2";
        others = other + "-1";
        entities.lengths.put(first, 4);
        entities.lengths.put(second, 2);
        entities.lengths.put(others, 3);
    }

    @AfterEach
    void end() {
        subscriber.stop();
    }

    @AfterAll
    void stop() {
        ActorTestKit.shutdown(actors.system(), Duration.ofSeconds(30));
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
