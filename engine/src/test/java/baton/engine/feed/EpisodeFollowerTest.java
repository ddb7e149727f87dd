package baton.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.Clusters;
import baton.engine.EntityKey;
import baton.engine.customer.Customer;
import baton.engine.episode.Episode;
import baton.engine.episode.EpisodeCommand;
import baton.engine.episode.EpisodeCommand.FollowEpisode;
import baton.engine.episode.EpisodeCommand.Idle;
import baton.engine.episode.Party;
import baton.engine.follow.Following;
import baton.engine.sharding.Entities;
import baton.engine.spi.Tenants.Tenant;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a follower ends. The test is the episode: it says when which look is answered. */
class EpisodeFollowerTest extends Subscribed {

    private static final Tenant ACME =
            Tenant.of(baton.protocol.config.v1.Tenant.newBuilder().setId("acme").build(), 1);

    /** Until an episode that has not answered is asked again. */
    private static final Duration PATIENCE = Duration.ofMillis(400);

    private static final Duration LAST_LOOK = Duration.ofSeconds(10);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final ManualTime time = ManualTime.get(actors.system());
    private final Entities entities = new Entities(actors.system(), Clusters.PATIENCE);

    /** Who gets what episodes are asked. */
    private final Map<String, ActorRef<EpisodeCommand>> episodes = new ConcurrentHashMap<>();

    private TestProbe<EpisodeCommand> episode = actors.createTestProbe();
    private ActorRef<EpisodeFollower.Message> follower = actors.system().ignoreRef();

    EpisodeFollowerTest() {
        super(Clusters.ofOne("follower", ManualTime.config()));
        ClusterSharding.get(actors.system())
                .init(Entity.of(
                        Episode.TYPE_KEY,
                        it -> told(EntityKey.parse(it.getEntityId()).id())));
        ClusterSharding.get(actors.system()).init(Entity.of(Customer.TYPE_KEY, it -> Behaviors.ignore()));
    }

    private Behavior<EpisodeCommand> told(String episodeId) {
        return Behaviors.receiveMessage(command -> {
            episodes.get(episodeId).tell(command);
            return Behaviors.same();
        });
    }

    /** When there is a cluster, and the episode has a place in it. */
    @BeforeEach
    void follow() {
        var id = "e" + tests;
        episode = actors.createTestProbe();
        episodes.put(id, episode.ref());
        entities.episode("acme", id).tell(new Idle());
        episode.awaitAssert(Clusters.PATIENCE, Duration.ofMillis(10), () -> {
            time.timePasses(Duration.ofMillis(100));
            return episode.expectMessageClass(Idle.class, MOMENT);
        });
        follower = actors.spawn(EpisodeFollower.create(ACME, id, Party.AGENT, 3, subscriber.ref(), entities));
    }

    @Test
    void whoIsToFinishLooksOnceMoreAndStopsAtTheAnswer() {
        answer(look());
        follower.tell(new EpisodeFollower.Finish());

        var last = look();
        say(last, 3, 5);
        answer(last);

        passedOn(3, 5);
        stopped();
    }

    /** The episode had answered that before it stored the last of what is to be passed on. */
    @Test
    void anAnswerToAnEarlierLookIsNotTheEnd() {
        // given a look that has not been answered when it is time to finish
        var earlier = look();
        follower.tell(new EpisodeFollower.Finish());
        var last = look();

        // when it is answered after all, and then the last one
        answer(earlier);
        say(last, 3, 5);
        answer(last);

        // then what came between the two is passed on
        passedOn(3, 5);
        stopped();
    }

    @Test
    void aLastLookThatIsLostIsRepeated() {
        answer(look());
        follower.tell(new EpisodeFollower.Finish());
        look();

        time.timePasses(PATIENCE);
        var again = look();
        say(again, 3, 5);
        answer(again);

        passedOn(3, 5);
        stopped();
    }

    @Test
    void whoGetsNoAnswerToTheLastLookStopsAfterTenSeconds() {
        answer(look());
        follower.tell(new EpisodeFollower.Finish());
        var last = look();

        time.timePasses(LAST_LOOK.minus(MOMENT));
        say(last, 3, 5);
        passedOn(3, 5);
        time.timePasses(MOMENT);

        stopped();
    }

    /** Two customers turned out to be one while both were on the phone: nobody is hung up on. */
    @Test
    void aConversationThatGoesOnBesideTheCurrentOneIsFollowedUntilItIsClosed() {
        answer(look());
        follower.tell(new EpisodeFollower.FinishWhenClosed());
        var once = look();
        say(once, 3, 5);
        once.follower().tell(FakeEntities.view("e", 5));
        answer(once);
        passedOn(3, 5);
        passedOn("engaged");

        time.timePasses(LAST_LOOK);
        say(once, 5, 6);
        close(once, 6);

        passedOn(5, 6);
        passedOn("closed");
        stopped();
    }

    @Test
    void whatIsMissingOfAClosedConversationIsFetchedBeforeItStops() {
        answer(look());
        follower.tell(new EpisodeFollower.FinishWhenClosed());

        close(look(), 5);
        passedOn("closed");
        var again = look();
        say(again, 3, 5);

        passedOn(3, 5);
        stopped();
    }

    @Test
    void aConversationWhoseEndHasBeenShownStopsWithoutAnotherLook() {
        close(look(), 3);
        passedOn("closed");

        follower.tell(new EpisodeFollower.FinishWhenClosed());

        stopped();
        entities.episode("acme", "e" + tests).tell(new Idle());
        episode.expectMessageClass(Idle.class);
    }

    /** A client takes an episode that is new to it for the current one. */
    @Test
    void aConversationOfWhichNothingHasBeenShownIsNotBegunWhenItIsNoLongerTheCurrentOne() {
        look();
        var id = "e" + tests;
        follower = actors.spawn(EpisodeFollower.create(ACME, id, Party.CUSTOMER, 0, subscriber.ref(), entities));
        var look = look();

        follower.tell(new EpisodeFollower.FinishWhenClosed());
        stopped();
        say(look, 0, 5);

        subscriber.expectNoMessage(MOMENT);
    }

    /** The network may drop what nobody misses. */
    @Test
    void aViewThatKnowsOfMoreThanHasComeMakesItAskAgain() {
        var look = look();
        answer(look);

        look.follower().tell(FakeEntities.view("e", 5));

        assertThat(look().after()).isEqualTo(3);
    }

    @Test
    void theSameViewIsNotPassedOnTwice() {
        var look = look();
        say(look, 3, 5);
        passedOn(3, 5);
        look.follower().tell(FakeEntities.view("e", 5));
        assertThat(subscriber.receiveMessage().hasEpisode()).isTrue();

        look.follower().tell(FakeEntities.view("e", 5));
        say(look, 5, 6);

        passedOn(5, 6);
    }

    /** From another node, what goes to two actors may overtake each other. */
    @Test
    void theAnswerComesByTheWayOnWhichTheEntriesCome() {
        var look = look();

        assertThat(look.replyTo().path()).isEqualTo(look.follower().path());

        follower.tell(new EpisodeFollower.Finish());
        var last = look();
        assertThat(last.replyTo().path()).isEqualTo(last.follower().path());
    }

    /** A node of the release before does not say to which look it answers. */
    @Test
    void anAnswerWithoutANumberIsNotTheEnd() {
        answer(look());
        follower.tell(new EpisodeFollower.Finish());
        var last = look();

        last.replyTo().tell(new Following(episode.ref().unsafeUpcast().narrow()));
        say(last, 3, 5);

        passedOn(3, 5);
    }

    private FollowEpisode look() {
        return episode.expectMessageClass(FollowEpisode.class);
    }

    private void answer(FollowEpisode look) {
        look.replyTo().tell(new Following(episode.ref().unsafeUpcast().narrow()).to(look.look()));
    }

    private static void say(FollowEpisode look, int after, int upTo) {
        look.follower().tell(FakeEntities.entries("e", after, upTo));
    }

    private static void close(FollowEpisode look, int upTo) {
        look.follower().tell(FakeEntities.view("e", upTo, "closed"));
    }

    private void passedOn(String status) {
        assertThat(subscriber.receiveMessage().getEpisode().getStatus()).isEqualTo(status);
    }

    private void passedOn(int after, int upTo) {
        var entries = subscriber.receiveMessage().getEntries();
        assertThat(entries.getAfter()).isEqualTo(after);
        assertThat(entries.getUpTo()).isEqualTo(upTo);
    }

    private void stopped() {
        actors.createTestProbe().expectTerminated(follower);
    }
}
