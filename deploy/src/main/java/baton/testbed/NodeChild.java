package baton.testbed;

import baton.launcher.Main;
import baton.launcher.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One node, as {@code baton node}, in a process of its own: it shares no heap and no threads with who measures it. */
public final class NodeChild implements AutoCloseable {

    private static final int START_SECONDS = 120;
    private static final int STOP_SECONDS = 40;
    private static final int LINES_SHOWN = 20;

    private final Process process;
    private final Path log;

    private NodeChild(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * @param classPath of the distribution
     * @param tenants the companies
     * @param log where its output goes
     * @param flags further flags of its JVM, for example of a recorder
     */
    public static NodeChild start(
            String classPath, Path tenants, Path log, Map<String, String> environment, List<String> flags) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, Main.class.getName(), "node"));
        command.addAll(List.of("--tenants", tenants.toString(), "--until-input-ends"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            return new NodeChild(builder.start(), log);
        } catch (IOException refused) {
            throw new Problem("The node cannot be started: " + refused.getMessage() + ".", refused);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** It neither does anything nor ends anything: connections to it stay open. */
    public void pause() {
        Commands.pause(pid());
    }

    public void goOn() {
        Commands.goOn(pid());
    }

    /** Waits until both answer: the management port that it is ready, the web door at all. */
    public void awaitReady(Place place) throws InterruptedException {
        var client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!(answers(client, place.managed("/ready")) && answers(client, place.web("/")))) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new Problem("The node did not start; the end of its log says:\n" + tail());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** The end of what it has said. */
    public String tail() {
        try {
            var lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Ends it at once, as a power cut does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public boolean hasEnded() {
        return !process.isAlive();
    }

    /** At once, whatever it does; not even that it stands still helps it. */
    public void end() {
        process.destroyForcibly();
    }

    /** Closes its input, on which it leaves and ends. */
    @Override
    public void close() throws IOException, InterruptedException {
        if (!process.isAlive()) {
            return;
        }
        process.getOutputStream().close();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private static boolean answers(HttpClient client, URI address) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
