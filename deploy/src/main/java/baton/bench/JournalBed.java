package baton.bench;

import baton.engine.FreePorts;
import baton.launcher.CassandraSettings;
import baton.launcher.Configuration;
import baton.launcher.Database;
import baton.launcher.EmbeddedCassandra;
import baton.launcher.Problem;
import baton.testbed.Directories;
import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A real Cassandra with the journal's tables in a temporary directory, and no node. Closing it removes all of it. */
final class JournalBed implements AutoCloseable {

    private final Path directory;
    private final EmbeddedCassandra cassandra;
    private final CqlSession session;
    private final Config config;

    JournalBed() throws IOException {
        var home = System.getProperty("baton.home");
        if (home == null) {
            throw new Problem("The system property baton.home is not set; start the benchmark by bin/baton bench.");
        }
        directory = Files.createTempDirectory("baton-bench-");
        var free = FreePorts.next(2);
        var stored = Configuration.load(
                Path.of(home).resolve("conf"),
                System.getenv(),
                Configuration.cassandraAt(List.of("127.0.0.1:" + free.get(0))));
        // There is no cluster, so there is nobody against whom a fence would be needed.
        config = ConfigFactory.parseString("pekko { actor.provider = local, loglevel = WARNING }\n"
                        + "pekko.persistence.cassandra.journal.class = \"baton.engine.journal.MeasuredJournal\"\n"
                        + "pekko.persistence.cassandra.snapshot.class = "
                        + "\"baton.engine.journal.PromptSnapshots\"")
                .withFallback(stored);
        cassandra = EmbeddedCassandra.start(new CassandraSettings(
                directory.resolve("cassandra"), CassandraSettings.installedLibrary(), free.get(0), free.get(1), "1g"));
        session = Database.connect(config);
        Database.schema(session, config).migrate(file -> {});
    }

    Config config() {
        return config;
    }

    CqlSession session() {
        return session;
    }

    /** Of the newest snapshot of that queue. */
    long snapshotBytes(String persistenceId) {
        var row = session.execute(
                        "SELECT snapshot_data FROM baton.snapshots WHERE persistence_id = ? LIMIT 1", persistenceId)
                .one();
        return Objects.requireNonNull(Objects.requireNonNull(row).getByteBuffer(0))
                .remaining();
    }

    /** So many have to be replayed when the queue wakes up. */
    long eventsAfterSnapshot(String persistenceId) {
        var snapshot = Objects.requireNonNull(session.execute(
                        "SELECT sequence_nr FROM baton.snapshots WHERE persistence_id = ? LIMIT 1", persistenceId)
                .one());
        var events = session.execute(
                "SELECT count(*) FROM baton.messages WHERE persistence_id = ? AND partition_nr = 0 AND sequence_nr > ?",
                persistenceId,
                snapshot.getLong(0));
        return Objects.requireNonNull(events.one()).getLong(0);
    }

    @Override
    public void close() {
        session.close();
        cassandra.close();
        Directories.remove(directory);
    }
}
