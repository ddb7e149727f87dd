package baton.engine.survival;

import static java.util.concurrent.CompletableFuture.completedStage;
import static java.util.concurrent.CompletableFuture.failedStage;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.MovableClock;
import baton.engine.survival.CensusTaker.Standing;
import baton.engine.survival.Takeovers.Who;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CensusTakerTest {

    private static final String SELF = "pekko://baton@one:1#7";
    private static final String OTHER = "pekko://baton@two:1#8";

    private SurvivalSettings settings = settings(Duration.ofSeconds(1));

    private static SurvivalSettings settings(Duration lease) {
        return new SurvivalSettings(
                lease, Duration.ofMillis(200), false, Duration.ofMillis(100), 3, Duration.ofSeconds(8));
    }

    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
    private final ManualTime time = ManualTime.get(kit.system());
    private final MovableClock clock = new MovableClock();
    private final AtomicLong nanos = new AtomicLong();
    private final Lease lease = new Lease(Duration.ofDays(1), settings.admission(), nanos::get, clock);
    private final Takeovers takeovers = new Takeovers();
    private final Contact database = new Contact();
    private final Register register = new Register();
    private final TestProbe<Object> probe = kit.createTestProbe();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Standing standing = new Standing(true, false, Set.of(SELF));

    /** What is in the database. */
    private static final class Register implements Census, Fences {

        private final Set<String> alive = ConcurrentHashMap.newKeySet();
        private final Set<String> fenced = ConcurrentHashMap.newKeySet();
        private final AtomicInteger entries = new AtomicInteger();
        private final AtomicInteger looks = new AtomicInteger();
        private volatile boolean away;

        @Override
        public CompletionStage<Done> enter(String node, Duration time) {
            entries.incrementAndGet();
            if (away) {
                return failedStage(new IllegalStateException("no answer"));
            }
            alive.add(node);
            return completedStage(Done.getInstance());
        }

        @Override
        public CompletionStage<Done> leave(String node) {
            alive.remove(node);
            return completedStage(Done.getInstance());
        }

        @Override
        public CompletionStage<Set<String>> alive() {
            looks.incrementAndGet();
            return away ? failedStage(new IllegalStateException("no answer")) : completedStage(Set.copyOf(alive));
        }

        @Override
        public CompletionStage<Boolean> isFenced(String node, Duration patience) {
            return completedStage(fenced.contains(node));
        }

        @Override
        public CompletionStage<Done> fence(String node, String by, Instant at) {
            throw new UnsupportedOperationException();
        }
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void whoIsInOneClusterWithEverybodyElseIsAdmittedAtOnce() {
        register.alive.add(OTHER);
        standing = new Standing(true, false, Set.of(SELF, OTHER));

        begin();

        awaitAdmitted();
        assertThat(register.alive).contains(SELF);
    }

    @Test
    void nobodyIsAdmittedBeforeBeingAMember() {
        standing = new Standing(false, false, Set.of());
        begin();
        passes(10);
        assertThat(isAdmitted()).isFalse();

        standing = new Standing(true, false, Set.of(SELF));

        passesUntil(this::isAdmitted);
    }

    /** Otherwise nodes that start together after all have died wait for each other: the first seed for them, and they for the first seed. */
    @Test
    void whoIsNotAMemberYetIsNotAliveForOthers() {
        standing = new Standing(false, false, Set.of());

        begin();
        passes(10);

        assertThat(register.alive).isEmpty();
    }

    /** It hands over what it has, and writes until then. */
    @Test
    void whoIsNoMemberAnyMoreIsStillAliveForOthers() {
        begin();
        awaitAdmitted();
        standing = new Standing(false, false, Set.of());
        register.alive.clear();

        time.timePasses(settings.enterEvery());

        probe.awaitAssert(() -> {
            assertThat(register.alive).contains(SELF);
            return null;
        });
    }

    @Test
    void whoHasBegunAClusterWhileOthersAreAliveInAnotherOneEnds() {
        register.alive.add(OTHER);

        begin();

        passesUntil(ended::get);
        assertThat(isAdmitted()).isFalse();
    }

    @Test
    void thoseWhoDiedWithoutAWordAreForgottenAndThenTheNodeIsAdmitted() {
        register.alive.add(OTHER);
        begin();
        passes(10);
        assertThat(isAdmitted()).isFalse();

        register.leave(OTHER);

        passesUntil(this::isAdmitted);
        assertThat(ended).isFalse();
    }

    @Test
    void anEarlierStartOfTheNodeAndThoseWhoAreFencedAreNobody() {
        register.alive.addAll(Set.of("pekko://baton@one:1#6", OTHER));
        register.fenced.add(OTHER);

        begin();

        awaitAdmitted();
    }

    @Test
    void whoBeginsAClusterForSeveralLooksForLongEnoughThatEverybodyWhoIsAliveHasEntered() {
        standing = new Standing(true, true, Set.of(SELF));
        begin();
        passes(3);
        assertThat(isAdmitted()).isFalse();

        register.alive.add(OTHER);

        passesUntil(ended::get);
        assertThat(isAdmitted()).isFalse();
    }

    @Test
    void whoseEntriesFollowEachOtherStaysAdmitted() {
        begin();
        awaitAdmitted();

        for (var entry = 0; entry < 10; entry++) {
            clock.passes(settings.enterEvery());
            time.timePasses(settings.enterEvery());
            awaitAdmitted();
        }
    }

    /** It stood still, or did not reach the database. */
    @Test
    void whoMayHaveBeenForgottenIsNotAdmittedAgainWhileOthersHaveBegunWithoutIt() {
        begin();
        awaitAdmitted();
        register.away = true;
        time.timePasses(settings.enterEvery());
        clock.passes(settings.admission());
        assertThat(isAdmitted()).isFalse();

        register.alive.add(OTHER);
        register.away = false;

        passesUntil(ended::get);
        assertThat(isAdmitted()).isFalse();
    }

    @Test
    void whoMayHaveBeenForgottenGoesOnWhenNobodyElseHasBegun() {
        begin();
        awaitAdmitted();
        clock.passes(settings.admission());
        assertThat(isAdmitted()).isFalse();

        passesUntil(this::isAdmitted);
    }

    @Test
    void whoCouldNotEnterEntersAgainAsSoonAsTheDatabaseAnswersAndOnlyOnce() {
        begin();
        awaitAdmitted();
        databaseIsAway();
        enters(3);
        clock.passes(settings.admission());
        assertThat(isAdmitted()).isFalse();
        var before = register.entries.get();

        databaseIsBack();

        awaitAdmitted();
        assertThat(register.entries).hasValue(before + 1);
    }

    @Test
    void whoCouldNotLookLooksAgainAsSoonAsTheDatabaseAnswers() {
        register.alive.add(OTHER);
        begin();
        looks(1);
        databaseIsAway();
        looks(3);
        register.leave(OTHER);

        databaseIsBack();

        awaitAdmitted();
    }

    /** All entries may have run out meanwhile. */
    @Test
    void whoBeginsAClusterForSeveralLooksForAsLongAgainAfterTheDatabaseWasAway() {
        standing = new Standing(true, true, Set.of(SELF));
        begin();
        looks(settings.looksAlone() - 2);
        databaseIsAway();
        looks(3);

        databaseIsBack();
        looks(settings.looksAlone() - 2);
        assertThat(isAdmitted()).isFalse();

        passesUntil(this::isAdmitted);
    }

    /** Nobody knows when it does: it waits for its turn instead of trying again and again. */
    @Test
    void whoCouldNotEnterAlthoughTheDatabaseAnswersWaitsForItsTurn() {
        begin();
        awaitAdmitted();
        register.away = true;
        enters(1);
        var before = register.entries.get();

        probe.expectNoMessage();

        assertThat(register.entries).hasValue(before);
    }

    /** Others may have been given up and not be fenced yet. */
    @Test
    void nothingIsReadWhileSomebodyIsAliveWhomTheNodeDoesNotKnow() {
        register.alive.add(OTHER);
        beginALeaseAgo();
        passes(10);
        assertThat(mayRead()).isFalse();

        register.leave(OTHER);

        passesUntil(this::isAdmitted);
        awaitMayRead(Duration.ofMillis(1));
    }

    /** It may still acknowledge what it was about to. */
    @Test
    void nothingIsReadUntilTheLeaseOfSomebodyWhoIsFencedIsOver() {
        register.alive.add(OTHER);
        register.fenced.add(OTHER);
        beginALeaseAgo();

        passesUntil(this::isAdmitted);
        time.timePasses(Duration.ofMillis(1));
        probe.expectNoMessage();
        assertThat(mayRead()).isFalse();

        awaitMayRead(settings.lease());
    }

    @Test
    void aLongLeaseIsOverAlsoWhileTheNodeEntersAgainAndAgain() {
        settings = settings(Duration.ofSeconds(5));
        register.alive.add(OTHER);
        register.fenced.add(OTHER);
        begin();
        passesUntil(this::isAdmitted);

        passesUntil(this::mayRead);
    }

    /** What an earlier start of it had sent to the database may be on its way. */
    @Test
    void nothingIsReadInTheFirstMomentOfANode() {
        begin();
        awaitAdmitted();
        time.timePasses(Duration.ofMillis(1));
        probe.expectNoMessage();
        assertThat(mayRead()).isFalse();

        awaitMayRead(settings.lease());
    }

    private void beginALeaseAgo() {
        standing = new Standing(false, false, Set.of());
        begin();
        probe.awaitAssert(() -> {
            assertThat(asked).hasPositiveValue();
            return null;
        });
        nanos.addAndGet(settings.lease().toNanos());
        standing = new Standing(true, false, Set.of(SELF));
    }

    private void awaitMayRead(Duration wait) {
        probe.awaitAssert(() -> {
            time.timePasses(wait);
            assertThat(mayRead()).isTrue();
            return null;
        });
    }

    private boolean mayRead() {
        return takeovers.over().toCompletableFuture().isDone();
    }

    private void begin() {
        takeovers.begin(Takeovers.BEFORE, Who.OTHERS);
        kit.spawn(CensusTaker.create(
                SELF, this::standing, register, register, lease, takeovers, database, settings, () -> ended.set(true)));
    }

    private Standing standing() {
        asked.incrementAndGet();
        return standing;
    }

    private void databaseIsAway() {
        register.away = true;
        database.lost();
    }

    /** After it has heard that its last question failed. No time passes. */
    private void databaseIsBack() {
        probe.expectNoMessage();
        register.away = false;
        database.found();
    }

    /** So often exactly. */
    private void enters(int times) {
        for (var n = 0; n < times; n++) {
            var next = register.entries.get() + 1;
            time.timePasses(settings.enterEvery());
            probe.awaitAssert(() -> {
                assertThat(register.entries).hasValue(next);
                return null;
            });
        }
    }

    /** So often, or once more. */
    private void looks(int times) {
        var last = register.looks.get() + times;
        passesUntil(() -> register.looks.get() >= last);
    }

    /** So many looks. */
    private void passes(int looks) {
        for (var n = 0; n < looks; n++) {
            time.timePasses(settings.lookEvery());
        }
    }

    private void passesUntil(BooleanSupplier happened) {
        probe.awaitAssert(Duration.ofSeconds(30), Duration.ofMillis(10), () -> {
            passes(1);
            assertThat(happened.getAsBoolean()).isTrue();
            return null;
        });
    }

    private void awaitAdmitted() {
        probe.awaitAssert(() -> {
            assertThat(isAdmitted()).isTrue();
            return null;
        });
    }

    private boolean isAdmitted() {
        lease.renew(lease.now());
        return lease.held().toCompletableFuture().isDone();
    }
}
