package baton.bench;

import baton.engine.FreePorts;
import baton.launcher.CassandraSettings;
import baton.launcher.Configuration;
import baton.launcher.Database;
import baton.launcher.EmbeddedCassandra;
import baton.launcher.Problem;
import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A whole installation on free loopback ports in a temporary directory: a real Cassandra with the commit log as shipped, and one
 * node or several, each in a process of its own. Closing it ends all and removes the directory.
 */
final class Testbed implements AutoCloseable {

    /** Of the journal of the node. */
    static final String KEYSPACE = "baton";

    private final Path directory;
    private final Config config;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final EmbeddedCassandra cassandra;
    private final CqlSession session;
    private final List<Ports> ports;
    private final List<NodeChild> nodes = new ArrayList<>();
    private final Plan plan;
    private final Path tenants;
    private final int cassandraPort;
    private final String secret = UUID.randomUUID() + "-" + UUID.randomUUID();

    /** Where a node listens. */
    record Ports(int web, int management, int cluster, int sip) {

        static Ports free() {
            var free = FreePorts.next(4);
            return new Ports(free.get(0), free.get(1), free.get(2), free.get(3));
        }
    }

    /**
     * What is to be set up.
     *
     * @param other a distribution whose nodes and configuration are to be used; the running one's if there is none
     * @param settings further variables of the nodes' environment
     * @param flags further flags of their JVMs
     */
    record Plan(@Nullable Path other, BenchTenant tenant, int nodes, Map<String, String> settings, List<String> flags) {

        static Plan of(BenchTenant tenant, int nodes) {
            return new Plan(null, tenant, nodes, Unlimited.settings(), List.of());
        }

        private Path home() {
            return other == null ? ownHome() : other.toAbsolutePath();
        }

        private String classPath() {
            return other == null
                    ? System.getProperty("java.class.path")
                    : home().resolve("lib").resolve("*").toString();
        }
    }

    private Testbed(Plan plan, Progress progress) throws IOException, InterruptedException {
        this.plan = plan;
        directory = Files.createTempDirectory("baton-bench-");
        running.push(() -> remove(directory));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "bench-stop"));
        var free = FreePorts.next(2);
        cassandraPort = free.get(0);
        config = Configuration.load(
                plan.home().resolve("conf"),
                System.getenv(),
                Configuration.cassandraAt(List.of("127.0.0.1:" + cassandraPort)));
        progress.step("starting Cassandra in %s", directory);
        cassandra = EmbeddedCassandra.start(new CassandraSettings(
                directory.resolve("cassandra"),
                CassandraSettings.installedLibrary(),
                cassandraPort,
                free.get(1),
                "1g"));
        running.push(cassandra);
        session = Database.connect(config);
        running.push(session);
        Database.schema(session, config).migrate(file -> {});
        tenants = Files.writeString(
                directory.resolve("tenants.yaml"), plan.tenant().yaml());
        ports = new ArrayList<>();
        while (ports.size() < plan.nodes()) {
            ports.add(Ports.free());
        }
        for (var i = 0; i < plan.nodes(); i++) {
            progress.step(plan.nodes() == 1 ? "starting the node" : "starting node %d", i + 1);
            nodes.add(start(i));
        }
    }

    static Testbed start(Plan plan, Progress progress) throws IOException, InterruptedException {
        return new Testbed(plan, progress);
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

    /** Of the first node. */
    Ports ports() {
        return ports.get(0);
    }

    /** Of all nodes, in their order. */
    List<Integer> webPorts() {
        return ports.stream().map(Ports::web).toList();
    }

    /** Ends the first node without a word to it. */
    void kill() throws InterruptedException {
        nodes.get(0).kill();
    }

    /** The first node leaves in order; returns when it has gone. */
    void leave() throws IOException, InterruptedException {
        nodes.get(0).close();
    }

    /** Starts the first node again, after it has ended; returns when it is ready. */
    void startAgain() throws InterruptedException {
        nodes.set(0, start(0));
    }

    private NodeChild start(int which) throws InterruptedException {
        var own = ports.get(which);
        var log = directory.resolve("node-" + (which + 1) + ".log");
        var node = NodeChild.start(plan.classPath(), tenants, log, environment(own), plan.flags());
        running.push(node);
        node.awaitReady(
                URI.create("http://127.0.0.1:" + own.management() + "/ready"),
                URI.create("http://127.0.0.1:" + own.web() + "/"));
        return node;
    }

    CpuMeter cpuMeter() {
        var processes = new LinkedHashMap<String, Long>();
        for (var i = 0; i < nodes.size(); i++) {
            processes.put(i == 0 ? "node" : "node " + (i + 1), nodes.get(i).pid());
        }
        processes.put("cassandra", cassandra.process().pid());
        processes.put("driver", ProcessHandle.current().pid());
        return new CpuMeter(processes);
    }

    HeapMeter heapMeter() {
        return new HeapMeter(nodes.get(0).pid());
    }

    /** What the nodes have said last, for the case that something went wrong. */
    String nodeLog() {
        return nodes.stream().map(NodeChild::tail).collect(Collectors.joining("\n\n"));
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

    private Map<String, String> environment(Ports own) {
        var environment = new HashMap<>(plan.settings());
        environment.put("BATON_CONF", plan.home().resolve("conf").toString());
        environment.put("BATON_SECRET", secret);
        environment.put("BATON_CASSANDRA_CONTACT_POINTS", "127.0.0.1:" + cassandraPort);
        environment.put("BATON_HTTP_PORT", Integer.toString(own.web()));
        environment.put("BATON_MANAGEMENT_PORT", Integer.toString(own.management()));
        environment.put("BATON_ARTERY_PORT", Integer.toString(own.cluster()));
        environment.put("BATON_SIP_PORT", Integer.toString(own.sip()));
        if (plan.nodes() > 1) {
            environment.put(
                    "BATON_SEEDS",
                    ports.stream().map(port -> "127.0.0.1:" + port.cluster()).collect(Collectors.joining(",")));
        }
        return environment;
    }

    private static Path ownHome() {
        var home = System.getProperty("baton.home");
        if (home == null) {
            throw new Problem("The system property baton.home is not set; start the benchmark by bin/baton bench.");
        }
        return Path.of(home);
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
