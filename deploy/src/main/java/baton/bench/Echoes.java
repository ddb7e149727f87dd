package baton.bench;

import baton.engine.FreePorts;
import baton.launcher.Problem;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The other yardstick: the same frames in the same closed loops over the sockets of an {@link EchoServer} in a process of its own. What the web
 * server alone can carry on this machine, in this minute.
 */
final class Echoes implements AutoCloseable {

    private static final int STOP_SECONDS = 20;

    private final Stage stage = new Stage();
    private final Process server;
    private final int port;
    private final List<String> texts;
    private final List<WireSocket> sockets = new ArrayList<>();
    private Round round = new Round(new Load(1, 1, 0));

    /** @param pairs of the largest load */
    Echoes(int pairs, List<String> texts) throws IOException {
        this.texts = texts;
        this.port = FreePorts.next();
        this.server = start(port);
        try {
            awaitReady();
            while (sockets.size() < pairs) {
                sockets.add(WireSocket.open(stage.loop(), port, "/", "echo", new Listener(sockets.size())));
            }
        } catch (IOException | RuntimeException failed) {
            server.destroyForcibly();
            throw failed;
        }
    }

    /** Echoes per second; as many as the load has messages. */
    double run(Load load) throws InterruptedException {
        round = new Round(load);
        stage.perform(Traffic.NONE, round::start, round.over, load);
        return load.count() * 1e9 / (round.ended - round.started);
    }

    private static Process start(int port) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(EchoServer.class.getName(), Integer.toString(port)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void awaitReady() throws IOException {
        var lines = server.inputReader(StandardCharsets.UTF_8);
        for (var line = lines.readLine(); !EchoServer.READY.equals(line); line = lines.readLine()) {
            if (line == null) {
                throw new Problem("The echo server did not start.");
            }
        }
        CompletableFuture.runAsync(() -> lines.lines().forEach(said -> {}));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stage.close();
        server.getOutputStream().close();
        if (!server.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            server.destroyForcibly().waitFor();
        }
    }

    private final class Listener implements WireSocket.Listener {

        private final int which;

        Listener(int which) {
            this.which = which;
        }

        @Override
        public void text(byte[] bytes, int from, int to) {
            round.echoed(which);
        }

        @Override
        public void ended() {
            stage.broken("the echo server has closed a socket");
        }
    }

    /** One closed loop; on the thread of the sockets. */
    private final class Round {

        private final Load load;
        private final CompletableFuture<Void> over = new CompletableFuture<>();
        private long started;
        private long ended;
        private int sent;
        private int echoed;

        Round(Load load) {
            this.load = load;
        }

        void start() {
            started = System.nanoTime();
            for (var turn = 0; turn < load.inFlight(); turn++) {
                for (var which = 0; which < load.pairs(); which++) {
                    send(which);
                }
            }
        }

        void echoed(int which) {
            echoed++;
            if (echoed == load.count()) {
                ended = System.nanoTime();
                over.complete(null);
            }
            send(which);
        }

        private void send(int which) {
            if (sent < load.count()) {
                sockets.get(which).send(texts.get(sent++ % texts.size()));
            }
        }
    }
}
