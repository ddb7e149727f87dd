package baton.launcher;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keyspace and the tables that a node expects, as numbered files under {@code schema/} on the class path.
 *
 * <p>A file that a release has shipped is never edited: what changes is a new file with the next number. Applying is
 * idempotent and remembers in {@code schema_version} what has been applied.
 */
public final class Schema {

    /** Kept apart from the numbered ones because it makes the table that remembers them. */
    private static final String KEYSPACE = "000-keyspace.cql";

    private static final List<String> FILES =
            List.of("001-journal.cql", "002-snapshots.cql", "003-fences.cql", "004-nodes.cql");
    private static final String SCOPE = "baton";
    /** Tables are slow to make: every node of the database agrees on each. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final CqlSession session;
    private final String keyspace;
    private final String replication;

    /**
     * @param replication in CQL, for example {@code {'class': 'SimpleStrategy', 'replication_factor': 1}}; of use only
     *     when the keyspace does not exist
     */
    public Schema(CqlSession session, String keyspace, String replication) {
        this.session = session;
        this.keyspace = requireName(keyspace);
        this.replication = replication;
    }

    /** All in their order, the one that makes the keyspace first. */
    static List<String> files() {
        return Stream.concat(Stream.of(KEYSPACE), FILES.stream()).toList();
    }

    /** The version that this release needs. */
    public static int latest() {
        return FILES.size();
    }

    /** Brings the database to {@link #latest()}, says each step, and returns how many files were applied. */
    public int migrate(Consumer<String> progress) {
        // The driver otherwise reads the whole schema again, after a pause, for every table that we make.
        session.setSchemaMetadataEnabled(false);
        run(KEYSPACE);
        var from = version();
        if (from > latest()) {
            throw new Problem("The keyspace " + keyspace + " has schema version " + from + " and this release knows "
                    + latest() + "; run the release that made it, or a newer one.");
        }
        for (var next = from + 1; next <= latest(); next++) {
            var file = FILES.get(next - 1);
            progress.accept("applying " + file);
            run(file);
            remember(next, file);
        }
        session.setSchemaMetadataEnabled(null);
        if (!session.checkSchemaAgreement()) {
            throw new Problem(
                    "The nodes of the database do not agree on the schema yet; run the command again in a minute.");
        }
        return latest() - from;
    }

    /** The newest version that has been applied; 0 if none or if there is no keyspace. */
    public int version() {
        if (!exists()) {
            return 0;
        }
        var row = session.execute(SimpleStatement.newInstance(
                        "SELECT max(version) AS newest FROM " + keyspace + ".schema_version WHERE scope = ?", SCOPE)
                .setTimeout(TIMEOUT));
        return Objects.requireNonNull(row.one()).getInt("newest");
    }

    private boolean exists() {
        var tables = session.execute(SimpleStatement.newInstance(
                "SELECT table_name FROM system_schema.tables WHERE keyspace_name = ? AND table_name = 'schema_version'",
                keyspace));
        return tables.one() != null;
    }

    private void remember(int version, String file) {
        session.execute(SimpleStatement.newInstance(
                "INSERT INTO " + keyspace + ".schema_version (scope, version, name, applied_at) VALUES (?, ?, ?, ?)",
                SCOPE,
                version,
                file,
                Instant.now()));
    }

    private void run(String file) {
        for (var statement : statements(read(file), keyspace, replication)) {
            session.execute(SimpleStatement.newInstance(statement).setTimeout(TIMEOUT));
        }
    }

    /** Statements end with a semicolon; a line that begins with two dashes is for people. */
    static List<String> statements(String cql, String keyspace, String replication) {
        var code = cql.lines().filter(line -> !line.strip().startsWith("--")).collect(Collectors.joining("\n"));
        return Arrays.stream(code.split(";"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .map(statement -> statement.replace("${keyspace}", keyspace).replace("${replication}", replication))
                .toList();
    }

    static String read(String file) {
        try (var stream = Schema.class.getResourceAsStream("/schema/" + file)) {
            return new String(Objects.requireNonNull(stream, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A keyspace's name cannot be a bound value, so it must be harmless. */
    private static String requireName(String keyspace) {
        if (!keyspace.matches("[a-z][a-z0-9_]{0,47}")) {
            throw new Problem("The keyspace is \"" + keyspace
                    + "\", expected small letters, digits and underscores, at most 48 (baton.schema.keyspace).");
        }
        return keyspace;
    }
}
