package baton.bench;

import baton.launcher.CassandraSettings;
import baton.launcher.Configuration;
import baton.launcher.Database;
import baton.launcher.EmbeddedCassandra;
import baton.launcher.Problem;
import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A whole installation on free loopback ports in a temporary directory: a real Cassandra with the commit log as shipped, and one
 * node, each in a process of its own. Closing it ends both and removes the directory.
 */
final class Testbed implements AutoCloseable {

    /** Of the journal of the node. */
    static final String KEYSPACE = "baton";

    private final Path directory;
    private final Config config;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final Ports ports;
    private final EmbeddedCassandra cassandra;
    private final CqlSession session;
    private final NodeChild node;

    /** Where the node listens. */
    record Ports(int web, int management, int cluster, int sip) {}

    private Testbed(
            Path home,
            String classPath,
            BenchTenant tenant,
            Map<String, String> settings,
            List<String> flags,
            Progress progress)
            throws IOException, InterruptedException {
        directory = Files.createTempDirectory("baton-bench-");
        running.push(() -> remove(directory));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "bench-stop"));
        var free = freePorts(6);
        ports = new Ports(free.get(0), free.get(1), free.get(2), free.get(3));
        config = Configuration.load(
                home.resolve("conf"), System.getenv(), Configuration.cassandraAt(List.of("127.0.0.1:" + free.get(4))));
        progress.step("starting Cassandra in %s", directory);
        cassandra = EmbeddedCassandra.start(new CassandraSettings(
                directory.resolve("cassandra"), CassandraSettings.installedLibrary(), free.get(4), free.get(5), "1g"));
        running.push(cassandra);
        session = Database.connect(config);
        running.push(session);
        Database.schema(session, config).migrate(file -> {});
        progress.step("starting the node");
        var tenants = Files.writeString(directory.resolve("tenants.yaml"), tenant.yaml());
        var environment = environment(free.get(4), settings);
        environment.put("BATON_CONF", home.resolve("conf").toString());
        node = NodeChild.start(classPath, tenants, directory.resolve("node.log"), environment, flags);
        running.push(node);
        node.awaitReady(
                URI.create("http://127.0.0.1:" + ports.management() + "/ready"),
                URI.create("http://127.0.0.1:" + ports.web() + "/"));
    }

    /**
     * @param other a distribution whose node and configuration are to be used; the running one's if there is none
     * @param settings further variables of the node's environment
     * @param flags further flags of its JVM
     */
    static Testbed start(
            @Nullable Path other,
            BenchTenant tenant,
            Map<String, String> settings,
            List<String> flags,
            Progress progress)
            throws IOException, InterruptedException {
        var classPath = other == null
                ? System.getProperty("java.class.path")
                : other.resolve("lib").toAbsolutePath().resolve("*").toString();
        return new Testbed(
                other == null ? home() : other.toAbsolutePath(), classPath, tenant, settings, flags, progress);
    }

    /** Flags of a JVM that leaves a recording there; none without a file. */
    static List<String> recorder(@Nullable Path file) {
        return file == null
                ? List.of()
                : List.of("-XX:StartFlightRecording=settings=profile,filename=" + file.toAbsolutePath());
    }

    /** To the same database, with the driver settings of the node, in this process. */
    CqlSession session() {
        return session;
    }

    Config config() {
        return config;
    }

    Ports ports() {
        return ports;
    }

    CpuMeter cpuMeter() {
        return new CpuMeter(Map.of(
                "node", node.pid(),
                "cassandra", cassandra.process().pid(),
                "driver", ProcessHandle.current().pid()));
    }

    /** What the node has said last, for the case that something went wrong. */
    String nodeLog() {
        return node.tail();
    }

    @Override
    public synchronized void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception failed) {
                System.err.println("not stopped cleanly: " + failed);
            }
        }
    }

    private Map<String, String> environment(int cassandraPort, Map<String, String> settings) {
        var environment = new HashMap<>(settings);
        environment.put("BATON_SECRET", UUID.randomUUID() + "-" + UUID.randomUUID());
        environment.put("BATON_CASSANDRA_CONTACT_POINTS", "127.0.0.1:" + cassandraPort);
        environment.put("BATON_HTTP_PORT", Integer.toString(ports.web()));
        environment.put("BATON_MANAGEMENT_PORT", Integer.toString(ports.management()));
        environment.put("BATON_ARTERY_PORT", Integer.toString(ports.cluster()));
        environment.put("BATON_SIP_PORT", Integer.toString(ports.sip()));
        return environment;
    }

    private static Path home() {
        var home = System.getProperty("baton.home");
        if (home == null) {
            throw new Problem("The system property baton.home is not set; start the benchmark by bin/baton bench.");
        }
        return Path.of(home);
    }

    /** All held open at one time, so that they differ. */
    static List<Integer> freePorts(int count) throws IOException {
        var held = new ArrayDeque<ServerSocket>();
        try {
            for (var i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress()));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (var socket : held) {
                socket.close();
            }
        }
    }

    static void remove(Path directory) {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException busy) {
            throw new UncheckedIOException(busy);
        }
    }
}
