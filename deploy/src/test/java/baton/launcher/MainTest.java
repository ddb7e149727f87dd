package baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @ParameterizedTest
    @ValueSource(strings = {"up", "node", "import", "export", "schema", "doctor", "bench"})
    void everyCommandHasHelp(String command) {
        assertThat(Main.run(command, "--help")).isZero();
    }

    @Test
    void wrongUsageIsExitCodeTwo() {
        assertThat(Main.run()).isEqualTo(2);
        assertThat(Main.run("fly")).isEqualTo(2);
        assertThat(Main.run("up", "--nodes", "0")).isEqualTo(2);
        assertThat(Main.run("bench")).isEqualTo(2);
    }

    @Test
    void whatAnOperatorCanMendIsExitCodeOne() {
        // The distribution's home is not set here.
        assertThat(Main.run("node")).isEqualTo(1);
    }

    @Test
    void anotherJdkIsRefusedInOneSentence() {
        assertThatCode(() -> Main.requireJdk(17)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Main.requireJdk(21))
                .isInstanceOf(Problem.class)
                .hasMessage("Baton needs JDK 17 and this is JDK 21; point JAVA_HOME or BATON_JAVA_HOME to a JDK 17.");
    }
}
