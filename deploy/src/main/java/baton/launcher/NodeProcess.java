package baton.launcher;

import com.typesafe.config.Config;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A further node of {@code baton up}: {@code baton node} in a process that ends when this one does. */
final class NodeProcess implements AutoCloseable {

    static final String MEDIA = "BATON_MEDIA_DIRECTORY";
    static final String TRUSTED = "BATON_MEDIA_TRUSTED_ORIGINS";
    static final String PUBLIC_URL = "BATON_HTTP_PUBLIC_URL";
    static final String REACH_PRIVATE = "BATON_HTTP_REACH_PRIVATE";

    private static final int STOP_SECONDS = 40;

    private final Process process;

    private NodeProcess(Process process) {
        this.process = process;
    }

    static NodeProcess start(Installation installation, Config first, int n) {
        var builder = new ProcessBuilder(command(n))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        var environment = builder.environment();
        environment.putAll(NodePort.environment(first, n));
        environment.put(Installation.CONF, installation.conf().toString());
        environment.put("BATON_SECRET", first.getString("baton.secret"));
        environment.put(OperatorToken.VARIABLE, first.getString("baton.directory.token"));
        environment.put(MEDIA, first.getString("baton.media.directory"));
        environment.put(TRUSTED, first.getString("baton.media.trusted-origins"));
        environment.put(PUBLIC_URL, first.getString("baton.http.public-url"));
        environment.put(REACH_PRIVATE, first.getString("baton.http.reach-private"));
        environment.put(
                Configuration.CONTACT_POINTS, Database.contactPoints(first).replace(" ", ""));
        environment.put(Configuration.SEEDS, NodePort.seed(first));
        try {
            return new NodeProcess(builder.start());
        } catch (IOException refused) {
            throw new Problem("Node " + (n + 1) + " cannot be started: " + refused.getMessage() + ".", refused);
        }
    }

    CompletionStage<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Closes its input, on which it leaves the cluster and ends. */
    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private static List<String> command(int n) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-Dbaton.node=node " + (n + 1) + " ");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Main.class.getName(), "node", "--demo", "--until-input-ends"));
        return command;
    }
}
