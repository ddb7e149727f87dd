package baton.e2e;

import baton.testbed.Commands;
import baton.testbed.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code baton node} in a process of its own, which tests kill and start again in the same place. */
final class KillableNode implements AutoCloseable {

    private static final int LINES_SHOWN = 30;
    private static final int LEAVE_SECONDS = 90;

    /** {@code number-of-shards} in {@code cluster.conf}. */
    private static final int SHARDS = 30;

    private final Place place;
    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private Process process;

    private KillableNode(Place place, Path directory, int database, Map<String, String> settings) throws IOException {
        this.place = place;
        this.directory = directory;
        environment.putAll(place.environment());
        environment.put("BATON_CASSANDRA_CONTACT_POINTS", "127.0.0.1:" + database);
        environment.put("BATON_SECRET", "not a secret, for tests on the loopback only");
        environment.put("BATON_HTTP_REACH_PRIVATE", "true");
        environment.put("BATON_WEBCHAT_ADDRESS_MESSAGE_BURST", "1000000"); // all customers come from the loopback
        environment.put("BATON_WEBCHAT_ADDRESS_VISITOR_BURST", "1000000");
        environment.put("BATON_CONF", Path.of("conf").toAbsolutePath().toString());
        environment.putAll(settings);
        process = launch();
    }

    /** Starts it for so many {@link Company companies} of each kind, and returns when it is ready. */
    static KillableNode start(Place place, Path directory, int database, int companies, Map<String, String> settings) {
        try {
            Company.file(directory, companies, List.of(Company::hasty, Company::patient));
            var node = new KillableNode(place, directory, database, settings);
            node.awaitReady();
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Place place() {
        return place;
    }

    /** {@code kill -9}; returns when it is dead. */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks it to leave; returns when it has, in order. */
    void leave() {
        askToLeave();
        awaitEnd();
    }

    /** By a signal, as whatever runs nodes does; does not wait for it. */
    void askToLeave() {
        process.destroy();
    }

    /** Returns when it has ended, with its exit code. */
    int awaitEnd() {
        try {
            if (!process.waitFor(LEAVE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the node does not end; its log ends with\n" + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** It neither does anything nor ends anything: connections to it stay open. */
    void pause() {
        Commands.pause(process.pid());
    }

    void goOn() {
        Commands.goOn(process.pid());
    }

    boolean hasEnded() {
        return !process.isAlive();
    }

    /** Whether this entity lives here, as an operator sees it. */
    boolean isHomeOf(String kind, String entityId) {
        var shard = Math.abs(entityId.hashCode() % SHARDS);
        return Web.text(place.managed("/cluster/shards/" + kind)).contains("\"shardId\":\"" + shard + "\"");
    }

    void startAgain() {
        launchAgain();
        awaitReady();
    }

    /** Does not wait for it to be ready: it may need others for that. */
    void launchAgain() {
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitReady() {
        try {
            if (environment.getOrDefault("BATON_ROLES", "doors").contains("doors")) {
                Web.awaitReady(place);
            } else {
                Web.awaitMember(place);
            }
        } catch (RuntimeException late) {
            throw new IllegalStateException("the node does not start; its log ends with\n" + log(), late);
        }
    }

    private Process launch() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(List.of(
                        java,
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dbaton.home=" + System.getProperty("baton.home"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "baton.launcher.Main",
                        "node",
                        "--tenants",
                        directory.resolve("companies.yaml").toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("node.log").toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** The end of what it has printed. */
    String log() {
        try {
            var lines = Files.readAllLines(directory.resolve("node.log"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Asks it to leave, and kills it if it does not. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(LEAVE_SECONDS, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
