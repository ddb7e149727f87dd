package baton.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(360)
class EmbeddedCassandraIT {

    private static final String REPLICATION = "{'class': 'SimpleStrategy', 'replication_factor': 1}";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void aSecondStartFindsWhatTheFirstHasWritten() {
        var settings = TestCassandra.settings(directory);
        try (var cassandra = EmbeddedCassandra.start(settings);
                var session = connect(cassandra)) {
            assertThat(new Schema(session, "baton", REPLICATION).migrate(step -> {}))
                    .isEqualTo(Schema.latest());
            session.execute("INSERT INTO baton.metadata (persistence_id, deleted_to) VALUES ('a', 7)");
        }

        try (var cassandra = EmbeddedCassandra.start(settings);
                var session = connect(cassandra)) {
            assertThat(session.execute("SELECT deleted_to FROM baton.metadata")
                            .one()
                            .getLong(0))
                    .isEqualTo(7);
            assertThat(new Schema(session, "baton", REPLICATION).migrate(step -> {}))
                    .isZero();
        }
    }

    @Test
    void anAcknowledgedWriteSurvivesTheKillOfTheDatabase() throws Exception {
        var settings = TestCassandra.settings(directory);
        try (var cassandra = EmbeddedCassandra.start(settings);
                var session = connect(cassandra)) {
            new Schema(session, "baton", REPLICATION).migrate(step -> {});
            for (var i = 0; i < 200; i++) {
                session.execute("INSERT INTO baton.metadata (persistence_id, deleted_to) VALUES (?, 1)", "id-" + i);
            }
            cassandra.process().destroyForcibly();
            cassandra.ended().toCompletableFuture().get(60, SECONDS);
            assertThat(cassandra.diedUnasked())
                    .hasMessageContaining("exit code 137")
                    .hasMessageContaining("cassandra.log");
        }

        try (var cassandra = EmbeddedCassandra.start(settings);
                var session = connect(cassandra)) {
            var rows =
                    session.execute("SELECT persistence_id FROM baton.metadata").all();
            assertThat(rows).hasSize(200);
        }
    }

    @Test
    void itsClockIsComparedWithOurs() {
        try (var cassandra = EmbeddedCassandra.start(TestCassandra.settings(directory));
                var session = connect(cassandra)) {
            assertThatCode(() -> ClockCheck.require(session, Clock.systemUTC())).doesNotThrowAnyException();
            assertThatThrownBy(
                            () -> ClockCheck.require(session, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1))))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("s ahead of that of Cassandra at ");
        }
    }

    @Test
    void itKeepsWhatItHasConfirmedAndSaysSo() {
        try (var cassandra = EmbeddedCassandra.start(TestCassandra.settings(directory));
                var session = connect(cassandra)) {
            new Schema(session, "baton", REPLICATION).migrate(step -> {});

            assertThat(session.getMetadata().getNodes().values())
                    .allMatch(node -> DurabilityCheck.sync(session, node).equals("batch"))
                    .allMatch(node -> DurabilityCheck.access(session, node).equals("legacy"));
            assertThatCode(() -> DurabilityCheck.require(session, "baton")).doesNotThrowAnyException();
            assertThatCode(() -> DurabilityCheck.require(session, "none")).doesNotThrowAnyException();
        }
    }

    @Test
    void aKilledLauncherLeavesNoOrphanAndTheNextStartWaitsForItsEnd() throws Exception {
        var launcher = launcher(directory);
        var child = ProcessHandle.of(Long.parseLong(launcher.inputReader().readLine()))
                .orElseThrow();

        launcher.destroyForcibly().waitFor();

        try (var next = EmbeddedCassandra.start(TestCassandra.settings(directory))) {
            assertThat(child.isAlive()).isFalse();
            assertThat(next.process().isAlive()).isTrue();
        }
    }

    @Test
    void closingEndsTheProcess() throws Exception {
        var cassandra = EmbeddedCassandra.start(TestCassandra.settings(directory));

        cassandra.close();

        assertThat(cassandra.ended().toCompletableFuture().get(30, SECONDS)).isZero();
    }

    @Test
    void aTakenPortIsOneSentenceThatNamesTheSetting() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var free = TestCassandra.settings(directory);
            var taken =
                    new CassandraSettings(directory, free.library(), other.getLocalPort(), free.storagePort(), "512m");

            assertThatThrownBy(() -> EmbeddedCassandra.start(taken))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("Cassandra needs TCP port " + other.getLocalPort())
                    .hasMessageEndingWith("choose another port with BATON_CASSANDRA_PORT.");
        }
    }

    @Test
    void whyItDidNotStartIsShown(@TempDir Path library) throws IOException {
        var settings = TestCassandra.settings(directory);
        try (var jars = Files.newDirectoryStream(settings.library(), "baton-cassandra-*.jar")) {
            for (var jar : jars) {
                Files.copy(jar, library.resolve("child.jar"));
            }
        }
        var incomplete = new CassandraSettings(
                directory, library, settings.nativePort(), settings.storagePort(), settings.heap());

        assertThatThrownBy(() -> EmbeddedCassandra.start(incomplete))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("Cassandra did not start (exit code 1)")
                .hasMessageContaining("org/apache/cassandra/service/CassandraDaemon");
    }

    private static Process launcher(Path directory) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-D" + CassandraSettings.LIBRARY + "=" + CassandraSettings.installedLibrary());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(TestCassandra.class.getName());
        command.add(directory.toString());
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static CqlSession connect(EmbeddedCassandra cassandra) {
        return CqlSession.builder()
                .addContactPoint(cassandra.contactPoint())
                .withLocalDatacenter("datacenter1")
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, PATIENCE)
                        .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, PATIENCE)
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, PATIENCE)
                        .build())
                .build();
    }
}
