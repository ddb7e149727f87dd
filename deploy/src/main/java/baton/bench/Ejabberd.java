package baton.bench;

import baton.engine.FreePorts;
import baton.launcher.Problem;
import baton.testbed.Directories;
import baton.testbed.Running;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * An ejabberd whose message archive (XEP-0313) is in a PostgreSQL that syncs each commit, both from Debian's packages, each a process of
 * ours on a loopback port, in a temporary directory: so that what a user has received survives the sudden death of either. Closing it ends both
 * and removes the directory.
 */
final class Ejabberd implements AutoCloseable {

    private static final Path SCHEMA = Path.of("/usr/share/ejabberd/sql/pg.sql");
    private static final String DATABASE_USER = "postgres";
    private static final int START_SECONDS = 60;
    private static final int STOP_SECONDS = 20;

    private final Path directory;
    private final Running running = new Running();
    private final int port;
    private final int databasePort;
    private final Path postgres;

    private Ejabberd(Path directory, Path postgres, int port, int databasePort) {
        this.directory = directory;
        this.postgres = postgres;
        this.port = port;
        this.databasePort = databasePort;
    }

    /** @param users {@code u0}, {@code u1}, ... so many, who have {@link XmppUser#PASSWORD} */
    static Ejabberd start(int users) throws IOException, InterruptedException {
        var modules = newest(Path.of("/usr/lib"), "ejabberd-*/ebin");
        var postgres = newest(Path.of("/usr/lib/postgresql"), "*/bin");
        var free = FreePorts.next(2);
        var directory = Files.createTempDirectory("baton-bench-ejabberd-");
        var house = new Ejabberd(directory, postgres, free.get(0), free.get(1));
        house.running.push(() -> Directories.remove(directory));
        Runtime.getRuntime().addShutdownHook(new Thread(house::close, "ejabberd-stop"));
        house.startDatabase(users);
        house.startServer(modules);
        return house;
    }

    /** Of the listener that has WebSockets at {@code /ws}. */
    int port() {
        return port;
    }

    /** How many messages are in the archive; each is there twice, once for each user. */
    int archived() throws IOException, InterruptedException {
        return Integer.parseInt(psql("ejabberd", "-A", "-t", "-c", "SELECT count(*) FROM archive WHERE kind = 'chat'")
                .strip());
    }

    private void startDatabase(int users) throws IOException, InterruptedException {
        var data = Files.createDirectory(directory.resolve("postgresql"));
        own(data);
        finish(asDatabaseUser(tool("initdb"), "-D", data, "-A", "trust", "-U", "bench", "-E", "UTF8", "--locale=C"));
        var settings =
                "\nlisten_addresses = '127.0.0.1'\nport = %d\nunix_socket_directories = ''\nmax_connections = 60\n"
                        + "fsync = on\nsynchronous_commit = on\n";
        Files.writeString(
                data.resolve("postgresql.conf"),
                Files.readString(data.resolve("postgresql.conf")) + settings.formatted(databasePort));
        keep(asDatabaseUser(tool("postgres"), "-D", data), "database.log");
        awaitUntil("PostgreSQL", () -> listens(databasePort));
        psql("postgres", "-c", "CREATE DATABASE ejabberd");
        psql("ejabberd", "-f", SCHEMA.toString());
        psql(
                "ejabberd",
                "-c",
                "INSERT INTO users (username, password) SELECT 'u' || n, '%s' FROM generate_series(0, %d) n"
                        .formatted(XmppUser.PASSWORD, users - 1));
    }

    private void startServer(Path modules) throws IOException, InterruptedException {
        var settings = Files.writeString(directory.resolve("ejabberd.yml"), settings());
        var builder = new ProcessBuilder(List.of(
                "erl",
                "+K",
                "true",
                "+P",
                "250000",
                "-noinput",
                "-boot",
                "start_sasl",
                "-pa",
                modules.toString(),
                "-mnesia",
                "dir",
                "\"" + directory.resolve("mnesia") + "\"",
                "-s",
                "ejabberd"));
        builder.environment().put("EJABBERD_CONFIG_PATH", settings.toString());
        builder.environment()
                .put("EJABBERD_LOG_PATH", directory.resolve("ejabberd.log").toString());
        builder.environment().put("ERL_CRASH_DUMP", directory.resolve("crash").toString());
        keep(builder, "erl.log");
        awaitUntil("ejabberd", () -> listens(port));
    }

    /** As its packages have it, but for the archive in the database, no limits and no encryption: Baton's has neither here. */
    private String settings() {
        return """
                hosts: [%s]
                loglevel: warning
                certfiles: []
                listen:
                  - port: %d
                    ip: "127.0.0.1"
                    module: ejabberd_http
                    request_handlers: {/ws: ejabberd_http_ws}
                auth_method: sql
                auth_password_format: plain
                default_db: sql
                sql_type: pgsql
                sql_server: 127.0.0.1
                sql_port: %d
                sql_database: ejabberd
                sql_username: bench
                sql_password: ""
                sql_pool_size: 10
                shaper: {}
                modules:
                  mod_mam: {default: always, assume_mam_usage: true, db_type: sql}
                """
                .formatted(XmppUser.HOST, port, databasePort);
    }

    /** PostgreSQL refuses to run as root. */
    private static ProcessBuilder asDatabaseUser(Object... command) {
        var words = new ArrayList<String>();
        if (isRoot()) {
            words.addAll(List.of("setpriv", "--reuid=" + DATABASE_USER, "--regid=" + DATABASE_USER, "--clear-groups"));
        }
        List.of(command).forEach(word -> words.add(word.toString()));
        return new ProcessBuilder(words);
    }

    private static void own(Path data) throws IOException {
        if (isRoot()) {
            var users = data.getFileSystem().getUserPrincipalLookupService();
            Files.setOwner(data, users.lookupPrincipalByName(DATABASE_USER));
            // The directory above is only for us; the database has to get through it.
            Files.setPosixFilePermissions(data.getParent(), PosixFilePermissions.fromString("rwx--x--x"));
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private Path tool(String name) {
        return postgres.resolve(name);
    }

    private String psql(String database, String... rest) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                tool("psql").toString(),
                "-q",
                "-v",
                "ON_ERROR_STOP=1",
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(databasePort),
                "-U",
                "bench",
                "-d",
                database));
        command.addAll(List.of(rest));
        return finish(new ProcessBuilder(command));
    }

    private String finish(ProcessBuilder builder) throws IOException, InterruptedException {
        var process =
                builder.directory(directory.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new Problem(builder.command() + " failed: " + said);
        }
        return said;
    }

    private void keep(ProcessBuilder builder, String log) throws IOException {
        var process = builder.directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(log).toFile())
                .start();
        running.push(() -> {
            process.destroy();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        });
    }

    private void awaitUntil(String what, BooleanSupplier there) throws InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!there.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new Problem(what + " did not start; its logs are in " + directory + " until the end of this.");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Where Debian has put it: the last by name of those that match. */
    private static Path newest(Path root, String pattern) {
        var matcher = root.getFileSystem().getPathMatcher("glob:**/" + pattern);
        try (var found = Files.find(root, 3, (path, about) -> about.isDirectory() && matcher.matches(path))) {
            return found.max(Comparator.naturalOrder())
                    .orElseThrow(() -> new Problem("There is no " + root + "/**/" + pattern
                            + "; install Debian's packages ejabberd, erlang-p1-pgsql and postgresql."));
        } catch (IOException | UncheckedIOException missing) {
            throw new Problem("Install Debian's packages ejabberd, erlang-p1-pgsql and postgresql.", missing);
        }
    }

    @Override
    public synchronized void close() {
        running.close();
    }
}
