package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.testbed.Directories;
import baton.testbed.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The peer program {@code sipp}, one process per role, with a scenario from {@code resources/e2e/sipp}. */
final class Sipp implements AutoCloseable {

    private final Process process;
    private final Path folder;
    private final String scenario;
    private final InetSocketAddress own;

    private Sipp(Process process, Path folder, String scenario, InetSocketAddress own) {
        this.process = process;
        this.folder = folder;
        this.scenario = scenario;
        this.own = own;
    }

    /** @param words what stands in the scenario for what differs from test to test */
    static Sipp start(String scenario, Map<String, String> words, Place place, int ownPort, String... options) {
        return start(scenario, words, place.telephone(), new InetSocketAddress("127.0.0.1", ownPort), options);
    }

    /** The same, with any server and any address of its own. */
    static Sipp start(
            String scenario,
            Map<String, String> words,
            InetSocketAddress server,
            InetSocketAddress own,
            String... options) {
        var program = Peers.require("sipp", "sip-tester");
        try {
            var folder = Files.createTempDirectory("baton-sipp");
            var file = folder.resolve(scenario + ".xml");
            Files.writeString(file, text(scenario, words), StandardCharsets.ISO_8859_1);
            var command = new ArrayList<>(List.of(program.toString(), text(server)));
            command.addAll(List.of("-sf", file.toString(), "-i", own.getHostString(), "-p", text(own.getPort())));
            command.addAll(List.of("-nostdin", "-trace_err", "-error_file", "errors"));
            command.addAll(List.of("-trace_logs", "-log_file", "said"));
            command.addAll(List.of("-trace_msg", "-message_file", "messages"));
            command.addAll(List.of("-timeout", "120", "-timeout_error"));
            command.addAll(List.of(options));
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("screen").toFile())
                    .start();
            return new Sipp(process, folder, scenario, own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    private static String text(int port) {
        return String.valueOf(port);
    }

    private static String text(String scenario, Map<String, String> words) throws IOException {
        try (var source = Sipp.class.getResourceAsStream("/e2e/sipp/" + scenario + ".xml")) {
            if (source == null) {
                throw new IllegalArgumentException("scenario: " + scenario + " (expected: one in resources/e2e/sipp)");
            }
            var text = new String(source.readAllBytes(), StandardCharsets.ISO_8859_1);
            for (var word : words.entrySet()) {
                text = text.replace("{" + word.getKey() + "}", word.getValue());
            }
            return text;
        }
    }

    /** What it is to log with this word before it, once it has; the last one. */
    String says(String word) {
        await(word).until(() -> said(word).isPresent() || !process.isAlive());
        return said(word).orElseThrow(() -> new AssertionError(scenario + " says no " + word + ": " + story()));
    }

    private Optional<String> said(String word) {
        try {
            return text("said")
                    .lines()
                    .filter(line -> line.startsWith(word + " "))
                    .map(line -> line.substring(word.length() + 1).strip())
                    .reduce((before, last) -> last);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it waits for as a MESSAGE in the call with this Call-ID, to which nobody expects an answer. */
    void goesOn(String callId) {
        var go =
                "MESSAGE sip:go SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK%1$s\r\nFrom: <sip:go>;tag=go\r\n"
                        .concat("To: <sip:go>\r\nCall-ID: %2$s\r\nCSeq: 1 MESSAGE\r\nContent-Length: 0\r\n\r\n")
                        .formatted(UUID.randomUUID(), callId)
                        .getBytes(StandardCharsets.ISO_8859_1);
        try (var socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(go, go.length, own));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All its calls were as the scenario wants them. */
    void succeeds() {
        try {
            assertThat(process.waitFor(150, TimeUnit.SECONDS))
                    .as(scenario + " ends")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(process.exitValue()).as(() -> scenario + ": " + story()).isZero();
    }

    private String story() {
        try {
            return text("errors") + end(text("messages")) + end(text("screen"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private String text(String file) throws IOException {
        var path = folder.resolve(file);
        return Files.exists(path) ? Files.readString(path, StandardCharsets.ISO_8859_1) : "";
    }

    private static String end(String text) {
        return text.substring(Math.max(0, text.length() - 3000));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        Directories.remove(folder);
    }
}
