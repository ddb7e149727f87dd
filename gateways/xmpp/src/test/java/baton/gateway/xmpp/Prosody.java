package baton.gateway.xmpp;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A real XMPP server on the loopback: users at {@code localhost}, and room for the component {@code support.localhost}. */
final class Prosody implements AutoCloseable {

    static final String SECRET = "component secret & <more>";

    private static final Path PROGRAM = Path.of("/usr/bin/prosody");

    private final Path folder;
    private final int clients = freePort();
    private final int components = freePort();
    private volatile Process process;

    Prosody() throws IOException {
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
                modules_enabled = { "roster", "saslauth", "disco", "posix" }
                modules_disabled = { "s2s", "tls" }
                authentication = "internal_plain"
                allow_unencrypted_plain_auth = true
                c2s_require_encryption = false
                log = { warn = "%1$s/prosody.log" }
                VirtualHost "localhost"
                Component "support.localhost"
                  component_secret = "%4$s"
                """
                .formatted(folder, clients, components, SECRET);
    }

    private Process begin() throws IOException {
        return new ProcessBuilder(PROGRAM.toString(), "--config", folder + "/prosody.cfg.lua", "-F")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }

    /** As the server itself would store it: its own tool makes accounts only for the user under whom it is installed. */
    void user(String name, String password) throws IOException {
        var accounts = Files.createDirectories(folder.resolve("data/localhost/accounts"));
        Files.writeString(accounts.resolve(name + ".dat"), "return { [\"password\"] = \"" + password + "\"; };\n");
    }

    int clients() {
        return clients;
    }

    int components() {
        return components;
    }

    /** As a crash does it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void startAgain() throws IOException {
        process = begin();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no port", e);
        }
    }
}
