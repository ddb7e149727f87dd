package baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** Else each asynchronous step of a stage gets a new thread where there are one or two cores. */
    @ParameterizedTest
    @CsvSource({"1, 2", "2, 2", "4, 3"})
    void thePoolThatTheJvmHasInCommonHasTwoThreadsAtLeast(int cores, int threads) throws Exception {
        var launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ActiveProcessorCount=" + cores,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Launched.class.getName(),
                        "--help")
                .redirectErrorStream(true)
                .start();

        var said = new String(launcher.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).endsWith("threads: " + threads + System.lineSeparator());
        assertThat(launcher.waitFor()).isZero();
    }

    /** The launcher, which says at its end how many threads that pool may have. */
    static final class Launched {

        private Launched() {}

        public static void main(String[] arguments) {
            var last = new Thread(() -> System.out.println("threads: " + ForkJoinPool.getCommonPoolParallelism()));
            Runtime.getRuntime().addShutdownHook(last);
            Main.main(arguments);
        }
    }
}
