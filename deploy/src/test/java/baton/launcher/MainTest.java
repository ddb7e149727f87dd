package baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.util.concurrent.CompletionException;
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

    /** Nobody knows before that setting is read. */
    @Test
    void aSettingOfTheWrongKindIsExitCodeOne() {
        var thrown = new CompletionException(new ConfigException.WrongType(
                ConfigFactory.empty().origin(), "baton.http.port has type STRING rather than NUMBER"));

        assertThat(Main.wrongSetting(thrown))
                .hasValueSatisfying(wrong -> assertThat(wrong).hasMessageContaining("baton.http.port has type STRING"));
        assertThat(Main.wrongSetting(new IllegalStateException("a defect"))).isEmpty();
    }

    @Test
    void anotherJdkIsRefusedInOneSentence() {
        assertThatCode(() -> Main.requireJdk(17)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Main.requireJdk(21))
                .isInstanceOf(Problem.class)
                .hasMessage("Baton needs JDK 17 and this is JDK 21; point JAVA_HOME or BATON_JAVA_HOME to a JDK 17.");
    }
}
