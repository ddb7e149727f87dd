package baton.bench;

import baton.launcher.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Kamailio, a process of ours on a loopback port, that passes every call on to one telephone. It keeps the state of the transactions and
 * stays in the way of the whole call, and does nothing else.
 */
final class Kamailio implements AutoCloseable {

    private static final int STOP_SECONDS = 20;

    private final Process process;
    private final Path log;

    private Kamailio(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * @param directory that exists, and is its own
     * @param port its own, of UDP
     * @param phonePort where its calls go
     */
    static Kamailio start(Program kamailio, Path directory, int port, int phonePort) throws IOException {
        var settings = Files.writeString(directory.resolve("kamailio.cfg"), settings(port, phonePort));
        var log = directory.resolve("kamailio.log");
        var command = List.of(
                kamailio.toString(),
                "-f",
                settings.toString(),
                "-DD", // stays our child
                "-E", // says on its output what it has to say
                "-w",
                directory.toString(),
                "-Y",
                directory.toString(),
                "-b",
                "1048576", // how much its socket may hold: the same as sipp's
                "-m",
                "512"); // MiB for all transactions; each is kept for some seconds after its end
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();
        return new Kamailio(process, log);
    }

    /** Nothing but what a relay needs. Whatever is asked goes to the phone, once and not in circles. */
    static String settings(int port, int phonePort) {
        return """
                #!KAMAILIO
                debug=0
                log_stderror=yes
                listen=udp:127.0.0.1:%d
                children=4
                disable_tcp=yes
                auto_aliases=no
                dns=no
                rev_dns=no

                loadmodule "tm.so"
                loadmodule "sl.so"
                loadmodule "rr.so"
                loadmodule "maxfwd.so"

                request_route {
                    if (!mf_process_maxfwd_header("10")) {
                        sl_send_reply("483", "Too Many Hops");
                        exit;
                    }
                    if (loose_route()) {
                        t_relay();
                        exit;
                    }
                    if (method == "INVITE") {
                        record_route();
                    }
                    t_relay_to_udp("127.0.0.1", "%d");
                }
                """
                .formatted(port, phonePort);
    }

    /** @throws Problem with what it has said, if it has ended */
    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new Problem("Kamailio has ended: " + Files.readString(log, StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    public void close() throws InterruptedException {
        var workers = process.descendants().toList();
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            workers.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
