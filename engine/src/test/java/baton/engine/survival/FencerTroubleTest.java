package baton.engine.survival;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.Clusters;
import baton.engine.MovableClock;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.ClusterEvent.MemberDowned;
import org.apache.pekko.cluster.ClusterEvent.MemberRemoved;
import org.apache.pekko.cluster.ClusterEvent.ReachableMember;
import org.apache.pekko.cluster.ClusterEvent.UnreachableMember;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.util.Version;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.Set.Set1;

/** The database does not answer while nodes are given up, one of them is reached again, or this one is given up itself. */
class FencerTroubleTest {

    private static final Duration LEASE = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofMillis(200);
    private static final Member SELF = member("one");
    private static final Member OTHER = member("two");
    private static final String OTHER_ID = Survival.nodeId(OTHER.uniqueAddress());

    private final ActorTestKit kit =
            ActorTestKit.create(ConfigFactory.parseString("pekko.cluster.run-coordinated-shutdown-when-down = off")
                    .withFallback(ManualTime.config())
                    .withFallback(Clusters.CONFIG)
                    .withFallback(ConfigFactory.load()));

    private final ManualTime time = ManualTime.get(kit.system());
    private final Takeovers takeovers = new Takeovers();
    private final StoredFences fences = new StoredFences();
    private final TestProbe<Object> probe = kit.createTestProbe();
    private ActorRef<Fencer.Message> fencer;

    private static Member member(String host) {
        var node = new UniqueAddress(new Address("pekko", "baton", host, 1), 8);
        return new Member(node, Integer.MAX_VALUE, MemberStatus.joining(), new Set1<>("dc-default"), Version.Zero());
    }

    @BeforeEach
    void start() {
        var self = Survival.nodeId(SELF.uniqueAddress());
        fencer = kit.spawn(Fencer.create(self, takeovers, LEASE, fences, new MovableClock()));
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

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
        fencer.tell(Fencer.read(
                new MemberRemoved(SELF.copy(MemberStatus.down()).copy(MemberStatus.removed()), MemberStatus.up())));

        assertThatNobodyIsGivenUp();
    }

    private static MemberRemoved removed(MemberStatus before) {
        return new MemberRemoved(OTHER.copy(MemberStatus.down()).copy(MemberStatus.removed()), before);
    }

    /** Time passes until it has asked so often. */
    private void awaitAsked(int times) {
        probe.awaitAssert(() -> {
            time.timePasses(AGAIN);
            assertThat(fences.asked).hasValueGreaterThanOrEqualTo(times);
            return null;
        });
    }

    private void assertThatNobodyIsGivenUp() {
        probe.expectNoMessage();
        assertThat(takeovers.open()).isEmpty();
        assertThat(fences.nodes).isEmpty();
        assertThat(fences.asked).hasValue(0);
    }
}
