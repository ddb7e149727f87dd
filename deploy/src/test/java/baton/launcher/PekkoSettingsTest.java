package baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pekko.actor.CoordinatedShutdown$;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.remote.artery.ArterySettings;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/** What Pekko makes of {@code conf/}. Who follows it into a new version of Pekko sees here what that calls by another name. */
class PekkoSettingsTest {

    private static final Path CONF = Path.of("conf");

    /** Below these stand names that we choose; the last two have no default. */
    private static final List<String> OURS = List.of(
            "pekko.actor.deployment.",
            "pekko.coordinated-shutdown.phases.survival-end.",
            "pekko.management.health-checks.readiness-checks.",
            "datastax-java-driver.basic.contact-points",
            "datastax-java-driver.basic.load-balancing-policy.local-datacenter");

    /** Where a library looks for what does not stand at the place itself. */
    private static final Map<String, String> FALLBACKS = Map.of(
            "pekko.persistence.cassandra.journal.", "pekko.persistence.journal-plugin-fallback.",
            "pekko.persistence.cassandra.snapshot.", "pekko.persistence.snapshot-store-plugin-fallback.",
            "pekko.http.server.parsing.", "pekko.http.parsing.");

    /** What stands in the libraries. Ours adds serializers and routes, and changes nothing of theirs. */
    private final Config reference = ConfigFactory.defaultReference();

    private final Config node = Configuration.load(CONF, Map.of());

    @Test
    void everySettingOfPekkoAndOfTheDriverIsOneThatTheyKnow() {
        var ours = node.entrySet().stream()
                .filter(setting -> setting.getValue().origin().description().startsWith(CONF + "/"))
                .map(Map.Entry::getKey)
                .filter(path -> path.startsWith("pekko.") || path.startsWith("datastax-java-driver."))
                .filter(path -> OURS.stream().noneMatch(path::startsWith))
                .toList();

        assertThat(ours).hasSizeGreaterThan(50).allMatch(this::isKnown);
    }

    @Test
    void anActorsEndIsToldAtOnceSoThatWhoFollowsAMovingConversationDoesNotWaitForWhatElseIsSaidToThatNode() {
        var path = "pekko.remote.artery.advanced.death-watch-notification-flush-timeout";

        assertThat(reference.getDuration(path)).isEqualTo(Duration.ofSeconds(3));
        assertThat(artery().Advanced().DeathWatchNotificationFlushTimeout().toMillis())
                .isZero();
    }

    @Test
    void whoSaysNothingElseSleepsAfterTwoMinutes() {
        var passivation = sharding().passivationStrategySettings();

        assertThat(passivation.idleEntitySettings().get().timeout().toSeconds()).isEqualTo(120);
        assertThat(node.getString("pekko.cluster.sharding.passivation.strategy"))
                .isEqualTo("default-idle-strategy");
    }

    /** All of five is Pekko's default: a node that leaves just then never confirms it. */
    @Test
    void aShardsNewHomeIsWrittenToAMajorityAndNoMore() {
        assertThat(sharding().tuningParameters().coordinatorStateWriteMajorityPlus())
                .isZero();
        assertThat(node.getInt("pekko.cluster.sharding.distributed-data.majority-min-cap"))
                .isEqualTo(2);
    }

    /** Whoever has to confirm it may not have left before. */
    @Test
    void regionsAskAgainFiveTimesASecondWhereAShardIsNow() {
        assertThat(sharding().tuningParameters().retryInterval().toMillis()).isEqualTo(200);
        assertThat(sharding().tuningParameters().coordinatorFailureBackoff().toMillis())
                .isEqualTo(200);
    }

    @Test
    void aNodeThatLeavesMayAcknowledgeUntilItsShardsHaveMovedAndNoMoreWhenOthersHearThatItIsGone() {
        var shutdown = CoordinatedShutdown$.MODULE$;
        var phases = shutdown.topologicalSort(shutdown.phasesFromConfig(node.getConfig("pekko.coordinated-shutdown")));

        assertThat(node.getStringList("pekko.coordinated-shutdown.phases.cluster-exiting-done.depends-on"))
                .contains("survival-end");
        assertThat(CollectionConverters.asJava(phases))
                .containsSubsequence(
                        "cluster-sharding-shutdown-region", "cluster-exiting", "survival-end", "cluster-exiting-done");
    }

    /** Who has begun anew must not hear of what was before. */
    @Test
    void anEntityThatWaitsForItsPastGivesUpBeforeTheStoreOfSnapshotsDoes() {
        var cassandra = node.getConfig("pekko.persistence.cassandra");

        assertThat(cassandra.getDuration("snapshot.circuit-breaker.call-timeout"))
                .isGreaterThan(cassandra.getDuration("journal.recovery-event-timeout"));
    }

    /** A slow answer is an answer, and what waits for the lease still has time to be stored when it is given up. */
    @Test
    void theDatabaseAnswersOrFailsBeforeTheJournalGivesAWriteUp() {
        var write = node.getConfig("pekko.persistence.cassandra.journal")
                .withFallback(node.getConfig("pekko.persistence.journal-plugin-fallback"))
                .getDuration("circuit-breaker.call-timeout");

        assertThat(node.getDuration("datastax-java-driver.basic.request.timeout"))
                .isLessThan(write);
    }

    private boolean isKnown(String path) {
        var fallbacks = FALLBACKS.entrySet().stream()
                .filter(entry -> path.startsWith(entry.getKey()))
                .map(entry -> entry.getValue() + path.substring(entry.getKey().length()));
        var phase = path.replaceAll("([.]phases[.][^.]+)[.]timeout$", "$1"); // has the default of all phases
        return Stream.concat(Stream.of(path, phase), fallbacks).anyMatch(reference::hasPathOrNull);
    }

    private ArterySettings artery() {
        return ArterySettings.apply(node.getConfig("pekko.remote.artery"));
    }

    private ClusterShardingSettings sharding() {
        return ClusterShardingSettings.fromConfig(node.getConfig("pekko.cluster.sharding"));
    }
}
