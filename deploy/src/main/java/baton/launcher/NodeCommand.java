package baton.launcher;

import baton.engine.node.OperatorGate;
import baton.engine.tenant.TenantFiles;
import com.typesafe.config.Config;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** {@code baton node}. */
@Command(
        name = "node",
        mixinStandardHelpOptions = true,
        description = {
            "Runs one production node against an external Cassandra, without demo company and demo telephones.",
            "",
            "Needs BATON_SECRET (at least 32 random characters, the same on every node),",
            "BATON_CASSANDRA_CONTACT_POINTS, for several nodes BATON_SEEDS, and tables (baton schema).",
            "Companies are kept in the database: load them with \"baton import\", or once with --tenants.",
            "All other settings stand in conf/ and in the reference.conf of the engine and the doors, each with its variable."
        })
final class NodeCommand implements Callable<Integer> {

    private static final int SECRET_LENGTH = 32;

    @Option(names = "--config", paramLabel = "FILE", description = "A file of settings over conf/.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--tenants",
            paramLabel = "FILE",
            description = "A YAML file of companies that are loaded if there are none of their ids yet.")
    private List<Path> tenants = new ArrayList<>();

    @Option(names = "--demo", hidden = true, description = "With the demo company, as a further node of baton up.")
    private boolean demo;

    @Option(names = "--until-input-ends", hidden = true, description = "Ends when standard input does.")
    private boolean untilInputEnds;

    @Override
    public Integer call() {
        Main.requireJdk(Runtime.version().feature());
        var console = new Console(System.out);
        var config = config(Installation.from(System.getenv()));
        require(config);
        NodePort.requireFree(config);
        if (untilInputEnds) {
            watchInput();
        }
        console.step("starting the node, Cassandra at " + Database.contactPoints(config));
        try (var node = EngineNode.start(config)) {
            var asked = new AtomicBoolean();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node, asked), "stop"));
            if (Readiness.of(config).await(node.ended())) {
                console.step("the node is ready");
            }
            node.ended().toCompletableFuture().join();
            if (asked.get()) {
                return 0;
            }
            throw node.whyEnded();
        }
    }

    private static void stop(EngineNode node, AtomicBoolean asked) {
        asked.set(true);
        node.close();
    }

    private Config config(Installation installation) {
        var overlays = new ArrayList<Config>(Arrays.asList(Configuration.files(files)));
        if (!tenants.isEmpty()) {
            overlays.add(0, Configuration.tenants(tenants));
        }
        if (demo) {
            overlays.add(Configuration.demo(installation.conf()));
        }
        return Configuration.load(installation.conf(), System.getenv(), overlays.toArray(Config[]::new));
    }

    /** What a node cannot do without, and would not say as clearly by itself. */
    static void require(Config config) {
        if (config.getString("baton.secret").length() < SECRET_LENGTH) {
            throw new Problem("BATON_SECRET has fewer than " + SECRET_LENGTH
                    + " characters; make one with: openssl rand -base64 32, and give all nodes the same.");
        }
        requireToken(config);
        requireTenants(config);
        FileStore.settings(config);
    }

    /** None, or one that nobody guesses. */
    static void requireToken(Config config) {
        try {
            OperatorGate.from(config);
        } catch (IllegalArgumentException wrong) {
            throw new Problem(wrong.getMessage() + ".", wrong);
        }
    }

    /** Files of companies that can be read, and none in the settings any more. */
    static void requireTenants(Config config) {
        try {
            TenantFiles.from(config);
        } catch (IllegalArgumentException wrong) {
            throw new Problem(wrong.getMessage() + ".", wrong);
        }
    }

    /** The launcher alone decides when this node leaves; a signal to the whole group is for the launcher. */
    private static void watchInput() {
        for (var signal : List.of("INT", "TERM", "HUP")) {
            Signal.handle(new Signal(signal), SignalHandler.SIG_IGN);
        }
        var watch = new Thread(
                () -> {
                    drainInput();
                    System.exit(0);
                },
                "launcher-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void drainInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
