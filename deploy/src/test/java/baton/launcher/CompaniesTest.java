package baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code baton import} and {@code baton export} against a node that answers what the test says. */
class CompaniesTest {

    private final List<String> requests = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private final HttpServer node;
    private int status = 200;
    private int busy;
    private boolean unknown;
    private String wrong = "";
    private String answer = "3 queues, 1 agent changed; version 17";

    @TempDir
    Path directory;

    CompaniesTest() throws IOException {
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            shown.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answerTo(exchange.getRequestMethod(), body), bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        node.start();
    }

    private int answerTo(String method, String body) {
        if (method.equals("GET") && unknown) {
            return 404;
        }
        return !wrong.isEmpty() && body.contains(wrong) ? 422 : busy-- > 0 ? 503 : status;
    }

    @AfterEach
    void stop() {
        node.stop(0);
    }

    @Test
    void eachCompanyOfAFileIsLoadedAndWhatChangedIsSaid() throws Exception {
        var file = Files.writeString(directory.resolve("two.yaml"), "id: acme\n---\nid: globex\ncompany: Globex\n");

        var ran = run("import", "--node", address(), file.toString());

        assertThat(ran.code()).isZero();
        assertThat(ran.said())
                .contains("acme: 3 queues, 1 agent changed; version 17", "globex: 3 queues, 1 agent changed");
        assertThat(requests)
                .containsExactly(
                        "PUT /tenants/acme ---\nid: acme\n", "PUT /tenants/globex ---\nid: globex\ncompany: Globex\n");
    }

    @Test
    void theOperatorsTokenIsShownWithEachRequest() {
        var management = Management.of(address(), Map.of("BATON_DIRECTORY_TOKEN", "a-token"));

        management.get("/tenants");
        management.put("/tenants/acme", "id: acme", () -> {});
        management.delete("/tenants/acme");

        assertThat(shown).containsExactly("Bearer a-token", "Bearer a-token", "Bearer a-token");
    }

    @Test
    void whereThereIsNoTokenNothingIsShown() {
        Management.of(address(), Map.of("BATON_DATA", directory.toString())).get("/tenants");

        assertThat(requests).containsExactly("GET /tenants ");
        assertThat(shown).isEmpty();
    }

    @Test
    void whatIsTooMuchForTheDatabaseAtOnceIsTriedAgain() throws Exception {
        busy = 1;
        var file = Files.writeString(directory.resolve("a.yaml"), "id: acme\n");

        var ran = run("import", "--node", address(), file.toString());

        assertThat(ran.code()).isZero();
        assertThat(ran.said()).containsSubsequence("trying again (1 of 7)", "acme: 3 queues, 1 agent changed");
        assertThat(requests).hasSize(2);
    }

    @Test
    void aLargeCompanyThatIsNewComesInByAndBy() throws Exception {
        unknown = true;

        var ran = run("import", "--node", address(), large(2_500).toString());

        assertThat(ran.code()).isZero();
        assertThat(ran.said()).containsSubsequence("1000 of 2500 agents", "2000 of 2500 agents", "acme: 3 queues");
        assertThat(requests).hasSize(4);
        assertThat(requests.get(1)).contains("id: a999").doesNotContain("id: a1000");
        assertThat(requests.get(3)).contains("id: a2499");
    }

    @Test
    void aLargeCompanyWithAMistakeIsNotThereAfterwards() throws Exception {
        unknown = true;
        wrong = "id: a1500";

        var ran = run("import", "--node", address(), large(2_500).toString());

        assertThat(ran.code()).isEqualTo(1);
        assertThat(requests).last().isEqualTo("DELETE /tenants/acme ");
    }

    @Test
    void aLargeCompanyThatIsThereIsChangedAtOnce() throws Exception {
        var ran = run("import", "--node", address(), large(2_500).toString());

        assertThat(ran.code()).isZero();
        assertThat(requests).hasSize(2);
    }

    private Path large(int agents) throws IOException {
        var yaml = new StringBuilder("id: acme\nagents:\n");
        for (var n = 0; n < agents; n++) {
            yaml.append("  - id: a").append(n).append('\n');
        }
        return Files.writeString(directory.resolve("large.yaml"), yaml);
    }

    @Test
    void whatIsRefusedIsSaidLineByLine() throws Exception {
        status = 422;
        answer = "queues[0].hours: there is no hours 'never'\ndefaultQueue: there is no queue ''";
        var file = Files.writeString(directory.resolve("a.yaml"), "id: acme\n");

        var ran = run("import", "--node", address(), file.toString());

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.said()).contains("baton: The company acme is not loaded:\nqueues[0].hours: there is no hours");
    }

    @Test
    void aFileThatCannotBeReadIsNotSent() throws Exception {
        var wrong = Files.writeString(directory.resolve("wrong.yaml"), "id: acme\ncolour: green\n");
        var empty = Files.writeString(directory.resolve("empty.yaml"), "# nothing\n");
        var nameless = Files.writeString(directory.resolve("nameless.yaml"), "company: Acme\n");
        var binary = Files.write(directory.resolve("binary.yaml"), new byte[] {(byte) 0xc3, 0x28});

        assertThat(run("import", "--node", address(), wrong.toString()).said())
                .contains("line 2, colour: there is no such setting");
        assertThat(run("import", "--node", address(), empty.toString()).said()).contains("has no company in it");
        assertThat(run("import", "--node", address(), nameless.toString()).said())
                .contains("has a company whose id is \"\"");
        assertThat(run("import", "--node", address(), binary.toString()).said()).contains("is it a text in UTF-8?");
        var missing =
                run("import", "--node", address(), directory.resolve("none").toString());
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.said()).contains("baton: There is no file " + directory.resolve("none") + ".");
        var folder = run("import", "--node", address(), directory.toString());
        assertThat(folder.code()).isEqualTo(1);
        assertThat(folder.said()).contains("baton: " + directory + " is a directory, not a file.");
        assertThat(requests).isEmpty();
    }

    @Test
    void anExportIsForItsOwnerOnly() throws Exception {
        answer = "---\nid: acme\n";
        var file = directory.resolve("out.yaml");

        var ran = run("export", "--node", address(), "--tenant", "acme", file.toString());

        assertThat(ran.code()).isZero();
        assertThat(requests).containsExactly("GET /tenants/acme ");
        assertThat(file).hasContent("---\nid: acme\n");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    @Test
    void aCompanyThatIsNotThereLeavesNoFile() {
        status = 404;
        var file = directory.resolve("out.yaml");

        var ran = run("export", "--node", address(), "--tenant", "nobody", file.toString());

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.said()).contains("There is no company \"nobody\".");
        assertThat(file).doesNotExist();
    }

    @Test
    void aNodeThatDoesNotAnswerIsOneSentence() throws Exception {
        var file = Files.writeString(directory.resolve("a.yaml"), "id: acme\n");
        node.stop(0);

        var ran = run("import", "--node", address(), file.toString());

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.said()).contains("No node answers at " + address()).doesNotContain("\tat ");
        assertThat(run("import", "--node", "nonsense", file.toString()).said()).contains("expected host:port");
    }

    private String address() {
        return "127.0.0.1:" + node.getAddress().getPort();
    }

    private record Ran(int code, String said) {}

    private static Ran run(String... arguments) {
        var said = new ByteArrayOutputStream();
        var out = System.out;
        var err = System.err;
        try (var stream = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(stream);
            System.setErr(stream);
            return new Ran(Main.run(arguments), said.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
