package baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SchemaTest {

    @Test
    void commentsAreNotStatementsAndPlaceholdersAreFilled() {
        var cql =
                """
                -- a comment; with a semicolon
                CREATE KEYSPACE IF NOT EXISTS ${keyspace}
                  WITH replication = ${replication};

                CREATE TABLE IF NOT EXISTS ${keyspace}.t (a text PRIMARY KEY);
                """;

        assertThat(Schema.statements(cql, "baton", "{'class': 'X'}"))
                .containsExactly(
                        "CREATE KEYSPACE IF NOT EXISTS baton\n  WITH replication = {'class': 'X'}",
                        "CREATE TABLE IF NOT EXISTS baton.t (a text PRIMARY KEY)");
    }

    @Test
    void everyFileThatIsThereIsApplied() throws IOException {
        try (var there = Files.list(Path.of("src/main/resources/schema"))) {
            assertThat(there.map(file -> file.getFileName().toString()).sorted())
                    .containsExactlyElementsOf(Schema.files());
        }
    }

    @Test
    void everyStatementCanBeRepeated() {
        for (var file : Schema.files()) {
            assertThat(Schema.statements(Schema.read(file), "baton", "{}"))
                    .isNotEmpty()
                    .allSatisfy(statement ->
                            assertThat(statement).contains(" IF NOT EXISTS ").doesNotContain("${"));
        }
    }
}
