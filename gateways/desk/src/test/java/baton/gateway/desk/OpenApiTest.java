package baton.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.web.ServedDoor;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The description for programs says what the door does, no more and no less. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final DeskGateway gateway = new DeskGateway();
    private final ServedDoor door = new ServedDoor(gateway, "");
    private final String text = door.get("/api/openapi.json").body();
    private final Struct document = SignedIn.json(door.get("/api/openapi.json"));

    @AfterAll
    void close() {
        door.close();
    }

    @Test
    void itIsAnOpenApiDocument() {
        assertThat(document.getFieldsOrThrow("openapi").getStringValue()).isEqualTo("3.1.0");
        assertThat(at(document, "info").getFieldsMap()).containsKeys("title", "version");
    }

    @Test
    void everyEndpointIsDescribedAndEverythingDescribedExists() {
        assertThat(described()).isEqualTo(served());
    }

    @Test
    void everyDescribedOperationAnswers() {
        for (var operation : described()) {
            var method = operation.substring(0, operation.indexOf(' '));
            var path = operation.substring(operation.indexOf(' ') + 1).replaceAll("\\{\\w+}", "x");
            var answer = method.equals("GET")
                    ? door.get(path)
                    : door.send(method, path, "{}", "Content-Type", "application/json");

            assertThat(answer.statusCode()).as(operation).isNotIn(404, 405, 500);
            assertThat(responses(operation)).as(operation).contains(Integer.toString(answer.statusCode()));
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        var references = Pattern.compile("\"\\$ref\":\\s*\"#/([^\"]+)\"").matcher(text);
        var seen = 0;
        while (references.find()) {
            var here = document;
            for (var part : references.group(1).split("/")) {
                assertThat(here.getFieldsMap()).as(references.group()).containsKey(part);
                here = here.getFieldsOrThrow(part).getStructValue();
            }
            seen++;
        }
        assertThat(seen).isGreaterThan(20);
    }

    @Test
    void everyCodeThatIsAnsweredIsDescribed() throws IOException {
        for (var source : List.of(
                "DeskApi",
                "CustomersApi",
                "ProgramsApi",
                "ProgramGate",
                "ProfileJson",
                "JsonBody",
                "ConfigurationApi",
                "FilesApi")) {
            var file = Path.of("src/main/java/baton/gateway/desk/" + source + ".java");
            var codes = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"").matcher(Files.readString(file));
            while (codes.find()) {
                assertThat(text).as(source).contains("`" + codes.group(1) + "`");
            }
        }
    }

    @Test
    void everyOperationHasANameOfItsOwnAndAnswersForGoodAndBad() {
        var names = new ArrayList<String>();
        for (var operation : described()) {
            var description = description(operation);
            names.add(description.getFieldsOrThrow("operationId").getStringValue());
            assertThat(description.getFieldsMap()).as(operation).containsKeys("summary", "responses");
            assertThat(responses(operation)).as(operation).anyMatch(status -> status.startsWith("2"));
        }
        assertThat(names).doesNotHaveDuplicates();
    }

    private Set<String> described() {
        var operations = new TreeSet<String>();
        at(document, "paths")
                .getFieldsMap()
                .forEach((path, item) -> item.getStructValue().getFieldsMap().keySet().stream()
                        .filter(METHODS::contains)
                        .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        return operations;
    }

    private Set<String> served() {
        var operations = new TreeSet<String>();
        gateway.api()
                .orElseThrow()
                .endpoints()
                .forEach(endpoint -> operations.add(endpoint.method().name() + " " + endpoint.path()));
        return operations;
    }

    private Struct description(String operation) {
        var path = operation.substring(operation.indexOf(' ') + 1);
        var method = operation.substring(0, operation.indexOf(' ')).toLowerCase(Locale.ROOT);
        return at(at(at(document, "paths"), path), method);
    }

    private List<String> responses(String operation) {
        return List.copyOf(
                at(description(operation), "responses").getFieldsMap().keySet());
    }

    private static Struct at(Struct parent, String name) {
        return parent.getFieldsOrDefault(name, Value.getDefaultInstance()).getStructValue();
    }
}
