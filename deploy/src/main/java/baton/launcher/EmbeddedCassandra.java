package baton.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A real Cassandra as a child process on loopback.
 *
 * <p>It lives as long as this process: its standard input is a pipe that we hold, and it drains and exits when that pipe
 * closes, be it by {@link #close} or because we were killed. What it has acknowledged is on disk.
 */
public final class EmbeddedCassandra implements AutoCloseable {

    /** Cold start on two busy cores takes about 10 s, the replay of a full commit log some more. */
    private static final Duration START_TIMEOUT = Duration.ofSeconds(180);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    /** How long a predecessor whose launcher was killed may drain. */
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(30);

    private static final int LINES_SHOWN = 15;
    /** Printed by {@code baton.cassandra.CassandraChild}, which is not on our class path. */
    private static final String READY = "cassandra: ready";

    private final CassandraSettings settings;
    private final CassandraFiles files;
    private final Process process;

    private EmbeddedCassandra(CassandraSettings settings, CassandraFiles files, Process process) {
        this.settings = settings;
        this.files = files;
        this.process = process;
    }

    /**
     * Starts Cassandra and returns when clients may connect.
     *
     * @throws Problem if a port is taken, the disk is full or not writable, another process uses the directory, or
     *     Cassandra does not come up; the sentence says which and what to do
     */
    public static EmbeddedCassandra start(CassandraSettings settings) {
        var files = new CassandraFiles(settings.directory());
        requireLibrary(settings.library());
        files.prepare(settings);
        awaitUnlocked(files.lock());
        requirePorts(settings);
        var cassandra = new EmbeddedCassandra(settings, files, launch(settings, files));
        try {
            cassandra.awaitReady();
            return cassandra;
        } catch (RuntimeException failed) {
            cassandra.process.destroyForcibly();
            throw failed;
        }
    }

    /** Where clients connect. */
    public InetSocketAddress contactPoint() {
        return new InetSocketAddress("127.0.0.1", settings.nativePort());
    }

    /** The child, for tests that kill it. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Completes with the exit code when the child ends, for whatever reason. */
    public CompletionStage<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** One sentence for the case that the child ended without being asked to, with the end of its log. */
    public Problem diedUnasked() {
        return died("died");
    }

    /** Asks Cassandra to drain and exit, waits until it has done so, and kills it if it does not. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException alreadyClosed) {
            process.destroy();
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() {
        var ready = new CompletableFuture<Boolean>();
        var reader = new Thread(() -> readOutput(ready), "cassandra-output");
        reader.setDaemon(true);
        reader.start();
        try {
            if (!ready.get(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                throw died("did not start");
            }
        } catch (TimeoutException late) {
            throw died("was not ready after " + START_TIMEOUT.toSeconds() + " s");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Problem("The start of Cassandra was interrupted.", interrupted);
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Reads to the end, so that the child never blocks on a full pipe. */
    private void readOutput(CompletableFuture<Boolean> ready) {
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                if (line.equals(READY)) {
                    ready.complete(true);
                }
            }
        } catch (IOException broken) {
            // The child is gone; the same as the end of its output.
        }
        ready.complete(false);
    }

    private Problem died(String how) {
        var code = exitCode();
        return new Problem("Cassandra %s%s; the end of its log, %s, says:%n%s"
                .formatted(how, code, files.log(), files.tail(LINES_SHOWN)));
    }

    private String exitCode() {
        try {
            return process.waitFor(2, TimeUnit.SECONDS) ? " (exit code " + process.exitValue() + ")" : "";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static Process launch(CassandraSettings settings, CassandraFiles files) {
        try {
            Files.deleteIfExists(files.log());
            return new ProcessBuilder(command(settings, files))
                    .directory(files.directory().toFile())
                    .redirectError(files.jvmLog().toFile())
                    .start();
        } catch (IOException refused) {
            throw new Problem("Cassandra's process cannot be started: " + refused.getMessage() + ".", refused);
        }
    }

    private static List<String> command(CassandraSettings settings, CassandraFiles files) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(CassandraJvm.flags(settings.heap(), files));
        command.add("-cp");
        command.add(settings.library().toAbsolutePath().resolve("*").toString());
        command.add("baton.cassandra.CassandraChild");
        command.add(files.lock().toAbsolutePath().toString());
        return command;
    }

    /** @throws Problem if one of its ports is taken */
    static void requirePorts(CassandraSettings settings) {
        Ports.requireFreeTcp("Cassandra", "127.0.0.1", settings.nativePort(), CassandraSettings.NATIVE_PORT);
        Ports.requireFreeTcp(
                "Cassandra (between its nodes)", "127.0.0.1", settings.storagePort(), CassandraSettings.STORAGE_PORT);
    }

    /** @throws Problem if the class path of the child is not there */
    static void requireLibrary(Path library) {
        if (!Files.isDirectory(library)) {
            throw new Problem("Cassandra's jars are not in " + library + "; build them with ./mvnw package.");
        }
    }

    /** A child whose launcher was killed drains for a moment; one whose launcher lives is somebody else's. */
    private static void awaitUnlocked(Path lock) {
        var deadline = System.nanoTime() + LOCK_TIMEOUT.toNanos();
        while (isLocked(lock)) {
            if (System.nanoTime() > deadline) {
                throw new Problem(
                        "Another Cassandra (process %s) uses %s; stop it or choose another directory with BATON_DATA."
                                .formatted(holder(lock), lock.getParent()));
            }
            pause();
        }
    }

    private static boolean isLocked(Path lock) {
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var taken = channel.tryLock()) {
            return taken == null;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String holder(Path lock) {
        try {
            return Files.readString(lock);
        } catch (IOException unreadable) {
            return "unknown";
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Problem("The start of Cassandra was interrupted.", interrupted);
        }
    }
}
