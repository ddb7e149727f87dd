package baton.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.engine.FreePorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The distribution as an operator runs it: {@code bin/baton up} in a process of its own. */
@Timeout(600)
class UpIT {

    private static final String LAST_LINE = "Ctrl-C stops everything.";
    private static final Path PROGRAM = Path.of(System.getProperty("baton.home"), "bin", "baton");

    @TempDir
    Path data;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void leaveNothingBehind() {
        started.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    @Test
    void everythingStartsIsServedAndStopsInOrder() throws Exception {
        var ports = ports();
        var up = baton(ports, "up");
        var output = until(up, LAST_LINE);
        var cassandra = up.descendants().findFirst().orElseThrow();

        assertThat(output)
                .contains("/desk    the desk")
                .contains("anna, ben, chloe")
                .doesNotContain("ch.qos.logback");
        for (var page : List.of("/", "/chat", "/desk", "/phone", "/api/openapi.json")) {
            assertThat(status(ports.get("BATON_HTTP_PORT"), page)).as(page).isEqualTo(200);
        }
        assertThat(status(ports.get("BATON_MANAGEMENT_PORT"), "/ready")).isEqualTo(200);
        assertThat(status(ports.get("BATON_MANAGEMENT_PORT"), "/tenants"))
                .as("companies for those who cannot read the data directory")
                .isEqualTo(401);

        var second = baton(ports(), "up");
        assertThat(second.waitFor()).isEqualTo(1);
        assertThat(rest(second))
                .contains("baton: Another Baton (process " + up.pid() + ") runs on " + data)
                .doesNotContain("\tat ");

        // Not Process.destroy, which closes the output as well.
        up.toHandle().destroy();
        var farewell = rest(up);

        assertThat(up.waitFor(120, SECONDS)).isTrue();
        assertThat(farewell).containsSubsequence("stopping the node", "stopping Cassandra", "stopped");
        assertThat(cassandra.isAlive()).isFalse();
    }

    @Test
    void withMessengersACustomerWritesAndTheCompanyHasIt() throws Exception {
        var ports = ports();
        ports.put(Messengers.PORT, Integer.toString(FreePorts.next()));
        var phones = "http://127.0.0.1:" + ports.get(Messengers.PORT);

        var output = until(baton(ports, "up", "--messengers"), LAST_LINE);

        for (var provider : List.of("telegram", "whatsapp", "viber", "messenger", "instagram", "vk", "sms")) {
            assertThat(output).contains(phones + "/" + provider + "/");
            assertThat(status(ports.get(Messengers.PORT), "/" + provider + "/")).isEqualTo(200);
            var made = post(
                    phones + "/" + provider + "/phone/create", "{\"name\":\"Olena\",\"number\":\"+380671234567\"}");
            var customer = made.replaceAll(".*\"customer\":\"([^\"]+)\".*", "$1");
            post(
                    phones + "/" + provider + "/phone/write",
                    "{\"customer\":\"" + customer + "\",\"text\":\"Where is my lamp?\"}");
            // Confirmed: the signature was right and the message is in the journal.
            await().atMost(60, SECONDS).until(() -> get(phones + "/control/" + provider + "/ledger")
                    .contains("\"status\":200,\"taken\":true"));
        }
    }

    @Test
    void aKilledLauncherDoesNotBlockTheNextStartAndNoEditIsForgotten() throws Exception {
        var ports = ports();
        var killed = baton(ports, "up");
        until(killed, LAST_LINE);
        var orphan = killed.descendants().findFirst().orElseThrow();

        var file = data.resolve("demo.yaml");
        assertThat(rest(baton(ports, "export", "--tenant", "demo", file.toString())))
                .contains("written to");
        Files.writeString(file, Files.readString(file).replace("company: Lumen", "company: Lumen & Sons"));
        assertThat(rest(baton(ports, "import", file.toString()))).contains("demo: 1 company changed; version ");

        killed.destroyForcibly().waitFor();
        var next = baton(ports, "up");
        until(next, LAST_LINE);
        rest(baton(ports, "export", file.toString()));

        assertThat(orphan.isAlive()).isFalse();
        assertThat(status(ports.get("BATON_MANAGEMENT_PORT"), "/ready")).isEqualTo(200);
        assertThat(file).content().contains("company: Lumen & Sons");
    }

    @Test
    void aTakenPortIsOneSentenceAndNothingIsLeftRunning() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var ports = ports();
            ports.put("BATON_SIP_PORT", Integer.toString(taken.getLocalPort()));

            var up = baton(ports, "up");

            assertThat(up.waitFor()).isEqualTo(1);
            assertThat(rest(up))
                    .contains("baton: The telephone (SIP) needs TCP port " + taken.getLocalPort())
                    .contains("choose another port with BATON_SIP_PORT.")
                    .doesNotContain("\tat ");
            assertThat(up.descendants()).isEmpty();
        }
    }

    private Process baton(Map<String, String> environment, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(PROGRAM.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("BATON_DATA", data.toString());
        builder.environment().put("BATON_CASSANDRA_HEAP", "512m");
        var process = builder.start();
        started.add(process);
        return process;
    }

    private static Map<String, String> ports() {
        var ports = new HashMap<String, String>();
        for (var setting : List.of(
                "BATON_HTTP_PORT",
                "BATON_MANAGEMENT_PORT",
                "BATON_ARTERY_PORT",
                "BATON_SIP_PORT",
                "BATON_CASSANDRA_PORT",
                "BATON_CASSANDRA_STORAGE_PORT")) {
            ports.put(setting, Integer.toString(FreePorts.next()));
        }
        return ports;
    }

    private static String until(Process process, String end) throws IOException {
        var seen = new StringBuilder();
        var reader = process.inputReader();
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            seen.append(line).append('\n');
            if (line.contains(end)) {
                return seen.toString();
            }
        }
        throw new AssertionError("\"" + end + "\" was never printed, but:\n" + seen);
    }

    private static String rest(Process process) throws IOException {
        var rest = new StringBuilder();
        try (BufferedReader reader = process.inputReader()) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                rest.append(line).append('\n');
            }
        }
        return rest.toString();
    }

    private static String post(String url, String json) throws Exception {
        return body(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private static String get(String url) throws Exception {
        return body(HttpRequest.newBuilder(URI.create(url)));
    }

    private static String body(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static int status(String port, String page) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + page))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
