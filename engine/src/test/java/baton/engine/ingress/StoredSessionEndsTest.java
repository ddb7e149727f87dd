package baton.engine.ingress;

import static baton.engine.Clusters.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.engine.MovableClock;
import baton.engine.allowance.Allowance;
import baton.engine.sharding.Entities;
import baton.engine.spi.SessionEnds.Ended;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions are stored on the first node; the second is told, and finds out also what it was not told. */
class StoredSessionEndsTest {

    private static final Duration TWELVE_HOURS = Duration.ofHours(12);

    private final MovableClock clock = new MovableClock();
    private final ActorTestKit first = node();
    private final ActorTestKit second = node();

    private static ActorTestKit node() {
        return ActorTestKit.create(
                "nodes",
                ConfigFactory.parseString(
                                """
                                pekko.actor.provider = cluster
                                pekko.actor.allow-java-serialization = off
                                pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                                pekko.cluster.jmx.enabled = off
                                pekko.cluster.sharding.remember-entities-store = eventsourced
                                pekko.actor.testkit.typed.system-shutdown-default = 60s
                                """)
                        .withFallback(PersistenceTestKitPlugin.config())
                        .withFallback(PersistenceTestKitSnapshotPlugin.config())
                        .withFallback(ConfigFactory.load()));
    }

    @AfterEach
    void stop() {
        second.shutdownTestKit();
        first.shutdownTestKit();
    }

    @Test
    void whatEndsOnOneNodeIsOverOnAll() throws Exception {
        var here = join(first);
        var there = join(second);
        var told = new CopyOnWriteArrayList<Ended>();
        there.onEnd(told::add);
        var session = new Ended("acme", "s1", clock.instant().plus(TWELVE_HOURS));
        assertThat(answer(there.isOver("acme", "s1"))).isFalse();

        // A topic knows the topics of other nodes a moment after it is there; what is said twice is the same.
        await().atMost(PATIENCE).until(() -> {
            answer(here.end(session));
            return told.contains(session);
        });

        assertThat(answer(there.isOver("acme", "s1"))).isTrue();
        assertThat(answer(there.isOver("acme", "s2"))).isFalse();
        assertThat(answer(there.isOver("globex", "s1"))).isFalse();
    }

    @Test
    void itIsForgottenWhenTheSessionWouldHaveExpiredAnyhow() throws Exception {
        var here = join(first);
        var told = new CopyOnWriteArrayList<Ended>();
        here.onEnd(told::add);
        var session = new Ended("acme", "s1", clock.instant().plus(TWELVE_HOURS));
        answer(here.end(session));
        assertThat(told).containsOnly(session);

        clock.passes(TWELVE_HOURS.minusSeconds(1));
        assertThat(answer(here.isOver("acme", "s1"))).isTrue();
        clock.passes(Duration.ofSeconds(1));
        assertThat(answer(here.isOver("acme", "s1"))).isFalse();
        answer(here.end(session));
        assertThat(answer(here.isOver("acme", "s1")))
                .as("nothing is stored for nothing")
                .isFalse();
    }

    private StoredSessionEnds join(ActorTestKit node) {
        Cluster.get(node.system())
                .manager()
                .tell(Join.create(Cluster.get(first.system()).selfMember().address()));
        Allowance.initSharding(node.system(), clock);
        var ends = new StoredSessionEnds(node.system(), new Entities(node.system(), PATIENCE), clock);
        await().atMost(PATIENCE)
                .until(() -> Cluster.get(node.system()).selfMember().status().equals(MemberStatus.up()));
        return ends;
    }

    private static <T> T answer(CompletionStage<T> asked) throws Exception {
        return asked.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
