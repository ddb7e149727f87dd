package baton.launcher;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The checks of {@code baton doctor}: each prints one line, {@code ok} or {@code MEND} with what to do. */
final class Checkup {

    /** A browser or telephone costs a file descriptor, and so does every file of the database. */
    private static final long LEAST_OPEN_FILES = 4096;

    private static final long LEAST_MEMORY_MIB = 3072;

    private final Console console;
    private final Installation installation;
    private final Map<String, String> environment;
    private int toMend;

    Checkup(Console console, Installation installation, Map<String, String> environment) {
        this.console = console;
        this.installation = installation;
        this.environment = environment;
    }

    /** What every command needs. */
    void machine() {
        check(
                "JDK " + Runtime.version(),
                () -> Main.requireJdk(Runtime.version().feature()));
        check("memory", this::requireMemory);
        check("open files", this::requireOpenFiles);
    }

    /** What {@code baton up} needs. */
    void up() {
        check("data directory " + installation.data(), this::requireData);
        check("privacy of the data directory", () -> DataDirectory.requireClosed(installation.data()));
        check("Cassandra's jars", () -> EmbeddedCassandra.requireLibrary(CassandraSettings.installedLibrary()));
        check("configuration in " + installation.conf(), () -> load(Configuration.demo(installation.conf())));
        check("variables", () -> Variables.requireKnown(environment, installation.conf()));
        check("demo company", () -> NodeCommand.requireTenants(load(Configuration.demo(installation.conf()))));
        check("ports of the node", () -> NodePort.requireFree(load(Configuration.demo(installation.conf()))));
        check(
                "ports of Cassandra",
                () -> EmbeddedCassandra.requirePorts(CassandraSettings.from(installation.data(), environment)));
    }

    /** What {@code baton node} needs. */
    void node(Config... files) {
        check("configuration in " + installation.conf(), () -> load(files));
        check("variables", () -> Variables.requireKnown(environment, installation.conf()));
        check("secret and companies", () -> NodeCommand.require(load(files)));
        check("who may load companies", () -> requireToken(load(files)));
        check("addresses for others", () -> requireReachable(load(files)));
        check("callers' numbers", () -> requireTrunks(load(files)));
        check("certificates of the cluster", () -> requireCertificates(load(files)));
        check("store of files", () -> FileStore.require(load(files)));
        check("ports of the node", () -> NodePort.requireFree(load(files)));
        check("tables of the database", () -> requireTables(load(files)));
        check("durability of the database", () -> requireDurability(load(files)));
        check("clocks", () -> requireClocks(load(files)));
    }

    /** The exit code. */
    int conclude() {
        console.print(toMend == 0 ? "Nothing to mend." : toMend + " to mend.");
        return toMend == 0 ? 0 : 1;
    }

    private void check(String what, Runnable check) {
        try {
            check.run();
            console.print("ok    " + what);
        } catch (Problem problem) {
            toMend++;
            console.print("MEND  " + what + ": " + problem.getMessage());
        } catch (ConfigException wrong) {
            toMend++;
            console.print("MEND  " + what + ": a setting is wrong: " + wrong.getMessage() + ".");
        }
    }

    private Config load(Config... overlays) {
        return Configuration.load(installation.conf(), environment, overlays);
    }

    private void requireData() {
        // An earlier run may hold it, which is in order; only a place where nothing can be written is not.
        var nearest = installation.data();
        while (!Files.exists(nearest) && nearest.getParent() != null) {
            nearest = nearest.getParent();
        }
        if (!Files.isWritable(nearest)) {
            throw new Problem(nearest + " cannot be written; mend its permissions or choose another directory with "
                    + Installation.DATA + ".");
        }
        CassandraFiles.requireSpace(nearest);
    }

    private static void requireToken(Config config) {
        var directory = config.getConfig("baton.directory");
        if (directory.getBoolean("remote-import")
                && directory.getString("token").isBlank()) {
            throw new Problem(
                    "whoever reaches the management port reads and changes all companies, secrets included; set "
                            + OperatorToken.VARIABLE + " to what openssl rand -hex 32 prints, on every node, or leave"
                            + " BATON_DIRECTORY_REMOTE_IMPORT away.");
        }
    }

    /** What this node tells others of itself must lead here. */
    private static void requireReachable(Config config) {
        var cluster = config.getString("pekko.remote.artery.canonical.hostname");
        if (!isAlone(config) && isLoopback(cluster)) {
            throw new Problem("others are to find this node and it calls itself " + cluster
                    + ", where they cannot reach it; set BATON_ARTERY_HOST to its own address.");
        }
        for (var setting : List.of("BATON_ARTERY_HOST", "BATON_SIP_HOST")) {
            var host = setting.equals("BATON_SIP_HOST") ? config.getString("baton.phone.sip.host") : cluster;
            if (host.equals("0.0.0.0") || host.equals("::")) {
                throw new Problem(
                        setting + " is " + host + ", to which nobody can answer; set it to this machine's address.");
            }
        }
    }

    /** Otherwise whoever reaches the telephone's port is the customer whose number they write. */
    private static void requireTrunks(Config config) {
        var sip = config.getConfig("baton.phone.sip");
        var host = sip.getString("host");
        var named = Arrays.stream(sip.getString("trusted-trunks").split(",")).anyMatch(trunk -> !trunk.isBlank());
        if (hasDoors(config) && !named && !leadsHere(host)) {
            throw new Problem("telephones are heard at " + host
                    + ", and every caller is believed to have the number that they say; set BATON_SIP_TRUSTED_TRUNKS to the"
                    + " addresses of your trunks or of the proxy before the nodes.");
        }
    }

    private static boolean hasDoors(Config config) {
        return config.getStringList("pekko.cluster.roles").contains("doors");
    }

    /** As the telephone's door sees it: nobody but this machine reaches what such a name stands for. */
    private static boolean leadsHere(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static void requireCertificates(Config config) {
        ClusterTls.directory(config).ifPresent(directory -> ClusterTls.require(directory, InstantSource.system()));
    }

    /** Nobody else is named, and nobody is looked for. */
    private static boolean isAlone(Config config) {
        var seeds = config.hasPath("baton.seed-nodes") ? "baton.seed-nodes" : "pekko.cluster.seed-nodes";
        var looks = config.hasPath("baton.bootstrap")
                && !config.getString("baton.bootstrap").equals("seeds");
        return !looks
                && config.getStringList(seeds).stream()
                        .allMatch(seed -> seed.matches(".*@(127\\..*|localhost|\\[::1\\]):[0-9]+"));
    }

    static boolean isLoopback(String host) {
        return host.matches("127\\.[0-9.]+") || host.equals("localhost") || host.equals("::1");
    }

    private static void requireClocks(Config config) {
        try (var session = connect(config)) {
            ClockCheck.require(session, Clock.systemUTC());
        }
    }

    private static void requireDurability(Config config) {
        try (var session = connect(config)) {
            DurabilityCheck.require(session, config.getString("baton.schema.keyspace"));
        }
    }

    private static CqlSession connect(Config config) {
        // A check should say within seconds that nobody is there.
        var hasty = ConfigFactory.empty()
                .withValue(
                        "datastax-java-driver.advanced.control-connection.timeout",
                        ConfigValueFactory.fromAnyRef("5s"));
        return Database.connect(hasty.withFallback(config));
    }

    private static void requireTables(Config config) {
        try (var session = connect(config)) {
            var version = Database.schema(session, config).version();
            if (version < Schema.latest()) {
                throw new Problem("they have version " + version + " and this release needs " + Schema.latest()
                        + "; run: baton schema.");
            }
        }
    }

    private void requireMemory() {
        var mib = number(Path.of("/proc/meminfo"), "MemTotal:", 1) / 1024;
        if (mib < LEAST_MEMORY_MIB) {
            throw new Problem(
                    "this machine has " + mib + " MiB and node and Cassandra together want " + LEAST_MEMORY_MIB
                            + "; lower BATON_CASSANDRA_HEAP and -Xmx in BATON_JAVA_OPTS, or take a larger one.");
        }
    }

    private void requireOpenFiles() {
        var limit = number(Path.of("/proc/self/limits"), "Max open files", 3);
        if (limit < LEAST_OPEN_FILES) {
            throw new Problem("this process may open " + limit + " files and should at least " + LEAST_OPEN_FILES
                    + "; raise the limit with ulimit -n or LimitNOFILE.");
        }
    }

    /** A number from a file of the kernel's; where there is no such file, nothing is limited as far as we know. */
    private static long number(Path file, String line, int field) {
        try (var lines = Files.lines(file)) {
            return lines.filter(each -> each.startsWith(line))
                    .map(each -> each.split("\\s+"))
                    .filter(fields -> fields.length > field && fields[field].matches("[0-9]+"))
                    .mapToLong(fields -> Long.parseLong(fields[field]))
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException absent) {
            return Long.MAX_VALUE;
        }
    }
}
