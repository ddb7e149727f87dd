package baton.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SippLogTest {

    private static final String CALL = "1-7@127.0.0.1";
    private static final String DAY = "2026-11-26\t19:59:45.982568\t";

    @Test
    void aMessageIsUnderWayFromWhenItWasSentUntilItCame() {
        var log = SippLog.of(Stream.of(
                CALL + " ANSWER 1795723185.982223 " + DAY + "1795723185.982568",
                "2-7@127.0.0.1 ANSWER 1795723185.999999 " + DAY + "1795723186.000001",
                CALL + " OVER"));

        assertThat(log.calls()).containsExactlyInAnyOrder(CALL, "2-7@127.0.0.1");
        assertThat(log.underWay(CALL, "ANSWER")).hasValue(345_000);
        assertThat(log.underWay("2-7@127.0.0.1", "ANSWER")).hasValue(2_000);
        assertThat(log.has(CALL, "OVER")).isTrue();
        assertThat(log.has("2-7@127.0.0.1", "OVER")).isFalse();
    }

    @Test
    void ofARepeatedMessageTheFirstCounts() {
        var log = SippLog.of(Stream.of(
                CALL + " INVITE 1795723185.000000 " + DAY + "1795723185.100000",
                CALL + " INVITE 1795723185.000000 " + DAY + "1795723185.600000"));

        assertThat(log.underWay(CALL, "INVITE")).hasValue(100_000_000);
    }

    @Test
    void whatDidNotComeHasNoTime() throws Exception {
        assertThat(SippLog.of(Stream.of("", "half")).calls()).isEmpty();
        assertThat(SippLog.of(Stream.of(CALL + " OVER")).underWay(CALL, "ANSWER"))
                .isEmpty();
        assertThat(SippLog.read(Path.of("there-is-no-such-file")).calls()).isEmpty();
    }
}
