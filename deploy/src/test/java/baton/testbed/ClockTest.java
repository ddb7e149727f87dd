package baton.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@EnabledIf("baton.testbed.Clock#isPossible")
class ClockTest {

    private static final long PAUSE_NANOS = 200_000_000;

    @TempDir
    Path directory;

    @Test
    void aJvmWhoseClockIsAnHourAheadTakesTheTimeForAnHourLater() throws Exception {
        var clock = new Clock(directory);
        clock.set(Duration.ofHours(1));

        var said = patientJvm(clock);

        assertThat(Instant.ofEpochMilli(said[0]))
                .isCloseTo(Instant.now().plus(Duration.ofHours(1)), within(Duration.ofMinutes(5)));
    }

    /** Else its threads spin: a node took minutes to start. */
    @Test
    void aJvmThatGoesByAClockWaitsAsLongAsItWasTold() throws Exception {
        var said = patientJvm(new Clock(directory));

        assertThat(said[1]).isGreaterThanOrEqualTo(PAUSE_NANOS / 2);
    }

    private static long[] patientJvm(Clock clock) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Patient.class.getName());
        builder.environment().putAll(clock.environment());
        var process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        var words = said.strip().split(" ");
        return new long[] {Long.parseLong(words[0]), Long.parseLong(words[1])};
    }

    /** Says what time it is, and how long a pause took, ns. */
    static final class Patient {
        public static void main(String[] args) {
            var before = System.nanoTime();
            LockSupport.parkNanos(PAUSE_NANOS);
            var took = System.nanoTime() - before;
            System.out.println(System.currentTimeMillis() + " " + took);
        }
    }
}
