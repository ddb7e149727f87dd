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
import org.apache.pekko.cluster.ClusterEvent.MemberRemoved;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.util.Version;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import scala.collection.immutable.Set.Set1;

/** The fencer of a node that knows one other. Time passes when a test says so. */
abstract class WithFencer {

    static final Duration LEASE = Duration.ofSeconds(1);
    static final Duration AGAIN = Duration.ofMillis(200);
    static final Member SELF = member("one");
    static final String SELF_ID = Survival.nodeId(SELF.uniqueAddress());
    static final Member OTHER = member("two");
    static final String OTHER_ID = Survival.nodeId(OTHER.uniqueAddress());

    /** It outlives its cluster, as a node does while it ends in order. */
    final ActorTestKit kit =
            ActorTestKit.create(ConfigFactory.parseString("pekko.cluster.run-coordinated-shutdown-when-down = off")
                    .withFallback(ManualTime.config())
                    .withFallback(Clusters.CONFIG)
                    .withFallback(ConfigFactory.load()));

    final ManualTime time = ManualTime.get(kit.system());
    final Takeovers takeovers = new Takeovers();
    final StoredFences fences = new StoredFences();
    final TestProbe<Object> probe = kit.createTestProbe();
    ActorRef<Fencer.Message> fencer;

    private static Member member(String host) {
        var node = new UniqueAddress(new Address("pekko", "baton", host, 1), 8);
        return new Member(node, Integer.MAX_VALUE, MemberStatus.joining(), new Set1<>("dc-default"), Version.Zero());
    }

    @BeforeEach
    void startFencer() {
        fencer = anotherFencer();
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    ActorRef<Fencer.Message> anotherFencer() {
        return kit.spawn(Fencer.create(SELF_ID, takeovers, LEASE, fences, new MovableClock()));
    }

    static MemberRemoved removed(MemberStatus before) {
        return removed(OTHER, before);
    }

    static MemberRemoved removed(Member member, MemberStatus before) {
        return new MemberRemoved(member.copy(MemberStatus.down()).copy(MemberStatus.removed()), before);
    }

    /** Time passes until it has looked so often whether others have put up the fence. */
    void awaitAsked(int times) {
        probe.awaitAssert(Clusters.PATIENCE, Duration.ofMillis(5), () -> {
            if (fences.asked.get() < times) {
                time.timePasses(AGAIN);
            }
            assertThat(fences.asked).hasValueGreaterThanOrEqualTo(times);
            return null;
        });
    }
}
