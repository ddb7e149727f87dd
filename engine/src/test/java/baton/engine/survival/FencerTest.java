package baton.engine.survival;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.Clusters;
import baton.engine.MovableClock;
import baton.engine.survival.Takeovers.Who;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent.MemberDowned;
import org.apache.pekko.cluster.ClusterEvent.MemberExited;
import org.apache.pekko.cluster.ClusterEvent.MemberRemoved;
import org.apache.pekko.cluster.ClusterEvent.UnreachableMember;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.util.Version;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.Set.Set1;

class FencerTest {

    private static final String SELF = "pekko://baton@one:1#7";
    private static final Duration LEASE = Duration.ofSeconds(1);
    private static final UniqueAddress NODE = new UniqueAddress(new Address("pekko", "baton", "two", 1), 8);
    private static final Member MEMBER =
            new Member(NODE, Integer.MAX_VALUE, MemberStatus.joining(), new Set1<>("dc-default"), Version.Zero());

    /** It outlives its cluster, as a node does while it ends in order. */
    private final ActorTestKit kit =
            ActorTestKit.create(ConfigFactory.parseString("pekko.cluster.run-coordinated-shutdown-when-down = off")
                    .withFallback(ManualTime.config())
                    .withFallback(Clusters.CONFIG)
                    .withFallback(ConfigFactory.load()));

    private final ManualTime time = ManualTime.get(kit.system());
    private final Cluster cluster = Cluster.get(Adapter.toClassic(kit.system()));
    private final Takeovers takeovers = new Takeovers();
    private final StoredFences fences = new StoredFences();
    private final TestProbe<Object> probe = kit.createTestProbe();
    private ActorRef<Fencer.Message> fencer;

    @BeforeEach
    void start() {
        fencer = kit.spawn(Fencer.create(SELF, takeovers, LEASE, fences, new MovableClock()));
        awaitOver();
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void whoIsGivenUpIsFencedAndNothingIsReadBeforeItsLeaseIsOver() {
        fencer.tell(Fencer.read(new MemberDowned(MEMBER.copy(MemberStatus.down()))));
        awaitFenced();
        var over = takeovers.over().toCompletableFuture();
        probe.expectNoMessage(); // it has heard that the fence is up
        time.timePasses(LEASE.minusMillis(1));
        probe.expectNoMessage();
        assertThat(over).isNotDone();

        probe.awaitAssert(() -> {
            time.timePasses(LEASE);
            assertThat(over).isCompleted();
            return null;
        });
    }

    @Test
    void whoGotStuckWhileLeavingIsFenced() {
        fencer.tell(Fencer.read(new UnreachableMember(MEMBER)));
        fencer.tell(Fencer.read(removed(MemberStatus.exiting())));

        awaitFenced();
    }

    @Test
    void whoGetsStuckWhileLeavingIsFencedBeforeItIsRemoved() {
        fencer.tell(Fencer.read(new MemberExited(
                MEMBER.copy(MemberStatus.up()).copy(MemberStatus.leaving()).copy(MemberStatus.exiting()))));
        fencer.tell(Fencer.read(new UnreachableMember(MEMBER)));

        awaitFenced();
    }

    /** As with one that was seen down: everybody would wait for a second lease. */
    @Test
    void whoGotStuckWhileLeavingIsNotGivenUpASecondTimeWhenItIsRemoved() {
        fencer.tell(Fencer.read(new UnreachableMember(MEMBER)));
        fencer.tell(Fencer.read(new MemberExited(
                MEMBER.copy(MemberStatus.up()).copy(MemberStatus.leaving()).copy(MemberStatus.exiting()))));
        awaitFenced();
        awaitOver();

        fencer.tell(Fencer.read(removed(MemberStatus.exiting())));

        probe.expectNoMessage();
        assertThat(takeovers.open()).isEmpty();
    }

    @Test
    void oneThatIsStartedAgainFencesWhatItHadBegunToAndOnlyWaitsForWhatOthersFence() {
        takeovers.begin(Survival.nodeId(NODE), Who.US);
        takeovers.begin("another", Who.OTHERS);

        var again = kit.spawn(Fencer.create(SELF, takeovers, LEASE, fences, new MovableClock()));

        awaitFenced();
        again.tell(Fencer.read(new UnreachableMember(MEMBER)));
        probe.expectNoMessage();
        time.timePasses(LEASE.multipliedBy(2));
        assertThat(fences.nodes).containsExactly(Survival.nodeId(NODE));
        probe.awaitAssert(() -> {
            assertThat(takeovers.open()).containsExactly("another");
            return null;
        });
    }

    @Test
    void whoIsGoneUnseenIsWaitedForUntilOthersHaveFencedItAndItsLeaseIsOver() {
        // given a node that we have not seen down: it was removed when we joined
        fencer.tell(Fencer.read(removed(MemberStatus.up())));
        probe.awaitAssert(() -> {
            assertThat(takeovers.open()).containsExactly(Survival.nodeId(NODE));
            return null;
        });
        time.timePasses(LEASE.multipliedBy(5));
        var over = takeovers.over().toCompletableFuture();
        assertThat(over).isNotDone();

        // when somebody who saw it has fenced it
        fences.nodes.add(Survival.nodeId(NODE));

        // then its lease is waited for from then on
        probe.awaitAssert(() -> {
            time.timePasses(LEASE);
            assertThat(over).isCompleted();
            return null;
        });
    }

    /** There may be nobody left to fence it. Not before the tenth second: others are rarely slower. */
    @Test
    void whoHasWaitedForLongUntilOthersFenceANodeSaysSoAndWhatToDo() {
        var node = Survival.nodeId(NODE);
        var looksBefore = new CopyOnWriteArrayList<Integer>();
        var word = LoggingTestKit.warn("still waiting for another node to fence " + node)
                .withCustom(said -> looksBefore.add(fences.asked.get())
                        && said.message().contains("if none is left that saw it go, start this node again"));

        word.expect(kit.system(), () -> {
            fencer.tell(Fencer.read(removed(MemberStatus.up())));
            probe.awaitAssert(Clusters.PATIENCE, Duration.ofMillis(5), () -> {
                time.timePasses(Duration.ofMillis(200));
                assertThat(fences.asked).hasValueGreaterThan(50);
                return null;
            });
            return null;
        });

        assertThat(looksBefore).containsExactly(50);
    }

    /** That would hold up everybody for another second. */
    @Test
    void whoWasSeenDownIsNotWaitedForASecondTimeWhenItIsRemoved() {
        fencer.tell(Fencer.read(new MemberDowned(MEMBER.copy(MemberStatus.down()))));
        awaitFenced();
        awaitOver();

        fencer.tell(Fencer.read(removed(MemberStatus.down())));

        probe.expectNoMessage();
        assertThat(takeovers.open()).isEmpty();
    }

    @Test
    void whoLeftInOrderIsNotFenced() {
        fencer.tell(Fencer.read(removed(MemberStatus.exiting())));

        assertNobodyIsFencedBut(List.of());
    }

    /** As it does at a node that was stopped for long, goes on, and has reached nobody yet: all others are gone from its books. */
    @Test
    void aClusterThatEndsAtThisNodeFencesNobodyAndNobodyIsWaitedFor() {
        // given a cluster that has ended here
        fencer.tell(Fencer.read(new UnreachableMember(MEMBER)));
        cluster.shutdown();
        assertThat(cluster.isTerminated()).isTrue();

        // when it removes the others from its books
        fencer.tell(Fencer.read(removed(MemberStatus.up())));
        awaitAsked(1);

        // then it has been looked once whether others have fenced them, and never again
        assertThatNobodyAsksAnyMore();
        assertNobodyIsFencedBut(List.of());
    }

    /** Others would be said to be missing for ever, in a node that is about to end. */
    @Test
    void whoWaitsForAFenceIsSilentFromWhenTheClusterEndsAtThisNode() {
        fencer.tell(Fencer.read(removed(MemberStatus.up())));
        awaitAsked(5);

        cluster.shutdown();

        LoggingTestKit.warn("still waiting for another node").withOccurrences(0).expect(kit.system(), () -> {
            assertThatNobodyAsksAnyMore();
            return null;
        });
        assertNobodyIsFencedBut(List.of());
    }

    @Test
    void whoIsFencedFencesNobody() {
        fences.nodes.add(SELF);

        fencer.tell(Fencer.read(new MemberDowned(MEMBER.copy(MemberStatus.down()))));

        probe.awaitAssert(() -> {
            assertThat(takeovers.open()).containsExactly(Survival.nodeId(NODE));
            return null;
        });
        assertNobodyIsFencedBut(List.of(SELF));
        assertThat(takeovers.over().toCompletableFuture()).isNotDone();
    }

    private static MemberRemoved removed(MemberStatus before) {
        return new MemberRemoved(MEMBER.copy(MemberStatus.down()).copy(MemberStatus.removed()), before);
    }

    private void awaitFenced() {
        probe.awaitAssert(() -> {
            assertThat(fences.nodes).containsExactly(Survival.nodeId(NODE));
            return null;
        });
    }

    private void awaitOver() {
        probe.awaitAssert(() -> {
            time.timePasses(LEASE);
            assertThat(takeovers.open()).isEmpty();
            return null;
        });
    }

    /** Time passes until it has looked so often whether others have put up the fence. */
    private void awaitAsked(int times) {
        probe.awaitAssert(Clusters.PATIENCE, Duration.ofMillis(5), () -> {
            if (fences.asked.get() < times) {
                time.timePasses(Duration.ofMillis(200));
            }
            assertThat(fences.asked).hasValueGreaterThanOrEqualTo(times);
            return null;
        });
    }

    /** But for one look that may be under way. */
    private void assertThatNobodyAsksAnyMore() {
        time.timePasses(Duration.ofMillis(200));
        probe.expectNoMessage();
        var asked = fences.asked.get();
        for (var tenths = 0; tenths < 4; tenths++) {
            time.timePasses(Duration.ofSeconds(5));
            probe.expectNoMessage();
        }
        assertThat(fences.asked).hasValue(asked);
    }

    /** A message to the fencer and back later. */
    private void assertNobodyIsFencedBut(List<String> nodes) {
        probe.expectNoMessage();
        time.timePasses(LEASE);
        assertThat(fences.nodes).containsExactlyInAnyOrderElementsOf(nodes);
    }
}
