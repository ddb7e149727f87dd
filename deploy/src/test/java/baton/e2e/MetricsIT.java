package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators see of conversations while they go on. */
@ExtendWith(InTheHouse.class)
@Timeout(180)
class MetricsIT {

    private static final Path OBSERVABILITY = Path.of("observability");
    /** Names of ours and of the process; what Prometheus adds itself is not among them. */
    private static final Pattern NAME = Pattern.compile("\\b(?:baton|jvm|process)_[a-z_]+\\b");

    @Test
    void aWaitIsSeenAsLongAsItLasts(Scene scene) {
        var queue = Map.of("tenant", scene.company().id(), "queue", "main");
        var offersBefore = Scrape.of(scene.place()).sum("baton_routing_offers_total", Map.of());
        var waitsBefore = Scrape.of(scene.place()).sum("baton_routing_wait_seconds_count", Map.of("medium", "text"));
        var customer = scene.customer();
        var episode = customer.say("Where is my lamp?").getEpisodeId();

        await().until(() -> sum(scene, "baton_routing_waiting", queue) == 1);
        await().until(() -> sum(scene, "baton_routing_oldest_wait_seconds", queue) > 0);
        await().until(() -> sum(scene, "baton_routing_episodes", company(scene, "state", "waiting")) == 1);

        var anna = scene.agent("anna");
        await().until(() -> sum(scene, "baton_routing_offered", queue) == 1);
        await().until(() -> sum(scene, "baton_routing_waiting", queue) == 0);
        anna.takeChat(episode);

        await().until(() -> sum(scene, "baton_routing_episodes", company(scene, "state", "served")) == 1);
        await().until(() -> sum(scene, "baton_routing_agents", company(scene, "presence", "available")) == 1);
        await().until(() -> sum(scene, "baton_routing_offered", queue) == 0);
        await().until(() -> sum(scene, "baton_routing_oldest_wait_seconds", queue) == 0);
        var after = Scrape.of(scene.place());
        assertThat(after.sum("baton_routing_offers_total", Map.of())).isGreaterThan(offersBefore);
        assertThat(after.sum("baton_routing_wait_seconds_count", Map.of("medium", "text")))
                .isGreaterThan(waitsBefore);
    }

    @Test
    void whatComesLiveToADeskIsADeliveryAndWhatItCatchesUpOnIsNot(Scene scene) {
        var customer = scene.customer();
        var episode = customer.say("Where is my lamp?").getEpisodeId();
        customer.say("It was blue.");
        var anna = scene.agent("anna");
        anna.takeChat(episode);
        anna.awaitTexts(episode, "Where is my lamp?", "It was blue.");
        await().until(() -> anna.episode(episode).getStatus().equals("engaged"));
        var before = sum(scene, "baton_desk_delivery_seconds_count", Map.of());

        customer.say("Or green.");
        anna.awaitTexts(episode, "Where is my lamp?", "It was blue.", "Or green.");

        await().until(() -> sum(scene, "baton_desk_delivery_seconds_count", Map.of()) == before + 1);
    }

    @Test
    void everyNameOnTheDashboardAndInTheAlertsIsThereAtALiveNode(Scene scene) throws Exception {
        SmsIT.connected(scene);
        var program = Program.of(scene, "");
        var conversation = new GoodConversation(scene);
        conversation.goesOn();
        refusals(scene);
        assertThat(scene.customer().refusedMailLink("olena@example.org")).isEqualTo("no-such-channel");
        program.awaitTold(told -> !told.isEmpty());
        System.gc(); // so that there has been a pause
        await().until(() -> Scrape.of(scene.place()).names().contains("jvm_gc_pause_seconds_sum"));

        var names = Scrape.of(scene.place()).names();

        assertThat(named("dashboard.json")).as("on the dashboard").hasSizeGreaterThan(25);
        assertThat(names).containsAll(named("dashboard.json"));
        assertThat(named("alerts.yml")).as("in the alerts").hasSizeGreaterThan(10);
        assertThat(names).containsAll(named("alerts.yml"));
        assertThat(Scrape.of(scene.place()).families())
                .hasSizeGreaterThan(25)
                .as("in README.md, which explains every number")
                .isSubsetOf(named("README.md"));
    }

    @Test
    void prometheusHasNothingToSayAboutOurRules() throws Exception {
        var promtool = Peers.require("promtool", "prometheus").toString();

        assertThat(run(promtool, "check", "rules", "alerts.yml")).contains("SUCCESS");
        assertThat(run(promtool, "test", "rules", "alerts_test.yml")).contains("SUCCESS");
    }

    private static double sum(Scene scene, String name, Map<String, String> labels) {
        return Scrape.of(scene.place()).sum(name, labels);
    }

    private static Map<String, String> company(Scene scene, String label, String value) {
        return Map.of("tenant", scene.company().id(), label, value);
    }

    /** Something that each door refuses. */
    private static void refusals(Scene scene) throws IOException, InterruptedException {
        var plain = HttpRequest.newBuilder(scene.place().web("/ws/chat")).build();
        assertThat(HttpClient.newHttpClient()
                        .send(plain, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(426);
        var noAccount = HttpRequest.newBuilder(scene.place().web("/hooks/telegram/nobody"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(noAccount, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(404);
        try (var wire = new Wire(scene.place())) {
            wire.send("this is no SIP\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            await().until(() -> Scrape.of(scene.place()).names().contains("baton_phone_refusals_total"));
        }
    }

    private static Set<String> named(String file) throws IOException {
        var names = new TreeSet<String>();
        NAME.matcher(Files.readString(OBSERVABILITY.resolve(file)))
                .results()
                .forEach(found -> names.add(found.group()));
        return names;
    }

    private static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(OBSERVABILITY.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
