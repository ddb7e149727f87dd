package baton.chaos;

import baton.bench.NodeChild;
import baton.bench.Progress;
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
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong: a real Cassandra and three nodes of one cluster, each a process of its own on loopback, in a temporary directory. Closing it ends all and
 * removes the directory.
 */
final class Premises implements AutoCloseable {

    static final int NODES = 3;

    private static final int RESTART_SECONDS = 60;
    private static final int DISK_SECONDS = 180;
    private static final int DISK_MEGABYTES = 1_200;
    private static final int PATIENCE_SECONDS = 5;
    private static final Pattern OLDEST = Pattern.compile("\"oldest\":\"[^\"]*@127\\.0\\.1\\.(\\d)");
    private static final Pattern MEMBER = Pattern.compile("\"node\":");

    /** Small nodes: there are three of them on the machine, and they are young all the time. */
    private static final List<String> FLAGS = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1");

    /** Nobody is parted from their customer because a node takes its time to come back: what is looked for are faults, not rules. */
    private static final Map<String, String> PATIENT =
            Map.of("BATON_EPISODE_WRAP_UP", "600s", "BATON_AGENT_DESK_GRACE", "600s");

    private record Place(int web, int management, int cluster, int sip) {

        static Place free() {
            var ports = FreePorts.next(4);
            return new Place(ports.get(0), ports.get(1), ports.get(2), ports.get(3));
        }
    }

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS))
            .build();
    private final Path directory;
    private final Path home;
    private final Path companies;
    private final CassandraSettings settings;
    private final String secret = UUID.randomUUID() + "-" + UUID.randomUUID();
    private final List<Place> places =
            IntStream.range(0, NODES).mapToObj(n -> Place.free()).toList();
    private final List<NodeChild> nodes = new ArrayList<>();
    private final List<Clock> clocks = new ArrayList<>();
    private @Nullable SmallDisk disk;
    private final Config config;
    private EmbeddedCassandra cassandra;
    private int starts;

    private Premises(Need need, int count, Progress progress) throws IOException, InterruptedException {
        home = Path.of(System.getProperty("baton.home", "."));
        directory = Files.createTempDirectory("baton-chaos-");
        companies = Files.writeString(directory.resolve("companies.yaml"), Company.yaml(count));
        var database = Files.createDirectory(directory.resolve("database"));
        if (need == Need.DISK) {
            disk = new SmallDisk(database, DISK_MEGABYTES);
        }
        if (need == Need.CLOCKS) {
            for (var node = 0; node < NODES; node++) {
                clocks.add(new Clock(Files.createDirectory(directory.resolve("clock-" + node))));
            }
        }
        var free = FreePorts.next(2);
        settings = new CassandraSettings(
                database.resolve("cassandra"), CassandraSettings.installedLibrary(), free.get(0), free.get(1), "1g");
        config = Configuration.load(
                home.resolve("conf"),
                System.getenv(),
                Configuration.cassandraAt(List.of("127.0.0.1:" + settings.nativePort())));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "chaos-stop"));
        progress.step("starting Cassandra in %s", directory);
        cassandra = EmbeddedCassandra.start(settings);
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

    /** What the other nodes know it by. */
    static String host(int node) {
        return "127.0.1." + (node + 1);
    }

    Doors doors() {
        return new Doors(
                places.stream().map(Place::web).toList(),
                places.stream()
                        .map(place -> new InetSocketAddress("127.0.0.1", place.sip()))
                        .toList());
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
        signal(nodes.get(node).pid(), "STOP");
    }

    void goOn(int node) {
        signal(nodes.get(node).pid(), "CONT");
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

    /** {@code kill -9}, and a new process on the same data. */
    void killDatabase() throws Exception {
        cassandra.process().destroyForcibly();
        cassandra.ended().toCompletableFuture().get(RESTART_SECONDS, TimeUnit.SECONDS);
        cassandra = EmbeddedCassandra.start(settings);
    }

    void restartDatabase() {
        cassandra.close();
        cassandra = EmbeddedCassandra.start(settings);
    }

    /** It answers nobody, and connections to it stay open. */
    void pauseDatabase() {
        signal(cassandra.process().pid(), "STOP");
    }

    void goOnWithDatabase() {
        signal(cassandra.process().pid(), "CONT");
    }

    /** Returns when it has ended of that, has room again, and has been started. */
    void fillDisk() throws Exception {
        var full = Objects.requireNonNull(disk);
        full.fill();
        cassandra.ended().toCompletableFuture().get(DISK_SECONDS, TimeUnit.SECONDS);
        full.makeRoom();
        cassandra = EmbeddedCassandra.start(settings);
    }

    /** By which a node goes. */
    Clock clock(int node) {
        return clocks.get(node);
    }

    private static void signal(long pid, String signal) {
        Program.run(List.of("kill", "-" + signal, String.valueOf(pid)));
    }

    /** The number of the node that is in the cluster for longest: coordinators live there. */
    int oldest() throws InterruptedException {
        for (var node = 0; node < NODES; node++) {
            var oldest = OLDEST.matcher(members(node));
            if (oldest.find()) {
                return Integer.parseInt(oldest.group(1)) - 1;
            }
        }
        throw new Problem("No node says which one is the oldest.");
    }

    /** How many nodes are in the cluster as this one sees it, whatever their state. */
    int membersSeenBy(int node) throws InterruptedException {
        return (int) MEMBER.matcher(members(node)).results().count();
    }

    private String members(int node) throws InterruptedException {
        var address = URI.create("http://127.0.0.1:" + places.get(node).management() + "/cluster/members");
        try {
            var request = HttpRequest.newBuilder(address)
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
        var place = places.get(node);
        nodes.get(node)
                .awaitReady(
                        URI.create("http://127.0.0.1:" + place.management() + "/ready"),
                        URI.create("http://127.0.0.1:" + place.web() + "/"));
    }

    private Map<String, String> environment(int node) {
        var place = places.get(node);
        var environment = new java.util.HashMap<>(PATIENT);
        if (!clocks.isEmpty()) {
            environment.putAll(clocks.get(node).environment());
        }
        environment.put("BATON_CONF", home.resolve("conf").toString());
        environment.put("BATON_SECRET", secret);
        environment.put("BATON_CASSANDRA_CONTACT_POINTS", "127.0.0.1:" + settings.nativePort());
        environment.put("BATON_HTTP_PORT", Integer.toString(place.web()));
        environment.put("BATON_MANAGEMENT_PORT", Integer.toString(place.management()));
        environment.put("BATON_ARTERY_PORT", Integer.toString(place.cluster()));
        environment.put("BATON_ARTERY_HOST", host(node));
        environment.put("BATON_ARTERY_OUTBOUND_HOST", host(node));
        environment.put("BATON_SIP_PORT", Integer.toString(place.sip()));
        environment.put(
                "BATON_SEEDS",
                IntStream.range(0, NODES)
                        .mapToObj(n -> host(n) + ":" + places.get(n).cluster())
                        .collect(Collectors.joining(",")));
        return environment;
    }

    @Override
    public synchronized void close() {
        nodes.forEach(NodeChild::end);
        nodes.clear();
        cassandra.close();
        if (disk != null) {
            disk.close();
            disk = null;
        }
        remove(directory);
    }

    private static void remove(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException busy) {
            throw new UncheckedIOException(busy);
        }
    }
}
