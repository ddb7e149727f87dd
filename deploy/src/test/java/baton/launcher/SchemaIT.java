package baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code baton schema} of the distribution on a database that is somebody else's. Each test has a keyspace of its own. */
@Timeout(360)
class SchemaIT {

    private static final String REPLICATION = "{'class': 'SimpleStrategy', 'replication_factor': 1}";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LATEST = Schema.latest();

    @TempDir
    static Path directory;

    private static CassandraSettings settings;
    private static EmbeddedCassandra cassandra;
    private static CqlSession session;

    private record Outcome(int exitCode, String output) {}

    @BeforeAll
    static void start() {
        settings = TestCassandra.settings(directory);
        cassandra = EmbeddedCassandra.start(settings);
        session = CqlSession.builder()
                .addContactPoint(cassandra.contactPoint())
                .withLocalDatacenter("datacenter1")
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, PATIENCE)
                        .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, PATIENCE)
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, PATIENCE)
                        .build())
                .build();
    }

    @AfterAll
    static void stop() {
        session.close();
        cassandra.close();
    }

    @Test
    void theFirstRunMakesAllTablesAndTheSecondFindsNothingToDo() throws Exception {
        var first = schema("fresh");

        assertThat(first.exitCode()).as(first.output()).isZero();
        assertThat(first.output())
                .contains("the schema has version 0, this release needs " + LATEST)
                .contains("applying 001-journal.cql", "applying 004-nodes.cql")
                .contains("done");
        assertThat(versions("fresh")).hasSize(LATEST).contains(LATEST);

        var second = schema("fresh");

        assertThat(second.exitCode()).as(second.output()).isZero();
        assertThat(second.output()).contains("nothing to do").doesNotContain("applying");
    }

    @Test
    void onTablesOfAnEarlierReleaseOnlyWhatIsNewerIsApplied() throws Exception {
        run("older", Schema.files().subList(0, 3));
        remember("older", 1);
        remember("older", 2);
        session.execute("INSERT INTO older.metadata (persistence_id, deleted_to) VALUES ('a', 7)");

        var looked = schema("older", "--dry-run");
        assertThat(looked.output()).contains("the schema has version 2, this release needs " + LATEST);
        assertThat(versions("older")).hasSize(2);

        var outcome = schema("older");

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output())
                .contains("applying 003-fences.cql", "applying 004-nodes.cql")
                .doesNotContain("001-journal.cql", "002-snapshots.cql");
        assertThat(versions("older")).hasSize(LATEST);
        assertThat(session.execute("SELECT deleted_to FROM older.metadata")
                        .one()
                        .getLong(0))
                .isEqualTo(7);
    }

    @Test
    void tablesOfALaterReleaseAreRefusedInOneSentenceAndLeftAlone() throws Exception {
        run("newer", Schema.files().subList(0, 1));
        remember("newer", LATEST + 1);

        var outcome = schema("newer");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .contains("baton: The keyspace newer has schema version " + (LATEST + 1) + " and this release knows "
                        + LATEST + "; run the release that made it, or a newer one.")
                .doesNotContain("Exception", "applying");
        assertThat(versions("newer")).containsExactly(LATEST + 1);
    }

    /** As the release did that had only these. */
    private static void run(String keyspace, List<String> files) {
        files.stream()
                .flatMap(file -> Schema.statements(Schema.read(file), keyspace, REPLICATION).stream())
                .forEach(session::execute);
    }

    private static void remember(String keyspace, int version) {
        session.execute(
                "INSERT INTO " + keyspace + ".schema_version (scope, version, name) VALUES ('baton', ?, 'a file')",
                version);
    }

    private static List<Integer> versions(String keyspace) {
        return session
                .execute("SELECT version FROM " + keyspace + ".schema_version WHERE scope = 'baton'")
                .all()
                .stream()
                .map(row -> row.getInt("version"))
                .toList();
    }

    private static Outcome schema(String keyspace, String... options) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("baton.home"), "bin/baton").toString(), "schema")
                .redirectErrorStream(true);
        builder.command().addAll(List.of(options));
        builder.environment().keySet().removeIf(name -> name.startsWith("BATON_"));
        builder.environment().put("BATON_CASSANDRA_CONTACT_POINTS", "127.0.0.1:" + settings.nativePort());
        builder.environment().put("BATON_KEYSPACE", keyspace);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
