package baton.chaos;

import baton.engine.FreePorts;
import baton.launcher.CassandraSettings;
import baton.launcher.Configuration;
import baton.launcher.Database;
import baton.launcher.Problem;
import baton.report.Progress;
import baton.testbed.Clock;
import baton.testbed.Cluster;
import baton.testbed.Directories;
import baton.testbed.KillableCassandra;
import baton.testbed.NodeChild;
import baton.testbed.Place;
import baton.testbed.Running;
import baton.testbed.SmallDisk;
import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong: a real Cassandra and three nodes of one cluster, each a process of its own on loopback, in a temporary directory. Closing it ends all and
 * removes the directory.
 */
final class Premises implements AutoCloseable {

    static final int NODES = 3;

    private static final Duration DISK_PATIENCE = Duration.ofMinutes(3);
    private static final int DISK_MEGABYTES = 1_200;
    private static final int PATIENCE_SECONDS = 5;

    /** Small nodes: there are three of them on the machine, and they are young all the time. */
    private static final List<String> FLAGS = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1");

    /** Nobody is parted from their customer because a node takes its time to come back: what is looked for are faults, not rules. */
    private static final Map<String, String> PATIENT =
            Map.of("BATON_EPISODE_WRAP_UP", "600s", "BATON_AGENT_DESK_GRACE", "600s");

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS))
            .build();
    private final Path directory;
    private final Path home;
    private final Path companies;
    private final String secret = UUID.randomUUID() + "-" + UUID.randomUUID();
    private final List<Place> places = Stream.generate(Place::free).limit(NODES).toList();
    private final Cluster cluster = new Cluster(places);
    private final List<NodeChild> nodes = new ArrayList<>();
    private final List<Clock> clocks = new ArrayList<>();
    private final Running running = new Running();
    private @Nullable SmallDisk disk;
    private final Config config;
    private final int databasePort;
    private final KillableCassandra database;
    private int starts;

    private Premises(Need need, int count, Progress progress) throws IOException, InterruptedException {
        home = Path.of(System.getProperty("baton.home", "."));
        directory = Files.createTempDirectory("baton-chaos-");
        running.push(() -> Directories.remove(directory));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "chaos-stop"));
        companies = Files.writeString(directory.resolve("companies.yaml"), Company.yaml(count));
        var databases = Files.createDirectory(directory.resolve("databases"));
        if (need == Need.DISK) {
            disk = new SmallDisk(databases, DISK_MEGABYTES);
            running.push(disk);
        }
        if (need == Need.CLOCKS) {
            for (var node = 0; node < NODES; node++) {
                clocks.add(new Clock(Files.createDirectory(directory.resolve("clock-" + node))));
            }
        }
        var free = FreePorts.next(2);
        databasePort = free.get(0);
        config = Configuration.load(
                home.resolve("conf"), System.getenv(), Configuration.cassandraAt(List.of("127.0.0.1:" + databasePort)));
        progress.step("starting Cassandra in %s", directory);
        database = KillableCassandra.start(new CassandraSettings(
                databases.resolve("cassandra"), CassandraSettings.installedLibrary(), databasePort, free.get(1), "1g"));
        running.push(database);
        try (var session = Database.connect(config)) {
            Database.schema(session, config).migrate(file -> {});
        }
        for (var node = 0; node < NODES; node++) {
            progress.step("starting node %d", node + 1);
            nodes.add(launch(node));
            awaitReady(node);
        }
    }

    /**
     * @param need for what they are to be set up
     * @param companies how many there are to be
     */
    static Premises start(Need need, int companies, Progress progress) throws IOException, InterruptedException {
        return new Premises(need, companies, progress);
    }

    /** Where people reach the nodes, in the order of the nodes. */
    List<Place> places() {
        return places;
    }

    KillableCassandra database() {
        return database;
    }

    /** Returns when the database has ended of that, has room again, and has been started. */
    void fillDisk() throws Exception {
        var full = Objects.requireNonNull(disk);
        full.fill();
        database.awaitEnd(DISK_PATIENCE);
        full.makeRoom();
        database.startAgain();
    }

    /** By which a node goes. */
    Clock clock(int node) {
        return clocks.get(node);
    }

    /** For looking into the journal. */
    CqlSession session() {
        return Database.connect(config);
    }

    /** Without a word to it. */
    void kill(int node) throws InterruptedException {
        nodes.get(node).kill();
    }

    /** In order; returns when it has gone. */
    void leave(int node) throws IOException, InterruptedException {
        nodes.get(node).close();
    }

    /** It neither does anything nor ends anything: connections to it stay open. */
    void pause(int node) {
        nodes.get(node).pause();
    }

    void goOn(int node) {
        nodes.get(node).goOn();
    }

    boolean hasEnded(int node) {
        return nodes.get(node).hasEnded();
    }

    /** Returns when these are ready; they may need each other for that. */
    void startAgain(List<Integer> some) throws InterruptedException {
        some.forEach(node -> nodes.set(node, launch(node)));
        for (var node : some) {
            awaitReady(node);
        }
    }

    void startAgain(int node) throws InterruptedException {
        startAgain(List.of(node));
    }

    /** The number of the node that is in the cluster for longest: coordinators live there. */
    int oldest() throws InterruptedException {
        for (var node = 0; node < NODES; node++) {
            var oldest = Cluster.oldest(members(node));
            if (oldest.isPresent()) {
                return oldest.getAsInt();
            }
        }
        throw new Problem("No node says which one is the oldest.");
    }

    /** How many nodes are in the cluster as this one sees it, whatever their state. Returns when it has said so. */
    int membersSeenBy(int node) throws InterruptedException {
        while (!hasEnded(node)) {
            var members = Cluster.size(members(node));
            if (members > 0) {
                return members;
            }
        }
        throw new Problem("Node " + (node + 1) + " has ended, and nobody had killed it.");
    }

    /** Nodes that are not there any more, started again. They may have had their reasons: whoever runs nodes does that. */
    List<Integer> revive() throws InterruptedException {
        var gone = IntStream.range(0, NODES).filter(this::hasEnded).boxed().toList();
        startAgain(gone);
        return gone;
    }

    private String members(int node) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(places.get(node).managed("/cluster/members"))
                    .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException silent) {
            return "";
        }
    }

    private NodeChild launch(int node) {
        var log = directory.resolve("node-%d-%d.log".formatted(node + 1, ++starts));
        return NodeChild.start(System.getProperty("java.class.path"), companies, log, environment(node), FLAGS);
    }

    private void awaitReady(int node) throws InterruptedException {
        nodes.get(node).awaitReady(places.get(node));
    }

    private Map<String, String> environment(int node) {
        var environment = new HashMap<>(PATIENT);
        if (!clocks.isEmpty()) {
            environment.putAll(clocks.get(node).environment());
        }
        environment.putAll(places.get(node).environment());
        environment.putAll(cluster.environment(node));
        environment.put("BATON_CONF", home.resolve("conf").toString());
        environment.put("BATON_SECRET", secret);
        environment.put("BATON_CASSANDRA_CONTACT_POINTS", "127.0.0.1:" + databasePort);
        return environment;
    }

    @Override
    public synchronized void close() {
        nodes.forEach(NodeChild::end);
        nodes.clear();
        running.close();
    }
}
