package baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import baton.e2e.Peers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Units, images, charts and pages for operators against what the distribution really is. */
class OperatorFilesTest {

    private static final Path CHART = Path.of("helm/baton");
    private static final Path UNIT = Path.of("systemd/baton.service");
    private static final Pattern VARIABLE = Pattern.compile("\\bBATON_[A-Z]+(?:_[A-Z]+)*\\b");
    private static final Pattern METER = Pattern.compile("\"(baton_[a-z]+_[a-z_]+)\"");
    private static final Pattern VALUE = Pattern.compile("\\.Values((?:\\.[A-Za-z]+)+)");
    /** As EngineNode waits before it gives up. */
    private static final int STOP_SECONDS = 40;

    /** Read by nodes that find each other by themselves. */
    private static final Set<String> BOOTSTRAP =
            Set.of("BATON_BOOTSTRAP", "BATON_BOOTSTRAP_NODES", "BATON_BOOTSTRAP_SERVICE");

    @Test
    void everyVariableThatOperatorsAreToldOfIsOneThatIsRead() throws IOException {
        var known = new TreeSet<>(Variables.known(Path.of("conf")));
        known.addAll(BOOTSTRAP);

        for (var file : pages()) {
            var named = VARIABLE.matcher(Files.readString(file)).results().map(found -> found.group());
            assertThat(named).as(file.toString()).isSubsetOf(known);
        }
    }

    @Test
    void everyNumberThatANodeShowsIsExplained() throws IOException {
        var page = Files.readString(Path.of("observability/README.md"));
        var meters = new TreeSet<String>();
        for (var file : sources()) {
            METER.matcher(Files.readString(file)).results().forEach(found -> meters.add(found.group(1)));
        }

        assertThat(meters).hasSizeGreaterThan(25).allSatisfy(meter -> assertThat(page)
                .as("observability/README.md explains %s", meter)
                .containsPattern("`" + meter + "(?:_seconds|_bytes)?(?:_total)?`"));
    }

    @Test
    void everyValueThatTheChartUsesIsThereAndEveryOneThatIsThereIsUsed() throws IOException {
        var used = new TreeSet<String>();
        for (var template : files(CHART.resolve("templates"))) {
            VALUE.matcher(Files.readString(template))
                    .results()
                    .forEach(found -> used.add(found.group(1).substring(1)));
        }
        var there = new TreeSet<String>();
        paths("", yaml(CHART.resolve("values.yaml")), there);

        assertThat(used).allSatisfy(name -> assertThat(there)
                .anyMatch(path -> path.equals(name) || path.startsWith(name + ".")));
        assertThat(there).allSatisfy(path -> assertThat(used)
                .anyMatch(name -> path.equals(name) || path.startsWith(name + ".")));
    }

    @Test
    void portsOfImageAndChartAreThoseOfTheConfiguration() throws IOException {
        var config = Configuration.load(Path.of("conf"), Map.of());
        var ports = NodePort.of(config).stream().map(NodePort::port).toList();

        var image = line(Path.of("container/Dockerfile"), "EXPOSE ");
        assertThat(ports).allSatisfy(port -> assertThat(image).contains(port.toString()));
        var nodes = Files.readString(CHART.resolve("templates/nodes.yaml"));
        assertThat(ports).allSatisfy(port -> assertThat(nodes).contains("containerPort: " + port + "\n"));
    }

    @Test
    void theImageRunsWhatTheArchiveHolds() throws IOException {
        var image = Files.readString(Path.of("container/Dockerfile"));

        assertThat(image)
                .contains("ENTRYPOINT [\"/opt/baton/bin/baton\"]")
                .contains("USER 10001:10001")
                .contains("/ready");
        assertThat(Files.readString(CHART.resolve("templates/_helpers.tpl"))).contains("runAsUser: 10001");
    }

    @Test
    void whoStopsANodeWaitsLongerThanItTakes() throws IOException {
        var unit = line(UNIT, "TimeoutStopSec=").replaceAll("\\D", "");
        var values = yaml(CHART.resolve("values.yaml"));

        assertThat(Integer.parseInt(unit)).isGreaterThan(STOP_SECONDS);
        assertThat((int) values.get("terminationGracePeriodSeconds"))
                .isGreaterThan(STOP_SECONDS + (int) values.get("drainSeconds"));
    }

    @Test
    void systemdHasNothingToSayAboutTheUnit(@TempDir Path directory) throws Exception {
        var systemd = Peers.require("systemd-analyze", "systemd");
        var home = Path.of("").toAbsolutePath().toString();
        var here = Files.writeString(
                directory.resolve("baton.service"), Files.readString(UNIT).replace("/opt/baton", home));

        assertThat(run(systemd.toString(), "verify", here.toString())).isEmpty();
    }

    private static List<Path> pages() throws IOException {
        return Stream.of(
                        files(Path.of("systemd")),
                        files(Path.of("container")),
                        files(Path.of("helm")),
                        files(Path.of("observability")),
                        files(Path.of("docs")),
                        List.of(Path.of("../README.md"), Path.of("bin/baton")))
                .flatMap(List::stream)
                .toList();
    }

    /** Of all that a node runs and that counts something. */
    private static List<Path> sources() throws IOException {
        try (var gateways = Files.list(Path.of("../gateways"))) {
            var modules = Stream.concat(Stream.of(Path.of("../engine")), gateways);
            var sources = new ArrayList<Path>();
            for (var module : modules.map(each -> each.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                sources.addAll(files(module));
            }
            return sources;
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> yaml(Path file) throws IOException {
        return (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    }

    /** Dotted; a list or an empty map, which an operator fills, is one. */
    @SuppressWarnings("unchecked")
    private static void paths(String prefix, Map<String, Object> values, Set<String> paths) {
        values.forEach((name, value) -> {
            if (value instanceof Map<?, ?> map && !map.isEmpty() && !name.equals("resources")) {
                paths(prefix + name + ".", (Map<String, Object>) map, paths);
            } else {
                paths.add(prefix + name);
            }
        });
    }

    private static String line(Path file, String beginning) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(beginning))
                .collect(Collectors.joining());
    }

    private static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
