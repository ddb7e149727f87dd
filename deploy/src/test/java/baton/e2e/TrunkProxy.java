package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.engine.FreePorts;
import baton.testbed.Directories;
import baton.testbed.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The peer program {@code kamailio} before the nodes, as {@code docs/kamailio.cfg} tells operators to set it up; only addresses are others. */
final class TrunkProxy implements AutoCloseable {

    /** Its own, so that nodes can tell it from telephones. */
    static final String HOST = "127.0.2.10";

    /** Where the trunk calls from. */
    static final String TRUNK = "127.0.2.7";

    private static final Path FILE = Path.of("docs/kamailio.cfg");
    private static final int STOP_SECONDS = 20;
    private static final int ANSWER_MILLIS = 500;

    private final Process process;
    private final Path directory;
    private final int port;

    private TrunkProxy(Process process, Path directory, int port) {
        this.process = process;
        this.directory = directory;
        this.port = port;
    }

    /** Skips the test if there is no Kamailio, or fails it where peers are required. */
    static Path require() {
        return Peers.require("kamailio", "kamailio");
    }

    /** Before these nodes; returns when one of them has answered through it. */
    static TrunkProxy start(List<Place> nodes) {
        try {
            var directory = Files.createTempDirectory("baton-kamailio");
            var port = FreePorts.next();
            var process = run(
                    directory,
                    require().toString(),
                    "-f",
                    settings(directory, port, nodes).toString(),
                    "-DD", // stays our child
                    "-E", // says on its output what it has to say
                    "-w",
                    directory.toString(),
                    "-Y",
                    directory.toString());
            var proxy = new TrunkProxy(process, directory, port);
            await("Kamailio").until(proxy::answers);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it says to its file when it only looks at it. */
    static String opinion(Path settings) throws IOException, InterruptedException {
        var directory = settings.getParent();
        var check = run(directory, require().toString(), "-c", "-f", settings.toString());
        assertThat(check.waitFor(STOP_SECONDS, TimeUnit.SECONDS)).isTrue();
        return "ended with " + check.exitValue() + "\n" + said(directory);
    }

    /** The file as an operator would have edited it, and the list of nodes beside it. */
    static Path settings(Path directory, int port, List<Place> nodes) throws IOException {
        var list = Files.write(
                directory.resolve("dispatcher.list"),
                nodes.stream().map(node -> "1 " + address(node)).toList());
        var text = Files.readString(FILE);
        for (var edit : edits(port, list).entrySet()) {
            assertThat(text).as("what is to be edited in " + FILE).contains(edit.getKey());
            text = text.replace(edit.getKey(), edit.getValue());
        }
        return Files.writeString(directory.resolve("kamailio.cfg"), text);
    }

    private static Map<String, String> edits(int port, Path list) {
        var edits = new LinkedHashMap<String, String>();
        edits.put("listen=udp:10.0.0.10:5060", "listen=udp:" + HOST + ":" + port);
        edits.put("listen=tcp:10.0.0.10:5060", "listen=tcp:" + HOST + ":" + port);
        edits.put("\"/etc/kamailio/dispatcher.list\"", "\"" + list + "\"");
        edits.put("\"sip:proxy@10.0.0.10\"", "\"sip:proxy@" + HOST + "\"");
        edits.put("src_ip == 192.0.2.7 || src_ip == 192.0.2.8", "src_ip == " + TRUNK);
        return edits;
    }

    private static String address(Place node) {
        return "sip:127.0.0.1:" + node.sip();
    }

    private static Process run(Path directory, String... command) throws IOException {
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile())
                .start();
        process.getOutputStream().close();
        return process;
    }

    private static String said(Path directory) throws IOException {
        return Files.readString(directory.resolve("said"), StandardCharsets.ISO_8859_1);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(HOST, port);
    }

    /** Returns when it passes nothing on to a node that has died; each of so many requests might come to that one. */
    void passesToTheLivingOnly() {
        await("Kamailio knows who is dead").until(() -> answered(20) == 20);
    }

    private int answered(int requests) throws IOException {
        var answered = 0;
        while (answered < requests && answers()) {
            answered++;
        }
        return answered;
    }

    private boolean answers() throws IOException {
        assertThat(process.isAlive()).as(() -> log()).isTrue();
        try (var socket = new DatagramSocket(0, address().getAddress())) {
            socket.setSoTimeout(ANSWER_MILLIS);
            var ask = options(socket.getLocalPort()).getBytes(StandardCharsets.UTF_8);
            socket.send(new DatagramPacket(ask, ask.length, address()));
            var answer = new DatagramPacket(new byte[2000], 2000);
            socket.receive(answer);
            return new String(answer.getData(), StandardCharsets.UTF_8).startsWith("SIP/2.0 200");
        } catch (SocketTimeoutException notYet) {
            return false;
        }
    }

    private String options(int from) {
        return """
                OPTIONS sip:%1$s:%2$d SIP/2.0
                Via: SIP/2.0/UDP %1$s:%3$d;branch=z9hG4bK-%3$d
                Max-Forwards: 70
                From: <sip:test@%1$s>;tag=%3$d
                To: <sip:%1$s>
                Call-ID: %3$d-options
                CSeq: 1 OPTIONS
                Content-Length: 0

                """
                .formatted(HOST, port, from)
                .lines()
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    /** What it has said so far. */
    String log() {
        try {
            return said(directory);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        var workers = process.descendants().toList();
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            workers.forEach(ProcessHandle::destroyForcibly);
        }
        Directories.remove(directory);
    }
}
