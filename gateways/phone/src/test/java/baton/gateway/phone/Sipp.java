package baton.gateway.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The peer program {@code sipp} (Debian package sip-tester), one process per role. */
final class Sipp implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/sipp");

    private final Process process;
    private final Path folder;
    private final String scenario;

    private Sipp(Process process, Path folder, String scenario) {
        this.process = process;
        this.folder = folder;
        this.scenario = scenario;
    }

    /** Skips the test if there is no sipp, or fails it where peers are required. */
    static void require() {
        var missing = "the peer program sipp is missing (Debian package sip-tester, expected at " + PROGRAM + ")";
        if (!Files.isExecutable(PROGRAM)) {
            if ("required".equals(System.getProperty("baton.peers"))) {
                fail(missing);
            }
            Assumptions.abort(missing);
        }
    }

    /** @param words what stands in the scenario for what differs from test to test */
    static Sipp start(String scenario, Map<String, String> words, int serverPort, int ownPort, String... options)
            throws IOException {
        var folder = Files.createTempDirectory("sipp");
        var file = folder.resolve(scenario + ".xml");
        try (var source = Sipp.class.getResourceAsStream("/sipp/" + scenario + ".xml")) {
            var text = new String(source.readAllBytes(), StandardCharsets.ISO_8859_1);
            for (var word : words.entrySet()) {
                text = text.replace(word.getKey(), word.getValue());
            }
            Files.writeString(file, text, StandardCharsets.ISO_8859_1);
        }
        var command = new ArrayList<>(List.of(
                PROGRAM.toString(),
                "127.0.0.1:" + serverPort,
                "-sf",
                file.toString(),
                "-i",
                "127.0.0.1",
                "-p",
                String.valueOf(ownPort),
                "-nostdin",
                "-trace_err",
                "-error_file",
                folder.resolve("errors").toString(),
                "-timeout",
                "120",
                "-timeout_error",
                "-buff_size",
                "1048576"));
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("screen").toFile())
                .start();
        return new Sipp(process, folder, scenario);
    }

    /** All its calls were as the scenario wants them. */
    void succeeds() throws Exception {
        assertThat(process.waitFor(150, TimeUnit.SECONDS))
                .as(scenario + " ends")
                .isTrue();
        assertThat(process.exitValue()).as(() -> scenario + ": " + story()).isZero();
    }

    private String story() {
        try {
            var errors = folder.resolve("errors");
            var screen = Files.readString(folder.resolve("screen"));
            return (Files.exists(errors) ? Files.readString(errors) : "")
                    + screen.substring(Math.max(0, screen.length() - 3000));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
