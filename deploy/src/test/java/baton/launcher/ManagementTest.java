package baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagementTest {

    private static final String HERE = "127.0.0.1:8558";

    @TempDir
    Path directory;

    @Test
    void theNodeOfThisMachineIsAskedByTheLoopbackIfItListensEverywhere() {
        assertThat(Management.here(Map.of())).isEqualTo("127.0.0.1:8558");
        assertThat(Management.here(Map.of("BATON_MANAGEMENT_HOST", "10.0.0.7", "BATON_MANAGEMENT_PORT", "9000")))
                .isEqualTo("10.0.0.7:9000");
        assertThat(Management.here(Map.of("BATON_MANAGEMENT_HOST", "0.0.0.0"))).isEqualTo("127.0.0.1:8558");
        assertThat(Management.here(
                        Map.of("BATON_MANAGEMENT_HOST", "10.0.0.7", "BATON_MANAGEMENT_BIND_HOST", "0.0.0.0")))
                .isEqualTo("127.0.0.1:8558");
    }

    @Test
    void theTokenIsTheOneThatUpHasMadeUnlessAnotherOneIsSaid() {
        var data = Map.of("BATON_DATA", directory.toString());
        assertThat(OperatorToken.of(HERE, data)).isEmpty();
        String made;
        try (var up = DataDirectory.open(directory)) {
            made = up.operatorToken();
        }

        assertThat(OperatorToken.of(HERE, data)).isEqualTo(made).hasSizeGreaterThanOrEqualTo(32);
        assertThat(OperatorToken.of("[::1]:8558", data)).isEqualTo(made);
        assertThat(OperatorToken.of(
                        HERE, Map.of("BATON_DATA", directory.toString(), "BATON_DIRECTORY_TOKEN", "ours\n")))
                .isEqualTo("ours");
    }

    @Test
    void whatUpHasMadeIsShownToNodesOfThisMachineOnly() {
        try (var up = DataDirectory.open(directory)) {
            up.operatorToken();
        }
        var data = Map.of("BATON_DATA", directory.toString());
        var ours = Map.of("BATON_DATA", directory.toString(), "BATON_MANAGEMENT_HOST", "10.0.0.7");

        assertThat(OperatorToken.of("10.0.0.7:8558", data)).isEmpty();
        assertThat(OperatorToken.of("127.example.net:8558", data)).isEmpty();
        assertThat(OperatorToken.of("10.0.0.7:8558", ours)).isNotEmpty();
        assertThat(OperatorToken.of("10.0.0.7:8558", Map.of("BATON_DIRECTORY_TOKEN", "said")))
                .isEqualTo("said");
    }

    @Test
    void aTokenThatCannotBeSentIsOneSentence() {
        assertThatThrownBy(() -> OperatorToken.of(HERE, Map.of("BATON_DIRECTORY_TOKEN", "two words")))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("BATON_DIRECTORY_TOKEN has characters");
    }
}
