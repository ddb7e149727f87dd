package baton.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Which conversations a customer is shown, when one follows another, and when customers turn out to be one, or two after all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CustomerFollowerTest {

    private final ActorTestKit actors = Clusters.ofOne("customers");
    private final FakeEntities entities = new FakeEntities(actors.system());
    private final EntityFeeds feeds = new EntityFeeds(
            actors.system(),
            FixedTenants.of(Tenant.newBuilder().setId("acme").build()),
            new Entities(actors.system(), Clusters.PATIENCE));

    private TestProbe<Feed> subscriber = actors.createTestProbe();
    private int tests;

    /** Who has the address under which the subscriber follows, and another person. */
    private String ann = "";

    private String other = "";

    /** Ann's conversations, and the other one's. */
    private String first = "";

    private String second = "";
    private String others = "";

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

    @Test
    void aCustomerFollowsTheCurrentEpisodeAndGoesOverToTheNext() {
        follow(cursor(first, 1), view(ann, first));
        assertThat(frames(2)).containsExactly(first + " 1-4", first + " engaged");
        entities.closed.add(first);
        entities.followers.get(first).tell(FakeEntities.view(first, 4, "closed"));
        assertThat(frames(1)).containsExactly(first + " closed");

        push(view(ann, first, second));

        assertThat(frames(2)).containsExactly(second + " 0-2", second + " engaged");
    }

    /** It was stored before the next one began, but is under way from another node. */
    @Test
    void theEndOfAConversationComesAlsoIfTheNewsOfTheNextOneIsFaster() {
        follow(view(ann, first));
        until(first + " 0-4", first + " engaged");
        var former = entities.followers.get(first);

        entities.lengths.put(first, 5);
        entities.closed.add(first);
        push(view(ann, first, second));

        until(first + " 4-5", first + " closed", second + " 0-2");
        isNotFollowedBy(former);
    }

    @Test
    void whoComesBackWhenTheNextConversationHasBegunSeesHowTheFormerOneEnded() {
        entities.lengths.put(first, 5);
        entities.closed.add(first);

        follow(cursor(first, 4), view(ann, first, second));

        until(first + " 4-5", first + " closed", second + " 0-2");
    }

    /** A client may say what it likes. */
    @Test
    void whoComesBackAndNamesAConversationOfAnotherOneIsNotShownIt() {
        follow(cursor(others, 1), merged(others, first));

        assertThat(frames(2)).containsExactly(first + " 0-4", first + " engaged");
        assertThat(entities.followers).doesNotContainKey(others);
    }

    /** Both were on the phone, and the call of this one goes on. */
    @Test
    void ofTwoConversationsThatBecameOneTheOtherIsShownUntilItIsClosed() {
        // given two customers who turned out to be one, and the other one's conversation goes on
        follow(view(ann, first));
        until(first + " 0-4", first + " engaged");
        push(merged(first, others));
        until(others + " 0-3", others + " engaged");
        var former = entities.followers.get(first);

        // when something is still said in the first, and then it ends
        former.tell(FakeEntities.entries(first, 4, 5));
        former.tell(FakeEntities.view(first, 5, "closed"));

        // then it is shown
        until(first + " 4-5", first + " closed");
        isNotFollowedBy(former);
    }

    /** First the other one's was the current one, then somebody looked which of the two goes on. */
    @Test
    void aConversationThatBecomesTheCurrentOneAgainIsFollowedOnce() {
        follow(view(ann, first));
        until(first + " 0-4", first + " engaged");
        var before = entities.followers.get(first);

        push(merged(first, others));
        until(others + " 0-3", others + " engaged");
        push(merged(others, first));

        isNotFollowedBy(before);
        until("current '" + first + "' gone []", first + " 0-4");
        assertThat(entities.followers.get(first)).isNotEqualTo(before);
    }

    /** Who answered for both does not any more; whoever does now cannot be reached for a while. */
    @Test
    void afterASeparationOnlyTheOwnConversationIsShown() {
        // given a customer who is shown the conversation of another one
        follow(view(ann, first));
        until(first + " 0-4");
        entities.customers.put(ann, elsewhere());
        push(merged(first, others));
        until(others + " 0-3");
        var wrong = entities.followers.get(others);

        // when these are two after all
        push(view(other, others));

        // then there is nobody left who could show it, what was shown is to go, and the own one is shown when it can be
        isNotFollowedBy(wrong);
        until("current '' gone [" + others + "]");
        push(view(ann, first));
        until(first + " 0-4");
    }

    @Test
    void afterASeparationTheEndOfTheOtherPersonsFormerConversationIsNotShownEither() {
        // given a conversation of the other person that is not the current one any more, but goes on
        follow(view(ann, first));
        until(first + " 0-4");
        entities.customers.put(ann, elsewhere());
        push(merged(first, others));
        until(others + " 0-3");
        var wrong = entities.followers.get(others);
        push(merged(others, second));
        until(second + " 0-2");

        // when these are two after all
        push(view(other, others));

        // then there is nobody left who could show it
        isNotFollowedBy(wrong);
    }

    @Test
    void whoHasSaidNothingSeesNothingAfterASeparation() {
        follow(merged(others));
        until(others + " 0-3", others + " engaged");
        var wrong = entities.followers.get(others);

        push(view(ann));

        isNotFollowedBy(wrong);
        assertThat(frames(1)).containsExactly("current '' gone [" + others + "]");
    }

    @Test
    void afterASeparationTheOwnConversationIsTheCurrentOneAgainAndTheOtherPersonsIsToGo() {
        follow(view(ann, first));
        until(first + " 0-4", first + " engaged");
        push(merged(first, others));
        until(others + " 0-3", others + " engaged");

        push(view(ann, first));

        until("current '" + first + "' gone [" + others + "]");
    }

    /** Another view said for a moment that it was not. */
    @Test
    void whatTurnsOutToBeTheOwnOneAfterAllComesFromItsBeginning() {
        follow(cursor(first, 3), view(ann, first));
        until(first + " 3-4");
        push(view(ann));
        until("current '' gone [" + first + "]");

        push(view(ann, first));

        until(first + " 0-4");
    }

    /** They were two while this one was away. */
    @Test
    void whoComesBackAfterASeparationIsToldThatWhatIsOnTheScreenIsAnotherPersons() {
        follow(cursor(others, 3), view(ann, first));

        assertThat(frames(3)).containsExactly("current '' gone [" + others + "]", first + " 0-4", first + " engaged");
    }

    /** The other person's customer answers, as if Ann had never been there, and has not heard yet that they are one. */
    @Test
    void theOwnConversationGoesOnUntilTheOtherOneHasHeardThatTheyAreOne() {
        follow(view(ann, first));
        until(first + " 0-4", first + " engaged");

        push(elsewhere());
        push(view(other, others));
        entities.followers.get(first).tell(FakeEntities.entries(first, 4, 5));

        assertThat(frames(1)).containsExactly(first + " 4-5");
    }

    private void follow(CustomerView view) {
        follow(Cursor.getDefaultInstance(), view);
    }

    /** {@code view}: what whoever asks for Ann is told first. */
    private void follow(Cursor cursor, CustomerView view) {
        entities.customers.put(ann, view);
        feeds.followCustomer(new Ingress.Party("acme", "webchat", "visitor-" + tests), cursor, subscriber.ref());
    }

    private void push(CustomerView view) {
        entities.customersFollowers.get(ann).tell(view);
    }

    private static CustomerView view(String customerId, String... episodeIds) {
        return CustomerView.newBuilder()
                .setCustomerId(customerId)
                .addAllEpisodeIds(List.of(episodeIds))
                .build();
    }

    /** The other one answers for Ann, too. */
    private CustomerView merged(String... episodeIds) {
        return view(other, episodeIds).toBuilder()
                .addMerged(MergedCustomer.newBuilder()
                        .setCustomerId(ann)
                        .addEpisodeIds(first)
                        .addEpisodeIds(second))
                .build();
    }

    /** The other one is to be asked. */
    private CustomerView elsewhere() {
        return view(ann, first).toBuilder().setMergedInto(other).build();
    }

    private static Cursor cursor(String episodeId, int number) {
        return Cursor.newBuilder().setEpisodeId(episodeId).setNumber(number).build();
    }

    private void isNotFollowedBy(ActorRef<Feed> frames) {
        actors.createTestProbe().expectTerminated(frames);
    }

    private List<String> frames(int count) {
        var frames = new ArrayList<String>();
        while (frames.size() < count) {
            frames.add(frame());
        }
        return frames;
    }

    /** Everything that comes until all of these have come, in whatever order. */
    private void until(String... wanted) {
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
