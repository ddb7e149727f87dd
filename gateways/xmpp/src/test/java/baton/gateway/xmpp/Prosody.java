package baton.gateway.xmpp;

import static org.assertj.core.api.Assertions.fail;

import baton.engine.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * A real XMPP server on the loopback: users at {@code localhost}, who can upload files there, and room for the component
 * {@code support.localhost}. What it keeps for users who are away outlasts a crash.
 */
public final class Prosody implements AutoCloseable {

    public static final String SECRET = "component secret & <more>";

    private static final Path PROGRAM = Path.of("/usr/bin/prosody");

    private final Path folder;
    private final int clients = FreePorts.next();
    private final int components = FreePorts.next();
    private final int uploads = FreePorts.next();
    private volatile Process process;

    public Prosody() throws IOException {
        if (!Files.isExecutable(PROGRAM) && "required".equals(System.getProperty("baton.peers"))) {
            fail("the peer program prosody is missing (Debian package prosody)");
        }
        Assumptions.assumeTrue(Files.isExecutable(PROGRAM), "the peer program prosody is missing");
        folder = Files.createTempDirectory("baton-prosody");
        Files.writeString(folder.resolve("prosody.cfg.lua"), config());
        process = begin();
    }

    private String config() {
        return """
                run_as_root = true
                pidfile = "%1$s/prosody.pid"
                data_path = "%1$s/data"
                certificates = "%1$s"
                interfaces = { "127.0.0.1" }
                c2s_ports = { %2$d }
                component_ports = { %3$d }
                component_interfaces = { "127.0.0.1" }
                http_ports = { %5$d }
                http_interfaces = { "127.0.0.1" }
                https_ports = {}
                http_external_url = "http://127.0.0.1:%5$d/"
                http_default_host = "upload.localhost"
                modules_enabled = { "roster", "saslauth", "disco", "posix" }
                modules_disabled = { "s2s", "tls" }
                authentication = "internal_plain"
                allow_unencrypted_plain_auth = true
                c2s_require_encryption = false
                log = { warn = "%1$s/prosody.log" }
                VirtualHost "localhost"
                Component "support.localhost"
                  component_secret = "%4$s"
                Component "upload.localhost" "http_file_share"
                """
                .formatted(folder, clients, components, SECRET, uploads);
    }

    private Process begin() throws IOException {
        var begun = new ProcessBuilder(PROGRAM.toString(), "--config", folder + "/prosody.cfg.lua", "-F")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        Awaitility.await("prosody").atMost(Duration.ofSeconds(60)).until(() -> listens(clients) && listens(components));
        return begun;
    }

    private static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** As the server itself would store it: its own tool makes accounts only for the user under whom it is installed. */
    public void user(String name, String password) throws IOException {
        var accounts = Files.createDirectories(folder.resolve("data/localhost/accounts"));
        Files.writeString(accounts.resolve(name + ".dat"), "return { [\"password\"] = \"" + password + "\"; };\n");
    }

    public int clients() {
        return clients;
    }

    public int components() {
        return components;
    }

    /** As a crash does it. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public void startAgain() throws IOException {
        process = begin();
    }

    @Override
    public void close() throws InterruptedException, IOException {
        kill();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
