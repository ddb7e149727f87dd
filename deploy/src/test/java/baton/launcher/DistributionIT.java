package baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.FreePorts;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The archive that an operator gets, unpacked where nothing of ours has ever been. */
@Timeout(360)
class DistributionIT {

    private static final String VERSION = System.getProperty("baton.version");

    @TempDir
    static Path fresh;

    private static Path home = Path.of("");

    private record Outcome(int exitCode, String output) {}

    @BeforeAll
    static void unpack() throws Exception {
        var unpacked = run(Map.of(), "tar", "-xzf", System.getProperty("baton.archive"), "-C", fresh.toString());
        assertThat(unpacked.output()).isEmpty();
        home = fresh.resolve("baton-" + VERSION);
    }

    @Test
    void theArchiveHoldsOneDirectoryWithAllThatAnOperatorNeeds() {
        assertThat(fresh.toFile().list()).containsExactly("baton-" + VERSION);
        assertThat(List.of(
                        "LICENSE",
                        "README.md",
                        "bin/baton",
                        "conf/application.conf",
                        "conf/logback.xml",
                        "schema/001-journal.cql",
                        "systemd/baton.service",
                        "observability/alerts.yml",
                        "docs/backup.md",
                        "docs/cassandra.md",
                        "docs/third-party.md"))
                .allSatisfy(file -> assertThat(home.resolve(file)).isRegularFile());
        assertThat(home.resolve("bin/baton")).isExecutable();
        assertThat(home.resolve("cassandra-lib")).isDirectoryContaining("glob:**/cassandra-all-*.jar");
    }

    @Test
    void everyLibraryOfOthersIsNamedWithItsLicence() throws IOException {
        var named = Files.readString(home.resolve("docs/third-party.md"));

        for (var folder : List.of("lib", "cassandra-lib")) {
            try (var jars = Files.newDirectoryStream(home.resolve(folder), "*.jar")) {
                for (var jar : jars) {
                    var library = jar.getFileName()
                            .toString()
                            .replaceFirst("-[0-9][0-9A-Za-z.]*(-[0-9A-Za-z_.-]+)?\\.jar$", "");
                    if (!library.startsWith("baton-")) {
                        assertThat(named)
                                .as("docs/third-party.md")
                                .containsPattern("[ ,]" + Pattern.quote(library) + "[ ,]");
                    }
                }
            }
        }
    }

    @Test
    void itSaysWhichVersionItIs() throws Exception {
        assertThat(baton(Map.of(), "--version"))
                .isEqualTo(new Outcome(0, "baton " + VERSION + " on Java " + Runtime.version() + "\n"));
    }

    @Test
    void theDoctorFindsNothingToMendWherePortsAreFree() throws Exception {
        var environment = new HashMap<>(freePorts());
        environment.put("BATON_DATA", home.resolve("data").toString());

        var outcome = baton(environment, "doctor");

        assertThat(outcome.output()).contains("ok    Cassandra's jars").endsWith("Nothing to mend.\n");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void aNodeWithoutASecretIsRefusedInOneSentence() throws Exception {
        var outcome = baton(freePorts(), "node");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).startsWith("baton: BATON_SECRET has fewer than 32 characters");
    }

    @Test
    @Timeout(600)
    void nothingIsLostInAShortChaosAndItsLastLineSaysSo() throws Exception {
        var outcome = baton(Map.of(), "chaos", "--short", "--seed", "1");

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        var last = outcome.output().lines().reduce((earlier, later) -> later).orElseThrow();
        var said = Struct.newBuilder();
        JsonFormat.parser().merge(last, said);
        assertThat(List.of("lost", "doubled", "out_of_order", "stuck", "wrong_agent", "too_slow", "no_bye"))
                .allSatisfy(count -> assertThat(said.getFieldsOrThrow(count).getNumberValue())
                        .isZero());
        assertThat(said.getFieldsOrThrow("acknowledged").getNumberValue()).isGreaterThan(500);
        assertThat(said.getFieldsOrThrow("seed").getNumberValue()).isEqualTo(1);
        assertThat(said.getFieldsOrThrow("faults").getListValue().getValuesList())
                .extracting(fault ->
                        fault.getStructValue().getFieldsOrThrow("fault").getStringValue())
                .containsExactly("kill-twice", "database-kill");
    }

    @Test
    void aFaultThatThereIsNotIsAWrongUsage() throws Exception {
        var outcome = baton(Map.of(), "chaos", "--fault", "flood");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.output()).startsWith("There is no fault \"flood\"; there are: kill, ");
    }

    private static Map<String, String> freePorts() {
        return List.of(
                        "BATON_HTTP_PORT",
                        "BATON_MANAGEMENT_PORT",
                        "BATON_ARTERY_PORT",
                        "BATON_SIP_PORT",
                        "BATON_CASSANDRA_PORT",
                        "BATON_CASSANDRA_STORAGE_PORT")
                .stream()
                .collect(Collectors.toMap(port -> port, port -> Integer.toString(FreePorts.next())));
    }

    private static Outcome baton(Map<String, String> environment, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(home.resolve("bin/baton").toString()));
        command.addAll(List.of(arguments));
        return run(environment, command.toArray(String[]::new));
    }

    private static Outcome run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("BATON_"));
        builder.environment().putAll(environment);
        builder.environment().put("BATON_DATA", fresh.resolve("data").toString());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
