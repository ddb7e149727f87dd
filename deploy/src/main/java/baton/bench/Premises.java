package baton.bench;

import baton.engine.FreePorts;
import baton.launcher.CassandraSettings;
import baton.launcher.Configuration;
import baton.launcher.Database;
import baton.launcher.EmbeddedCassandra;
import baton.launcher.Problem;
import baton.report.Progress;
import baton.testbed.Directories;
import baton.testbed.NodeChild;
import baton.testbed.Place;
import baton.testbed.Running;
import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A whole installation on free loopback ports in a temporary directory: a real Cassandra with the commit log as shipped, and one
 * node or several, each in a process of its own. Closing it ends all and removes the directory.
 */
final class Premises implements AutoCloseable {

    /** Of the journal of the node. */
    static final String KEYSPACE = "baton";

    private final Path directory;
    private final Config config;
    private final Running running = new Running();
    private final EmbeddedCassandra cassandra;
    private final CqlSession session;
    private final List<Place> places;
    private final List<NodeChild> nodes = new ArrayList<>();
    private final Plan plan;
    private final Path tenants;
    private final int cassandraPort;
    private final String secret = UUID.randomUUID() + "-" + UUID.randomUUID();

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

    private Premises(Plan plan, Progress progress) throws IOException, InterruptedException {
        this.plan = plan;
        directory = Files.createTempDirectory("baton-bench-");
        running.push(() -> Directories.remove(directory));
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
        places = Stream.generate(Place::free).limit(plan.nodes()).toList();
        for (var i = 0; i < plan.nodes(); i++) {
            progress.step(plan.nodes() == 1 ? "starting the node" : "starting node %d", i + 1);
            nodes.add(start(i));
        }
    }

    static Premises start(Plan plan, Progress progress) throws IOException, InterruptedException {
        return new Premises(plan, progress);
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
    Place place() {
        return places.get(0);
    }

    /** Of all nodes, in their order. */
    List<Integer> webPorts() {
        return places.stream().map(Place::http).toList();
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
        var place = places.get(which);
        var log = directory.resolve("node-" + (which + 1) + ".log");
        var node = NodeChild.start(plan.classPath(), tenants, log, environment(place), plan.flags());
        running.push(node);
        node.awaitReady(place);
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
        running.close();
    }

    private Map<String, String> environment(Place place) {
        var environment = new HashMap<>(plan.settings());
        environment.putAll(place.environment());
        environment.put("BATON_CONF", plan.home().resolve("conf").toString());
        environment.put("BATON_SECRET", secret);
        environment.put("BATON_CASSANDRA_CONTACT_POINTS", "127.0.0.1:" + cassandraPort);
        if (plan.nodes() > 1) {
            environment.put(
                    "BATON_SEEDS",
                    places.stream().map(node -> "127.0.0.1:" + node.artery()).collect(Collectors.joining(",")));
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
}
