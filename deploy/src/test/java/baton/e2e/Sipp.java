package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import baton.testbed.Directories;
import baton.testbed.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The peer program {@code sipp}, one process per role, with a scenario from {@code resources/e2e/sipp}. */
final class Sipp implements AutoCloseable {

    private final Process process;
    private final Path folder;
    private final String scenario;

    private Sipp(Process process, Path folder, String scenario) {
        this.process = process;
        this.folder = folder;
        this.scenario = scenario;
    }

    /** @param words what stands in the scenario for what differs from test to test */
    static Sipp start(String scenario, Map<String, String> words, Place place, int ownPort, String... options) {
        var program = Peers.require("sipp", "sip-tester");
        try {
            var folder = Files.createTempDirectory("baton-sipp");
            var file = folder.resolve(scenario + ".xml");
            Files.writeString(file, text(scenario, words), StandardCharsets.ISO_8859_1);
            var command = new ArrayList<>(List.of(program.toString(), "127.0.0.1:" + place.sip()));
            command.addAll(List.of("-sf", file.toString(), "-i", "127.0.0.1", "-p", String.valueOf(ownPort)));
            command.addAll(List.of("-nostdin", "-trace_err", "-error_file", "errors"));
            command.addAll(List.of("-timeout", "120", "-timeout_error"));
            command.addAll(List.of(options));
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("screen").toFile())
                    .start();
            return new Sipp(process, folder, scenario);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
            var errors = folder.resolve("errors");
            var screen = Files.readString(folder.resolve("screen"), StandardCharsets.ISO_8859_1);
            return (Files.exists(errors) ? Files.readString(errors, StandardCharsets.ISO_8859_1) : "")
                    + screen.substring(Math.max(0, screen.length() - 3000));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        Directories.remove(folder);
    }
}
