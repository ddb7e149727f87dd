package baton.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.engine.Clusters;
import baton.engine.sharding.Entities;
import baton.engine.spi.FixedTenants;
import baton.protocol.client.v1.AgentView;
import baton.protocol.client.v1.Cursor;
import baton.protocol.client.v1.CustomerView;
import baton.protocol.client.v1.EpisodeView;
import baton.protocol.client.v1.Feed;
import baton.protocol.client.v1.Wall;
import baton.protocol.client.v1.WallAgent;
import baton.protocol.client.v1.WallQueue;
import baton.protocol.config.v1.Agent;
import baton.protocol.config.v1.Tenant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Followers between subscribers and entities that crash, repeat themselves, and lose things on the way. */
class EntityFeedsTest extends Subscribed {

    private static final int MANY = 2_000;

    private final FakeEntities entities;
    private final EntityFeeds feeds;

    private String id = "";

    EntityFeedsTest() {
        super(Clusters.ofOne("feeds"));
        entities = new FakeEntities(actors.system());
        feeds = new EntityFeeds(
                actors.system(),
                FixedTenants.of(Tenant.newBuilder()
                        .setId("acme")
                        .addAgents(Agent.newBuilder().setId("anna").setName("Anna K."))
                        .build()),
                new Entities(actors.system(), Clusters.PATIENCE));
    }

    @BeforeAll
    void awaitEverybody() {
        FakeEntities.awaitEverybody(actors.system());
    }

    @BeforeEach
    void begin() {
        id = "e" + tests;
        entities.wishes.clear();
        entities.wall.clear();
    }

    @Test
    void anEpisodeHasTheIdThatEpisodesHave() {
        assertThat(feeds.possible("c0123456789abcdef0123-1")).isTrue();
        assertThat(feeds.possible("c0123456789abcdef0123")).isFalse();
        assertThat(feeds.possible("anything")).isFalse();
    }

    @Test
    void theSubscriberGetsWhatItHasMissed() {
        entities.lengths.put(id, 5);

        follow(2);

        joins(2, 5);
        assertThat(view().getUpTo()).isEqualTo(5);
    }

    @Test
    void whenTheEpisodeCrashesNothingIsMissingAndNothingComesTwice() {
        entities.lengths.put(id, 3);
        follow(0);
        joins(0, 3);

        for (int length = 5; length <= 11; length += 2) {
            entities.lengths.put(id, length);
            entities.crash(id);
            joins(length - 2, length);
        }

        assertThat(entities.wishes)
                .containsExactly(id + " after 0", id + " after 3", id + " after 5", id + " after 7", id + " after 9");
    }

    @Test
    void anEchoIsNotPassedOn() {
        entities.lengths.put(id, 5);
        follow(2);
        joins(2, 5);
        var frames = entities.followers.get(id);

        frames.tell(FakeEntities.entries(id, 2, 5));
        frames.tell(FakeEntities.entries(id, 3, 4));
        frames.tell(FakeEntities.entries(id, 5, 6));

        joins(5, 6);
    }

    @Test
    void whatIsLostOnTheWayIsAskedForAgain() {
        entities.lengths.put(id, 5);
        follow(2);
        joins(2, 5);

        entities.lengths.put(id, 9);
        entities.followers.get(id).tell(FakeEntities.entries(id, 8, 9));

        joins(5, 9);
        assertThat(entities.wishes).containsExactly(id + " after 2", id + " after 5");
    }

    @Test
    void whatBeginsAnewIsPassedOn() {
        entities.lengths.put(id, 5);
        follow(2);
        joins(2, 5);

        entities.followers.get(id).tell(FakeEntities.entries(id, 0, 3));

        joins(0, 3);
    }

    @Test
    void agentsSeeWhoIsWho() {
        entities.lengths.put(id, 1);
        entities.customers.put(
                "c-" + id,
                CustomerView.newBuilder()
                        .setCustomerId("c-" + id)
                        .setName("Ilona")
                        .build());

        follow(0);
        joins(0, 1);
        var first = view();
        var named = first.getCustomer().getName().isEmpty() ? view() : first;

        assertThat(named.getPeopleList())
                .extracting(person -> person.getAgentId() + "=" + person.getName())
                .containsExactly("anna=Anna K.");
        assertThat(named.getCustomer().getName()).isEqualTo("Ilona");
    }

    @Test
    void theFollowerStopsWithTheSubscriber() {
        follow(0);
        view();
        var frames = entities.followers.get(id);

        subscriber.stop();

        actors.createTestProbe().expectTerminated(frames);
    }

    @Test
    void aDeskFollowsWhatIsOfferedAndAssigned() {
        entities.lengths.put(id, 4);
        entities.agents.put("agent-" + id, agent("offered"));

        feeds.followAgent("acme", "agent-" + id, List.of(cursor(id, 3)), subscriber.ref());

        until("agent", id + " 3-4");
    }

    /** The entry that ends a conversation comes just before it is no longer the agent's. */
    @Test
    void aDeskGetsWhatWasSaidUntilTheEpisodeIsNoLongerItsOwn() {
        var agentId = "agent-" + id;
        entities.agents.put(agentId, agent("assigned"));
        feeds.followAgent("acme", agentId, List.of(), subscriber.ref());
        until("agent", id + " view");
        var desk = entities.followers.get(agentId);
        var episode = entities.followers.get(id);

        for (int number = 0; number < MANY; number++) {
            episode.tell(FakeEntities.entries(id, number, number + 1));
        }
        desk.tell(agent("gone"));

        for (int number = 0; number < MANY; number++) {
            joins(number, number + 1);
        }
        actors.createTestProbe().expectTerminated(episode);
    }

    /** What an agent entity says of itself may overtake what the episode, on another node, says of how it ended. */
    @Test
    void aDeskGetsHowTheEpisodeEndedAlsoIfTheAgentsNewsIsFaster() {
        var agentId = "agent-" + id;
        entities.lengths.put(id, 4);
        entities.agents.put(agentId, agent("assigned"));
        feeds.followAgent("acme", agentId, List.of(), subscriber.ref());
        until("agent", id + " 0-4", id + " view");
        var episode = entities.followers.get(id);

        entities.lengths.put(id, 5);
        entities.followers.get(agentId).tell(agent("gone"));

        until("agent", id + " 4-5");
        actors.createTestProbe().expectTerminated(episode);
    }

    @Test
    void anEpisodeThatComesBackToADeskBeginsAnew() {
        var agentId = "agent-" + id;
        entities.lengths.put(id, 4);
        entities.agents.put(agentId, agent("assigned"));
        feeds.followAgent("acme", agentId, List.of(cursor(id, 3)), subscriber.ref());
        until("agent", id + " 3-4", id + " view");
        var desk = entities.followers.get(agentId);
        var before = entities.followers.get(id);

        desk.tell(agent("gone"));
        actors.createTestProbe().expectTerminated(before);
        until("agent");
        desk.tell(agent("assigned"));

        until("agent", id + " 0-4");
    }

    @Test
    void whoFollowsTheWallGetsEverythingThenWhatChanges() {
        entities.wall.add(wall("sales", "anna").build());
        entities.wall.add(wall("support", "ben").setComplete(true).build());

        feeds.followWall("acme", subscriber.ref());

        assertThat(wall()).isEqualTo(entities.wall.get(0));
        assertThat(wall()).isEqualTo(entities.wall.get(1));
        var change = wall("sales", "ben").build();
        entities.followers.get("main").tell(Feed.newBuilder().setWall(change).build());
        assertThat(wall()).isEqualTo(change);
    }

    @Test
    void whenTheQueuesHaveMovedWhatIsGoneMeanwhileIsNamed() {
        entities.wall.add(wall("sales", "anna").build());
        entities.wall.add(wall("support", "ben").setComplete(true).build());
        feeds.followWall("acme", subscriber.ref());
        wall();
        wall();

        entities.wall.clear();
        entities.wall.add(wall("support", "chloe").build());
        entities.wall.add(wall("support", "ben").setComplete(true).build());
        entities.crashQueue();

        assertThat(wall()).isEqualTo(entities.wall.get(0));
        var last = wall();
        assertThat(last.getRemovedQueuesList()).containsExactly("sales");
        assertThat(last.getRemovedAgentsList()).containsExactly("anna");
        assertThat(last.getComplete()).isTrue();
    }

    @Test
    void aCompanyThatIsNotConfiguredIsNamed() {
        assertThatThrownBy(() -> feeds.followEpisode("nobody", cursor(id, 0), subscriber.ref()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tenant: 'nobody' (expected: a configured one)");
    }

    private static Wall.Builder wall(String queueId, String agentId) {
        return Wall.newBuilder()
                .addQueues(WallQueue.newBuilder().setQueueId(queueId))
                .addAgents(WallAgent.newBuilder().setAgentId(agentId));
    }

    private Wall wall() {
        return subscriber.receiveMessage(Clusters.PATIENCE).getWall();
    }

    private void follow(int after) {
        feeds.followEpisode("acme", cursor(id, after), subscriber.ref());
    }

    private static Cursor cursor(String episodeId, int number) {
        return Cursor.newBuilder().setEpisodeId(episodeId).setNumber(number).build();
    }

    private Feed agent(String episodeIs) {
        var view = AgentView.newBuilder();
        switch (episodeIs) {
            case "offered" -> view.addOffersBuilder().setEpisodeId(id);
            case "assigned" -> view.addAssignmentsBuilder().setEpisodeId(id);
            default -> view.setReason("nothing in hand");
        }
        return Feed.newBuilder().setAgent(view).build();
    }

    /** The next entries are exactly these. */
    private void joins(int after, int upTo) {
        var feed = subscriber.receiveMessage(Clusters.PATIENCE);
        while (feed.hasEpisode() || feed.hasAgent()) {
            feed = subscriber.receiveMessage(Clusters.PATIENCE);
        }
        assertThat(feed.getEntries().getAfter()).isEqualTo(after);
        assertThat(feed.getEntries().getUpTo()).isEqualTo(upTo);
        assertThat(feed.getEntries().getEntriesCount()).isEqualTo(upTo - after);
    }

    private EpisodeView view() {
        return subscriber.receiveMessage(Clusters.PATIENCE).getEpisode();
    }

    /** Everything that comes until all of these have come, in whatever order. */
    private List<String> until(String... wanted) {
        var frames = new ArrayList<String>();
        while (!frames.containsAll(List.of(wanted))) {
            frames.add(frame());
        }
        return frames;
    }

    private String frame() {
        var feed = subscriber.receiveMessage(Clusters.PATIENCE);
        return switch (feed.getItemCase()) {
            case ENTRIES -> {
                var entries = feed.getEntries();
                yield entries.getEpisodeId() + " " + entries.getAfter() + "-" + entries.getUpTo();
            }
            case EPISODE -> feed.getEpisode().getEpisodeId() + " view";
            case AGENT -> "agent";
            default -> feed.getItemCase().toString();
        };
    }
}
