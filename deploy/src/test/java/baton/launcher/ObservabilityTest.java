package baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Alerts, their tests, the dashboard and the page about them against one another. */
class ObservabilityTest {

    private static final Path OBSERVABILITY = Path.of("observability");
    private static final Pattern DOCUMENTED = Pattern.compile("`(baton_[a-z_]+)`");
    private static final Pattern THRESHOLD = Pattern.compile("baton_web_sockets\\) > (\\d+)");

    /** Explained on the page, on no panel; each with why. Empty, and best kept so. */
    private static final Set<String> ON_NO_PANEL = Set.of();

    @Test
    void everyAlertHasACaseThatHearsIt() throws IOException {
        var cases = read("alerts_test.yml");

        assertThat(alerts()).hasSizeGreaterThan(25).allSatisfy(alert -> assertThat(cases)
                .as("alerts_test.yml has a case for %s", alert.get("alert"))
                .containsPattern("(?s)(\"" + alert.get("alert") + "\"[^\n]*\n[^\n]*\n[^\n]*\n *- value: [1-9]"
                        + "|alertname: " + alert.get("alert") + "\n *exp_alerts:)"));
    }

    @Test
    void everyAlertSaysHowUrgentItIsAndWhatToDo() throws IOException {
        assertThat(alerts()).allSatisfy(alert -> {
            assertThat(map(alert.get("labels")).get("severity")).isIn("page", "ticket");
            assertThat(map(alert.get("annotations"))).containsOnlyKeys("summary", "description");
        });
    }

    @Test
    void socketsRunOutAtFourFifthsOfWhatANodeTakes() throws IOException {
        var most = Configuration.load(Path.of("conf"), Map.of()).getInt("pekko.http.server.max-connections");
        var threshold = THRESHOLD.matcher(read("alerts.yml"));

        assertThat(threshold.find()).isTrue();
        assertThat(Integer.parseInt(threshold.group(1))).isEqualTo(most * 4 / 5);
    }

    @Test
    void everyNumberThatIsExplainedIsOnTheDashboard() throws IOException {
        var dashboard = read("dashboard.json");
        var explained = new TreeSet<String>();
        DOCUMENTED.matcher(read("README.md")).results().forEach(found -> explained.add(found.group(1)));

        explained.removeAll(ON_NO_PANEL);

        assertThat(explained).hasSizeGreaterThan(35).allSatisfy(name -> assertThat(dashboard)
                .as("a panel shows %s", name)
                .containsPattern("\\b" + name + "(?:_bucket|_sum|_count)?\\b"));
    }

    private static List<Map<String, Object>> alerts() throws IOException {
        return list(yaml("alerts.yml").get("groups")).stream()
                .flatMap(group -> list(group.get("rules")).stream())
                .toList();
    }

    private static String read(String file) throws IOException {
        return Files.readString(OBSERVABILITY.resolve(file));
    }

    private static Map<String, Object> yaml(String file) throws IOException {
        return map(new Load(LoadSettings.builder().build()).loadFromString(read(file)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Object value) {
        return (List<Map<String, Object>>) value;
    }
}
