package baton.launcher;

import baton.engine.spi.Tenants.Tenant;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A whole installation on one machine: the database, the first node in this process, the others in their own. */
final class Up implements AutoCloseable {

    private static final String DEMO = "demo";

    private final Console console;
    private final Installation installation;
    private final Map<String, String> environment;
    /** What is to be stopped, the last started first. */
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private final CompletableFuture<@Nullable Problem> broken = new CompletableFuture<>();
    private volatile boolean stopping;

    Up(Console console, Installation installation, Map<String, String> environment) {
        this.console = console;
        this.installation = installation;
        this.environment = environment;
    }

    /** Starts everything in the order in which it is needed; every step that can fail says in one sentence why. */
    void start(int nodes, boolean withMessengers, boolean openToAll) {
        var data = DataDirectory.open(installation.data());
        started(data);
        var settings = CassandraSettings.from(data.cassandra(), environment);
        var config = config(data, settings, withMessengers);
        NodeCommand.requireToken(config);
        if (!openToAll) {
            requireAlone(config);
        }
        for (var n = 0; n < nodes; n++) {
            NodePort.requireFree(NodePort.moved(config, n));
        }
        if (withMessengers) {
            Messengers.requireFreePort(environment);
        }
        startCassandra(settings);
        migrate(config);
        var first = startFirst(config);
        for (var n = 1; n < nodes; n++) {
            startOther(config, n);
        }
        var demo = first.tenants().byId(DEMO);
        var messengers = withMessengers ? startMessengers(config, demo) : "";
        console.print(Welcome.text(config, demo, nodes, messengers, installation.data(), console.elapsed()));
    }

    /**
     * Waits until something ends, for ever if nothing does.
     *
     * @throws Problem if it was not asked to
     */
    void await() {
        var problem = broken.join();
        if (problem != null) {
            throw problem;
        }
    }

    /** Stops the nodes, then the database, then frees the data directory. Does so once; later calls wait for the first. */
    @Override
    public synchronized void close() {
        stopping = true;
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception failed) {
                console.step("not stopped cleanly: " + failed);
            }
        }
        broken.complete(null);
    }

    /** @throws Problem if others than who sits at this machine could log in with the passwords of the demo */
    static void requireAlone(Config config) {
        var host = config.getString("baton.http.host");
        if (!Checkup.isLoopback(host)) {
            throw new Problem("baton.http.host is " + host
                    + ", and everybody knows the passwords of the demo company; leave BATON_HTTP_HOST away, or say"
                    + " --open-to-all if whoever reaches this machine may log in.");
        }
    }

    private void startCassandra(CassandraSettings settings) {
        console.step("starting Cassandra, data in " + settings.directory());
        var cassandra = EmbeddedCassandra.start(settings);
        started(() -> {
            console.step("stopping Cassandra");
            cassandra.close();
            console.step("stopped");
        });
        cassandra.ended().thenRun(() -> ended(cassandra.diedUnasked()));
    }

    private void migrate(Config config) {
        console.step("checking the tables");
        try (var session = Database.connect(config)) {
            Database.schema(session, config).migrate(console::step);
        }
    }

    private EngineNode startFirst(Config config) {
        console.step("starting the node");
        var node = EngineNode.start(config);
        started(() -> {
            console.step("stopping the node");
            node.close();
        });
        node.ended().thenRun(() -> ended(node.whyEnded()));
        awaitReady(config, node.ended());
        return node;
    }

    private void startOther(Config config, int n) {
        console.step("starting node " + (n + 1));
        var node = NodeProcess.start(installation, config, n);
        started(() -> {
            console.step("stopping node " + (n + 1));
            node.close();
        });
        awaitReady(NodePort.moved(config, n), node.ended());
        node.ended().thenRun(() -> lost(n));
    }

    private String startMessengers(Config config, Optional<Tenant> demo) {
        console.step("starting the emulated messengers");
        var company = demo.map(Tenant::company).orElse(DEMO);
        var messengers = Messengers.start(config, environment, DEMO, company);
        started(messengers);
        var token = config.getString("baton.directory.token").strip();
        messengers.giveAccounts(DEMO, new Management(Management.here(environment), token));
        return messengers.text();
    }

    /** Ends early when that node or something that all of them need has ended. */
    private void awaitReady(Config config, CompletionStage<?> ended) {
        var over = CompletableFuture.anyOf(broken, ended.toCompletableFuture());
        if (!Readiness.of(config).await(over)) {
            await();
            throw new Problem("A node ended before it was ready; its log above says why.");
        }
    }

    /** The others go on; that is what a cluster is for. */
    private void lost(int n) {
        if (!stopping) {
            console.step("node " + (n + 1) + " has ended; the others go on");
        }
    }

    private synchronized void started(AutoCloseable part) {
        running.push(part);
    }

    private void ended(Problem problem) {
        if (!stopping && broken.complete(problem)) {
            console.step("something has ended by itself; stopping the rest");
        }
    }

    private Config config(DataDirectory data, CassandraSettings settings, boolean withMessengers) {
        var own = new HashMap<String, Object>(Map.of("baton.secret", data.secret()));
        if (environment.getOrDefault(OperatorToken.VARIABLE, "").isBlank()) {
            own.put("baton.directory.token", data.operatorToken());
        }
        if (!environment.containsKey(NodeProcess.MEDIA)) {
            own.put("baton.media.directory", data.media().toAbsolutePath().toString());
        }
        if (withMessengers && !environment.containsKey(NodeProcess.TRUSTED)) {
            own.put("baton.media.trusted-origins", Messengers.origin(environment));
        }
        if (withMessengers && !environment.containsKey(NodeProcess.PUBLIC_URL)) {
            own.put("baton.http.public-url", Messengers.node(environment));
        }
        if (withMessengers && !environment.containsKey(NodeProcess.REACH_PRIVATE)) {
            own.put("baton.http.reach-private", true);
        }
        var ours = ConfigFactory.parseMap(own);
        var database = Configuration.cassandraAt(List.of("127.0.0.1:" + settings.nativePort()));
        return Configuration.load(
                installation.conf(), environment, ours, database, Configuration.demo(installation.conf()));
    }
}
