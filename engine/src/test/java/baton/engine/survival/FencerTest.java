package baton.engine.survival;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.Clusters;
import baton.engine.survival.Takeovers.Who;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent.MemberDowned;
import org.apache.pekko.cluster.ClusterEvent.MemberExited;
import org.apache.pekko.cluster.ClusterEvent.UnreachableMember;
import org.apache.pekko.cluster.MemberStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FencerTest extends WithFencer {

    private final Cluster cluster = Cluster.get(Adapter.toClassic(kit.system()));

    @BeforeEach
    void awaitStarted() {
        awaitOver();
    }

    @Test
    void whoIsGivenUpIsFencedAndNothingIsReadBeforeItsLeaseIsOver() {
        fencer.tell(Fencer.read(new MemberDowned(OTHER.copy(MemberStatus.down()))));
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
        fencer.tell(Fencer.read(new UnreachableMember(OTHER)));
        fencer.tell(Fencer.read(removed(MemberStatus.exiting())));

        awaitFenced();
    }

    @Test
    void whoGetsStuckWhileLeavingIsFencedBeforeItIsRemoved() {
        fencer.tell(Fencer.read(new MemberExited(
                OTHER.copy(MemberStatus.up()).copy(MemberStatus.leaving()).copy(MemberStatus.exiting()))));
        fencer.tell(Fencer.read(new UnreachableMember(OTHER)));

        awaitFenced();
    }

    /** As with one that was seen down: everybody would wait for a second lease. */
    @Test
    void whoGotStuckWhileLeavingIsNotGivenUpASecondTimeWhenItIsRemoved() {
        fencer.tell(Fencer.read(new UnreachableMember(OTHER)));
        fencer.tell(Fencer.read(new MemberExited(
                OTHER.copy(MemberStatus.up()).copy(MemberStatus.leaving()).copy(MemberStatus.exiting()))));
        awaitFenced();
        awaitOver();

        fencer.tell(Fencer.read(removed(MemberStatus.exiting())));

        probe.expectNoMessage();
        assertThat(takeovers.open()).isEmpty();
    }

    @Test
    void oneThatIsStartedAgainFencesWhatItHadBegunToAndOnlyWaitsForWhatOthersFence() {
        takeovers.begin(OTHER_ID, Who.US);
        takeovers.begin("another", Who.OTHERS);

        var again = anotherFencer();

        awaitFenced();
        again.tell(Fencer.read(new UnreachableMember(OTHER)));
        probe.expectNoMessage();
        time.timePasses(LEASE.multipliedBy(2));
        assertThat(fences.nodes).containsExactly(OTHER_ID);
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
            assertThat(takeovers.open()).containsExactly(OTHER_ID);
            return null;
        });
        time.timePasses(LEASE.multipliedBy(5));
        var over = takeovers.over().toCompletableFuture();
        assertThat(over).isNotDone();

        // when somebody who saw it has fenced it
        fences.nodes.add(OTHER_ID);

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
        var looksBefore = new CopyOnWriteArrayList<Integer>();
        var word = LoggingTestKit.warn("still waiting for another node to fence " + OTHER_ID)
                .withCustom(said -> looksBefore.add(fences.asked.get())
                        && said.message().contains("if none is left that saw it go, start this node again"));

        word.expect(kit.system(), () -> {
            fencer.tell(Fencer.read(removed(MemberStatus.up())));
            probe.awaitAssert(Clusters.PATIENCE, Duration.ofMillis(5), () -> {
                time.timePasses(AGAIN);
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
        fencer.tell(Fencer.read(new MemberDowned(OTHER.copy(MemberStatus.down()))));
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
        fencer.tell(Fencer.read(new UnreachableMember(OTHER)));
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
        fences.nodes.add(SELF_ID);

        fencer.tell(Fencer.read(new MemberDowned(OTHER.copy(MemberStatus.down()))));

        probe.awaitAssert(() -> {
            assertThat(takeovers.open()).containsExactly(OTHER_ID);
            return null;
        });
        assertNobodyIsFencedBut(List.of(SELF_ID));
        assertThat(takeovers.over().toCompletableFuture()).isNotDone();
    }

    private void awaitFenced() {
        probe.awaitAssert(() -> {
            assertThat(fences.nodes).containsExactly(OTHER_ID);
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

    /** But for one look that may be under way. */
    private void assertThatNobodyAsksAnyMore() {
        time.timePasses(AGAIN);
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
