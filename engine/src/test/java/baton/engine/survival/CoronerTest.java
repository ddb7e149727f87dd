package baton.engine.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.engine.Clusters;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.Leave;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes of a real cluster, both alive. What becomes of the connections between them the test says. */
class CoronerTest {

    private static final Config CONFIG = ConfigFactory.parseString(
                    "pekko.cluster.run-coordinated-shutdown-when-down = off")
            .withFallback(Clusters.CONFIG)
            .withFallback(ConfigFactory.load());
    private static final SurvivalSettings SETTINGS = new SurvivalSettings(
            Duration.ofSeconds(1), Duration.ofMillis(200), true, Duration.ofMillis(10), 3, Duration.ofSeconds(8));

    /** Nothing comes of it by itself. */
    private static final Doorstep.Listener NOBODY = new Doorstep.Listener() {
        @Override
        public void opened() {}

        @Override
        public void refused() {}

        @Override
        public void broke() {}
    };

    private final List<ActorTestKit> nodes =
            List.of(ActorTestKit.create("baton", CONFIG), ActorTestKit.create("baton", CONFIG));
    private final ActorTestKit lower =
            nodes.stream().min(CoronerTest::byAddress).orElseThrow();
    private final ActorTestKit higher =
            nodes.stream().max(CoronerTest::byAddress).orElseThrow();
    private final BlockingQueue<Doorstep.Listener> knocks = new LinkedBlockingQueue<>();

    private static int byAddress(ActorTestKit one, ActorTestKit other) {
        return Member.addressOrdering().compare(address(one), address(other));
    }

    private static Address address(ActorTestKit node) {
        return Cluster.get(node.system()).selfMember().address();
    }

    @BeforeEach
    void meet() {
        nodes.forEach(node -> Cluster.get(node.system()).manager().tell(Join.create(address(lower))));
        nodes.forEach(node -> await().atMost(Clusters.PATIENCE)
                .untilAsserted(() -> assertThat(statuses(node)).containsExactly("Up", "Up")));
    }

    @AfterEach
    void stop() {
        nodes.forEach(ActorTestKit::shutdownTestKit);
    }

    /** And the leader need not wait until it does not answer heartbeats. */
    @Test
    void whoRefusesThreeConnectionsInARowIsDeclaredDeadAndItsConnectionIsClosedForGood() throws Exception {
        // given a node whose connection held and broke, and that has refused two
        start(lower);
        var first = knock();
        first.opened();
        first.broke();
        knock().refused();
        knock().refused();
        var third = knock();
        assertThat(statuses(lower)).containsExactly("Up", "Up");

        // when it refuses the third
        LoggingTestKit.warn("its machine refuses connections to it").expect(lower.system(), () -> {
            third.refused();
            return null;
        });

        // then it is gone although it is alive
        await().atMost(Clusters.PATIENCE)
                .untilAsserted(() -> assertThat(statuses(lower)).containsExactly("Up"));
    }

    @Test
    void whoAcceptsAConnectionInBetweenIsNotDeclaredDead() throws Exception {
        start(lower);
        knock().refused();
        knock().refused();

        var accepted = knock();
        accepted.opened();
        accepted.broke();
        knock().refused();
        knock().refused();

        knock();
        assertThat(statuses(lower)).containsExactly("Up", "Up");
    }

    /** It may be the network. */
    @Test
    void aConnectionThatBreaksOrCannotBeMadeIsNoEvidence() throws Exception {
        start(lower);
        knock().refused();
        knock().refused();

        knock().broke();
        knock().refused();
        knock().refused();

        knock();
        assertThat(statuses(lower)).containsExactly("Up", "Up");
    }

    /** A firewall that answers in the name of both must not make each bury the other. */
    @Test
    void whoIsNotTheOneToDeclareItOnlyKnocksAgain() throws Exception {
        start(higher);
        for (var times = 0; times < 4; times++) {
            knock().refused();
        }

        knock();
        assertThat(statuses(higher)).containsExactly("Up", "Up");
    }

    /** What it still says is not said by who lives there now. */
    @Test
    void aConnectionThatWasGivenUpCountsNoMore() throws Exception {
        start(lower);
        var first = knock();
        first.refused();
        var second = knock();

        first.refused();
        first.refused();
        second.broke();

        knock();
        assertThat(statuses(lower)).containsExactly("Up", "Up");
    }

    /** It closes its port before the others have seen the end of it. */
    @Test
    void whoLeavesInOrderIsNotDeclaredDead() throws Exception {
        // given a node that has left
        start(lower);
        var connection = knock();
        connection.opened();
        Cluster.get(lower.system()).manager().tell(Leave.create(address(higher)));
        await().atMost(Clusters.PATIENCE)
                .untilAsserted(() -> assertThat(statuses(lower)).containsExactly("Up"));

        // when its connection breaks and whoever still knocks is refused
        LoggingTestKit.warn("it is dead").withOccurrences(0).expect(lower.system(), () -> {
            connection.broke();
            for (var times = 0; times < SETTINGS.refusals(); times++) {
                knockIfAny().ifPresent(Doorstep.Listener::refused);
            }
            return null;
        });
    }

    private void start(ActorTestKit node) {
        node.spawn(Coroner.create(SETTINGS, (to, listener) -> {
            knocks.add(listener);
            return new Doorstep("", InetSocketAddress.createUnresolved("nowhere", 1), NOBODY);
        }));
    }

    private Doorstep.Listener knock() throws InterruptedException {
        var knock = knocks.poll(Clusters.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(knock).isNotNull();
        return knock;
    }

    private Optional<Doorstep.Listener> knockIfAny() {
        try {
            return Optional.ofNullable(knocks.poll(200, TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private static List<String> statuses(ActorTestKit node) {
        var members = Cluster.get(node.system()).state().getMembers();
        return StreamSupport.stream(members.spliterator(), false)
                .map(member -> member.status().toString())
                .toList();
    }
}
