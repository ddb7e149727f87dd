package baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.survival.Survival;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorCell;
import org.apache.pekko.actor.ActorRefWithCell;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * On which threads the actors of a node really run, with {@code conf/} as it is but for the journal, and without a database: what decides where everything lives after a death
 * must not stand in line with the conversations.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CoordinationThreadsTest {

    private static final Path CONF = Path.of("conf");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final EntityTypeKey<Hello> KIND = EntityTypeKey.create(Hello.class, "kind");

    private final ActorSystem<Void> node = ActorSystem.create(
            Behaviors.empty(),
            "baton",
            Configuration.load(
                    CONF,
                    Map.of(),
                    ConfigFactory.parseString(
                            """
                    pekko.remote.artery.canonical.port = 0
                    pekko.cluster.jmx.enabled = off
                    pekko.persistence.journal { plugin = "forgetful.journal", auto-start-journals = [] }
                    pekko.persistence.snapshot-store { plugin = "forgetful.snapshots", auto-start-snapshot-stores = [] }
                    datastax-java-driver.basic.contact-points = ["127.0.0.1:1"] # nobody: not that of who works here
                    forgetful.journal.class = "baton.sim.ForgetfulJournal"
                    forgetful.snapshots.class = "baton.sim.ForgetfulSnapshots"
                    """)));

    private record Hello(ActorRef<String> to) {}

    /** A kind of entities that are remembered, and one of them. */
    @BeforeAll
    void start() throws Exception {
        var cluster = Cluster.get(Adapter.toClassic(node));
        cluster.join(cluster.selfAddress());
        var sharding = ClusterSharding.get(node);
        sharding.init(Entity.of(
                        KIND,
                        entity -> Behaviors.receiveMessage(hello -> {
                            hello.to().tell("here");
                            return Behaviors.same();
                        }))
                .withSettings(ClusterShardingSettings.create(node).withRememberEntities(true)));
        sharding.entityRefFor(KIND, "one")
                .ask(Hello::new, PATIENCE)
                .toCompletableFuture()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        Survival.get(node);
    }

    @AfterAll
    void stop() throws Exception {
        node.terminate();
        node.getWhenTerminated().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Gossip and heartbeats, what coordinators agree upon, the coordinators, and what they and the shards have noted of whom to wake up. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/system/cluster/core/daemon",
                "/system/cluster/heartbeatReceiver",
                "/system/sharding/entitiesReplicator",
                "/system/sharding/kindCoordinator/singleton",
                "/system/sharding/kindCoordinator/singleton/coordinator",
                "/system/sharding/kindCoordinator/singleton/coordinator/RememberEntitiesStore",
                "/system/sharding/kind/*/RememberEntitiesStore"
            })
    void whatDecidesWhereEverythingLivesHasThreadsOfItsOwn(String path) throws Exception {
        assertThat(dispatcher(path)).isEqualTo("baton.coordination-dispatcher");
    }

    /** Lease, fences and who declares nodes dead: work that waits for threads must not look like death. */
    @ParameterizedTest
    @ValueSource(strings = {"/system/census", "/system/lease", "/system/fencer", "/system/coroner"})
    void whatKeepsTwoNodesFromBeingRightAtTheSameTimeHasThemToo(String path) throws Exception {
        assertThat(dispatcher(path)).isEqualTo("baton.coordination-dispatcher");
    }

    @Test
    void regionsShardsAndEntitiesDoNot() throws Exception {
        assertThat(dispatcher("/system/sharding/kind")).isEqualTo("pekko.actor.internal-dispatcher");
        assertThat(dispatcher("/system/sharding/kind/*/one")).isEqualTo("pekko.actor.default-dispatcher");
    }

    /** 0 would mean as long as silence is borne, which is 7 s. */
    @Test
    void whatANodeHadIsTakenOverATenthOfASecondAfterItIsGivenUp() {
        var margin = Cluster.get(Adapter.toClassic(node)).downingProvider().downRemovalMargin();

        assertThat(margin.toMillis()).isEqualTo(100);
    }

    /** Of the first one that is found there. */
    private String dispatcher(String path) throws Exception {
        var actor = Adapter.toClassic(node)
                .actorSelection(path)
                .resolveOne(PATIENCE)
                .toCompletableFuture()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return ((ActorCell) ((ActorRefWithCell) actor).underlying())
                .dispatcher()
                .id();
    }
}
