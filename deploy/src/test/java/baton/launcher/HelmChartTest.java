package baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The chart as Helm itself renders it, and as Kubernetes would take it: every field is one of its schemas', and none that must be there is missing. */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "there is no Helm for it")
class HelmChartTest {

    private static final Path CHART = Path.of("helm/baton");

    private static final String NEWEST = "1.34.0";

    /** Of other makers; the operator has its own schema. */
    private static final Set<String> OTHERS = Set.of("ServiceMonitor");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "seeds, 1.34.0",
        "kubernetes, 1.34.0",
        "dns, 1.34.0",
        "kubernetes, 1.25.0", // the oldest that the chart allows
    })
    void kubernetesUnderstandsAllOfIt(String bootstrap, String kubernetes) throws IOException {
        var rendered = byKind(withAllOptions(bootstrap).withKubeVersion(kubernetes));

        assertThat(rendered)
                .containsKeys(
                        "StatefulSet",
                        "Job",
                        "Service",
                        "Ingress",
                        "NetworkPolicy",
                        "PodDisruptionBudget",
                        "Secret",
                        "ServiceAccount",
                        "ServiceMonitor");
        rendered.forEach((kind, all) -> all.forEach(one -> conforms(kind, one)));
    }

    @Test
    void whoDoesNotAskForMoreGetsWhatANodeNeeds() throws IOException {
        var rendered = byKind(least(chartWithoutHooks()));

        assertThat(rendered)
                .containsKeys("StatefulSet", "Job", "Service", "NetworkPolicy")
                .doesNotContainKeys("Ingress", "ServiceMonitor");
        rendered.forEach((kind, all) -> all.forEach(one -> conforms(kind, one)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"seeds", "kubernetes", "dns"})
    void nodesMayLookForEachOtherOnlyWhereTheyHaveTo(String bootstrap) throws IOException {
        var rendered = withAllOptions(bootstrap).call();

        assertThat(rendered.contains("kind: Role\n")).isEqualTo(bootstrap.equals("kubernetes"));
        assertThat(rendered.contains("baton-2.baton-nodes.support.svc:25520")).isEqualTo(bootstrap.equals("seeds"));
    }

    @Test
    void whoHasNoTelephonesHasNoDoorForThem() throws IOException {
        assertThat(least(chartWithoutHooks()).call())
                .contains("sip-udp", "sip-tcp")
                .containsPattern("BATON_SIP_HOST\\s+value: \"\\$\\(POD_IP\\)\"");

        var rendered = least(chartWithoutHooks()).set("sip.enabled", false).call();

        assertThat(rendered)
                .doesNotContain("sip-udp", "sip-tcp", "5060")
                .containsPattern("BATON_SIP_HOST\\s+value: \"127.0.0.1\"");
    }

    @Test
    void aClaimCanBeWrittenByThoseWhoAreNotRoot() throws IOException {
        assertThat(byKind(least(chartWithoutHooks())).get("StatefulSet").toString())
                .contains("runAsUser=10001", "fsGroup=10001", "fsGroupChangePolicy=OnRootMismatch");
    }

    @Test
    void companiesAreForThosePodsThatHaveTheTokenIfThereIsOne() {
        var own = least(CHART).call();
        var existing = least(CHART).set("secret.existingSecret", "theirs").call();

        assertThat(own).containsPattern("directory-token: \"[0-9a-f]{64}\"").contains("key: directory-token");
        assertThat(existing)
                .containsPattern("name: theirs\\s+key: directory-token\\s+optional: true")
                .doesNotContain("directory-token:");
    }

    @Test
    void whoWantsMetricsSaysWhoMayFetchThem() {
        var command = least(CHART).set("serviceMonitor.enabled", true);

        assertThatThrownBy(command::call).hasMessageContaining("set networkPolicy.managementFrom");
        assertThat(command.set("networkPolicy.enabled", false).call())
                .contains("kind: ServiceMonitor")
                .doesNotContain("kind: NetworkPolicy");
    }

    @Test
    void anybodyReachesTheDoorsAndOnlyTheNodesThemselvesAndWhoIsNamedTheRest() throws IOException {
        var policy =
                (Map<?, ?>) byKind(withAllOptions("dns")).get("NetworkPolicy").get(0);
        var nodes = Map.of("app.kubernetes.io/name", "baton", "app.kubernetes.io/instance", "baton");

        assertThat(policy.get("spec"))
                .isEqualTo(Map.of(
                        "podSelector",
                        Map.of("matchLabels", nodes),
                        "policyTypes",
                        List.of("Ingress"),
                        "ingress",
                        List.of(
                                Map.of(
                                        "ports",
                                        List.of(
                                                Map.of("port", "web"),
                                                Map.of("port", "sip-tcp"),
                                                Map.of("port", "sip-udp", "protocol", "UDP"))),
                                from(nodes, "artery", "management"),
                                from(Map.of("app", "prometheus"), "management"))));
    }

    private static Map<String, Object> from(Map<String, String> labels, String... ports) {
        return Map.of(
                "from",
                List.of(Map.of("podSelector", Map.of("matchLabels", labels))),
                "ports",
                Stream.of(ports).map(port -> Map.of("port", port)).toList());
    }

    @Test
    void helmHasNothingToComplainAbout() {
        var found = new Helm(CHART).lint().strict().call();

        assertThat(found.isFailed()).as(found.getMessages().toString()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "cassandra.contactPoints, '', set cassandra.contactPoints to host:port",
        "secret.value, '', set secret.existingSecret",
        "media.bucket.name, '', set media.bucket.name or media.existingClaim",
    })
    void whatMustBeSetIsAskedFor(String setting, String value, String said) {
        var command = least(CHART).set(setting, value);

        assertThatThrownBy(command::call).hasMessageContaining(said);
    }

    @Test
    void filesMayLieInThePodAsLongAsThereIsOnlyOne() {
        var trial = least(CHART).set("media.bucket.name", "").set("replicas", 1);
        var shared = least(CHART).set("media.bucket.name", "").set("media.existingClaim", "files");

        assertThat(trial.call()).contains("kind: StatefulSet").doesNotContain("BATON_MEDIA_");
        assertThat(shared.call())
                .contains("BATON_MEDIA_DIRECTORY", "mountPath: /media", "claimName: \"files\"")
                .doesNotContain("BATON_MEDIA_BUCKET");
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsFound() {
        var service = Map.of("apiVersion", "v1", "kind", "Service", "spec", Map.of("portz", List.of()));

        assertThatThrownBy(() -> conforms("Service", service)).hasMessageContaining("portz");
    }

    private static TemplateCommand least(Path chart) {
        return new Helm(chart)
                .template()
                .withName("baton")
                .withNamespace("support")
                .withKubeVersion(NEWEST)
                .set("cassandra.contactPoints", "db:9042")
                .set("secret.value", "not-a-secret")
                .set("media.bucket.name", "baton-files")
                .set("media.bucket.existingSecret", "baton-bucket");
    }

    private TemplateCommand withAllOptions(String bootstrap) throws IOException {
        return least(chartWithoutHooks())
                .set("bootstrap", bootstrap)
                .set("cassandra.existingSecret", "cassandra-account")
                .set("clusterTls.secretName", "nodes-tls")
                .set("env.BATON_EPISODE_WRAP_UP", "60s")
                .set("imagePullSecrets[0].name", "registry")
                .set("media.existingClaim", "files")
                .set("networkPolicy.managementFrom[0].podSelector.matchLabels.app", "prometheus")
                .set("serviceMonitor.enabled", true)
                .set("sip.trustedTrunks", "192.0.2.1")
                .set("web.ingress.enabled", true)
                .set("web.ingress.host", "chat.example.net")
                .set("web.ingress.tlsSecret", "chat-tls");
    }

    /** What is run before an upgrade Helm keeps apart from what it renders: without that word it is a job like any other. */
    private Path chartWithoutHooks() throws IOException {
        try (var files = Files.walk(CHART)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = directory.resolve(CHART.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, Files.readString(file).replace("helm.sh/hook", "example.net/hook"));
            }
        }
        return directory;
    }

    private static Map<String, List<Object>> byKind(TemplateCommand command) {
        var byKind = new TreeMap<String, List<Object>>();
        var yaml = new Load(LoadSettings.builder().build());
        for (var document : yaml.loadAllFromString(command.call())) {
            if (document instanceof Map<?, ?> object) {
                byKind.computeIfAbsent((String) object.get("kind"), kind -> new ArrayList<>())
                        .add(object);
            }
        }
        return byKind;
    }

    private static void conforms(String kind, Object object) {
        if (OTHERS.contains(kind)) {
            return;
        }
        try {
            Class.forName("io.kubernetes.client.openapi.models.V1" + kind)
                    .getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, new Gson().toJsonTree(object));
        } catch (InvocationTargetException e) {
            throw new AssertionError(kind + ": " + e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("Kubernetes has no " + kind, e);
        }
    }
}
