package baton.e2e;

import baton.launcher.CassandraSettings;
import baton.launcher.Configuration;
import baton.launcher.Database;
import baton.launcher.TestCassandra;
import baton.testbed.KillableCassandra;
import baton.testbed.Place;
import com.datastax.oss.driver.api.core.CqlSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * What tests stand on that start and kill nodes themselves: a real database with all tables, and telephones. A {@link House}
 * has its node already.
 */
final class Ground implements AutoCloseable {

    private final Path directory;
    private final CassandraSettings settings;
    /** For as long as this ground is used. */
    private final Deque<AutoCloseable> kept = new ArrayDeque<>();
    /** For one test. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private final CqlSession session;
    private final ActorSystem<?> telephones;
    private final KillableCassandra database;

    Ground(Path directory) {
        House.patience();
        this.directory = directory;
        this.settings = TestCassandra.settings(directory.resolve("cassandra"));
        this.database = keep(KillableCassandra.start(settings));
        var config = Configuration.load(
                Path.of("conf"), Map.of(), Configuration.cassandraAt(List.of("127.0.0.1:" + settings.nativePort())));
        this.session = keep(Database.connect(config));
        Database.schema(session, config).migrate(step -> {});
        this.telephones = House.telephones();
        kept.push(() -> House.terminate(telephones));
    }

    /** Starts a node for so many companies of each kind, which ends with the test. */
    KillableNode node(String name, int companies, Map<String, String> environment) {
        return opened(start(name, Place.free(), companies, environment));
    }

    /** Starts a node at a place that has been agreed with others, which stays for all tests. */
    KillableNode keptNode(String name, Place place, int companies, Map<String, String> environment) {
        return keep(start(name, place, companies, environment));
    }

    private KillableNode start(String name, Place place, int companies, Map<String, String> environment) {
        try {
            var home = Files.createDirectories(directory.resolve(name));
            return KillableNode.start(place, home, settings.nativePort(), companies, environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Scene scene(Place place, Company company) {
        return opened(new Scene(place, company, session, telephones));
    }

    KillableCassandra database() {
        return database;
    }

    /** A way to the database for one node, which stays for all tests. */
    Road road() {
        return keep(new Road(settings.nativePort()));
    }

    /** Where the database keeps its files. */
    Path databaseFiles() {
        return settings.directory();
    }

    <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    private <T extends AutoCloseable> T keep(T part) {
        kept.push(part);
        return part;
    }

    /** After each test. */
    void clear() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @Override
    public void close() throws Exception {
        clear();
        while (!kept.isEmpty()) {
            kept.pop().close();
        }
    }
}
