package baton.engine.survival;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pekko.cluster.ClusterEvent.MemberDowned;
import org.apache.pekko.cluster.ClusterEvent.ReachableMember;
import org.apache.pekko.cluster.ClusterEvent.UnreachableMember;
import org.apache.pekko.cluster.MemberStatus;
import org.junit.jupiter.api.Test;

/** The database does not answer while nodes are given up, one of them is reached again, or this one is given up itself. */
class FencerTroubleTest extends WithFencer {

    @Test
    void whoCannotBeFencedYetIsFencedWhenTheDatabaseAnswersAndNothingIsReadBefore() {
        // given a database that does not answer
        fences.away = true;
        fencer.tell(Fencer.read(new MemberDowned(OTHER.copy(MemberStatus.down()))));
        awaitAsked(2);
        time.timePasses(LEASE.multipliedBy(2));
        var over = takeovers.over().toCompletableFuture();
        assertThat(over).isNotDone();

        // when it answers again
        fences.away = false;

        // then the fence is put up, and the lease is waited for from then on
        probe.awaitAssert(() -> {
            time.timePasses(AGAIN);
            assertThat(fences.nodes).containsExactly(OTHER_ID);
            return null;
        });
        probe.awaitAssert(() -> {
            time.timePasses(LEASE);
            assertThat(over).isCompleted();
            return null;
        });
    }

    /** A database may answer questions and take nothing. */
    @Test
    void aFenceThatCouldNotBePutUpIsNoFence() {
        fences.refusing = true;
        fencer.tell(Fencer.read(new MemberDowned(OTHER.copy(MemberStatus.down()))));

        probe.awaitAssert(() -> {
            time.timePasses(LEASE.multipliedBy(2));
            assertThat(fences.tried).hasValueGreaterThan(3);
            return null;
        });

        assertThat(takeovers.open()).containsExactly(OTHER_ID);
    }

    @Test
    void whoCannotSeeWhetherOthersHaveFencedANodeLooksAgain() {
        fences.away = true;
        fencer.tell(Fencer.read(removed(MemberStatus.up())));
        awaitAsked(2);
        assertThat(takeovers.open()).containsExactly(OTHER_ID);

        fences.nodes.add(OTHER_ID);
        fences.away = false;

        probe.awaitAssert(() -> {
            time.timePasses(LEASE);
            assertThat(takeovers.open()).isEmpty();
            return null;
        });
    }

    /** It has said itself that it acknowledges nothing any more. */
    @Test
    void whoIsReachedAgainAndLeavesInOrderIsNotFenced() {
        fencer.tell(Fencer.read(new UnreachableMember(OTHER)));
        fencer.tell(Fencer.read(new ReachableMember(OTHER)));
        fencer.tell(Fencer.read(removed(MemberStatus.exiting())));

        assertThatNobodyIsGivenUp();
    }

    /** A fence of its own would end it for ever although the others have not heard of it. */
    @Test
    void aNodeThatHearsThatItIsDownOrRemovedFencesNobody() {
        fencer.tell(Fencer.read(new MemberDowned(SELF.copy(MemberStatus.down()))));
        fencer.tell(Fencer.read(removed(SELF, MemberStatus.up())));

        assertThatNobodyIsGivenUp();
    }

    private void assertThatNobodyIsGivenUp() {
        probe.expectNoMessage();
        assertThat(takeovers.open()).isEmpty();
        assertThat(fences.nodes).isEmpty();
        assertThat(fences.asked).hasValue(0);
    }
}
