package baton.engine.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.engine.MovableClock;
import baton.engine.spi.Configuration.Author;
import baton.engine.spi.Configuration.Done;
import baton.protocol.config.v1.Tenant;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The directory lives on the first node; the second knows and changes as much, over the network and its limits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DirectoryOnTwoNodesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

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

    @BeforeAll
    void start() throws Exception {
        join(first);
        join(second);
    }

    @AfterAll
    void stop() {
        second.shutdownTestKit();
        first.shutdownTestKit();
    }

    @Test
    void whatOneNodeIsToldBothKnow() throws Exception {
        var large = Companies.large("acme", 5_000);

        var loaded = load(second, large);
        var again = load(first, large.toBuilder().setCompany("Acme 2").build());

        assertThat(loaded.changes()).extracting(change -> change.count()).contains(5_000);
        assertThat(again.version()).isEqualTo(loaded.version() + 1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        Tenancy.get(second.system()).tenants().byId("acme"))
                .isEqualTo(Tenancy.get(first.system()).tenants().byId("acme"))
                .map(tenant -> tenant.company())
                .contains("Acme 2"));
    }

    private void join(ActorTestKit node) throws Exception {
        Cluster.get(node.system())
                .manager()
                .tell(Join.create(Cluster.get(first.system()).selfMember().address()));
        Directory.initSharding(node.system(), new MovableClock());
        Tenancy.get(node.system()).follow().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static Done load(ActorTestKit node, Tenant tenant) throws Exception {
        return (Done) Tenancy.get(node.system())
                .configuration()
                .load(new Author(tenant.getId(), "operator", 0), tenant)
                .toCompletableFuture()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
