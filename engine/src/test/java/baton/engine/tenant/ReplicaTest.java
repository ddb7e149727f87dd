package baton.engine.tenant;

import static baton.engine.tenant.Companies.acme;
import static baton.engine.tenant.Companies.company;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.MovableClock;
import baton.engine.follow.Following;
import baton.engine.spi.Configuration.Author;
import baton.engine.tenant.DirectoryCommand.FollowDirectory;
import baton.engine.tenant.DirectoryCommand.Manner;
import baton.protocol.config.v1.Tenant;
import baton.protocol.journal.v1.DirectoryPage;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A replica between a directory that crashes, repeats itself and loses things on the way, and those who read it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicaTest {

    private final ActorTestKit actors = ActorTestKit.create(ManualTime.config());
    private final ManualTime time = ManualTime.get(actors.system());

    private TestProbe<DirectoryCommand> directory = actors.createTestProbe();
    private TestProbe<DirectoryState> known = actors.createTestProbe();
    private ActorRef<Void> source = actors.system().ignoreRef();
    private DirectoryState state = DirectoryState.empty();

    @BeforeEach
    void begin() {
        directory = actors.createTestProbe();
        known = actors.createTestProbe();
        state = DirectoryState.empty();
        var to = directory.ref();
        var tell = known.ref();
        actors.spawn(Replica.create(to::tell, (before, after) -> tell.tell(after)));
    }

    @AfterAll
    void stop() {
        actors.shutdownTestKit();
    }

    @Test
    void nobodyIsToldBeforeTheWholeIsThere() {
        load(Companies.large("acme", 1_000));
        var wish = found(0);
        var pages = DirectoryFeed.whole(state);
        assertThat(pages).hasSizeGreaterThan(2);

        pages.subList(0, pages.size() - 1).forEach(wish.follower()::tell);
        known.expectNoMessage();
        wish.follower().tell(pages.get(pages.size() - 1));

        assertThat(known.receiveMessage()).isEqualTo(state);
    }

    @Test
    void aDirectoryWithoutCompaniesIsCompleteToo() {
        DirectoryFeed.whole(state).forEach(found(0).follower()::tell);

        assertThat(known.receiveMessage()).isEqualTo(DirectoryState.empty());
    }

    @Test
    void changesFollowWithoutAGap() {
        var follower = complete();

        load(acme()).forEach(follower::tell);
        assertThat(known.receiveMessage()).isEqualTo(state);
        load(acme().toBuilder().setCompany("Acme 2").build()).forEach(follower::tell);

        assertThat(known.receiveMessage()).isEqualTo(state);
        directory.expectNoMessage();
    }

    @Test
    void aLargeChangeIsSeenAtOnceOrNotAtAll() {
        var follower = complete();
        var pages = load(Companies.large("acme", 1_000));
        assertThat(pages).hasSizeGreaterThan(2);

        pages.subList(0, pages.size() - 1).forEach(follower::tell);
        known.expectNoMessage();
        follower.tell(pages.get(pages.size() - 1));

        assertThat(known.receiveMessage()).isEqualTo(state);
    }

    @Test
    void whatIsKnownAlreadyChangesNothing() {
        var follower = complete();
        var pages = load(acme());
        pages.forEach(follower::tell);
        known.receiveMessage();

        pages.forEach(follower::tell);
        DirectoryFeed.whole(state).forEach(follower::tell);

        known.expectNoMessage();
        directory.expectNoMessage();
    }

    @Test
    void afterAGapTheWholeIsAskedFor() {
        var follower = complete();
        load(acme()).forEach(follower::tell);
        known.receiveMessage();
        var last = state.last();

        load(acme().toBuilder().setCompany("lost on the way").build());
        load(acme().toBuilder().setCompany("Acme 3").build()).forEach(follower::tell);

        var again = found(last);
        known.expectNoMessage();
        DirectoryFeed.whole(state).forEach(again.follower()::tell);
        assertThat(known.receiveMessage()).isEqualTo(state);
    }

    @Test
    void aPageThatIsMissingIsAGap() {
        var follower = complete();
        var pages = load(Companies.large("acme", 1_000));

        follower.tell(pages.get(0));
        follower.tell(pages.get(2));

        found(0);
        known.expectNoMessage();
    }

    @Test
    void aDirectoryThatRestartsIsFollowedFromWhereItWas() {
        var follower = complete();
        load(acme()).forEach(follower::tell);
        known.receiveMessage();

        actors.stop(source);
        var again = found(state.last());

        load(company("globex", "200").build()).forEach(again.follower()::tell);
        assertThat(known.receiveMessage()).isEqualTo(state);
    }

    @Test
    void aDirectoryThatDoesNotAnswerIsAskedAgain() {
        directory.expectMessageClass(FollowDirectory.class);

        time.timePasses(Duration.ofSeconds(3));

        directory.expectMessageClass(FollowDirectory.class);
    }

    /** Nobody dies, and there is no further edit whose number would show the gap. */
    @Test
    void anEditThatWasLostOnTheWayIsHeardOfAtTheNextQuestionNinetyToAHundredAndFiftySecondsLater() {
        // given an edit that does not arrive
        var follower = complete();
        load(acme()).forEach(follower::tell);
        known.receiveMessage();
        var last = state.last();
        load(acme().toBuilder().setCompany("lost on the way").build());

        // when the time has passed after which it asks once more
        time.expectNoMessageFor(Duration.ofSeconds(89), directory);
        time.timePasses(Duration.ofSeconds(61));

        // then it asks for what comes after what it knows, and hears of the edit
        DirectoryFeed.whole(state).forEach(found(last).follower()::tell);
        assertThat(known.receiveMessage()).isEqualTo(state);
    }

    /** The replica has all there is, which is nothing. */
    private ActorRef<DirectoryPage> complete() {
        var follower = found(0).follower();
        DirectoryFeed.whole(state).forEach(follower::tell);
        known.receiveMessage();
        return follower;
    }

    private FollowDirectory found(long after) {
        var wish = directory.expectMessageClass(FollowDirectory.class);
        assertThat(wish.after()).isEqualTo(after);
        source = actors.spawn(ReplicaTest.<Void>anybody());
        wish.replyTo().tell(new Following(source));
        return wish;
    }

    private static <T> Behavior<T> anybody() {
        return Behaviors.empty();
    }

    /** What the directory tells of this. */
    private List<DirectoryPage> load(Tenant tenant) {
        var decision = new DirectoryDecisions(state, MovableClock.START)
                .replace(new Author(tenant.getId(), "dora", 0), tenant, Manner.EXACTLY);
        var after = state.last();
        for (var event : decision.events()) {
            state = state.after(event);
        }
        return DirectoryFeed.changes(after, decision.events());
    }
}
