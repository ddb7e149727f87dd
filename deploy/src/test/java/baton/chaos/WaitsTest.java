package baton.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import baton.testbed.Screen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitsTest {

    private final Waits waits = new Waits();

    @Test
    void theLongestOfThoseUnderWayAtOneTimeCounts() {
        waits.begin("m-1", 100);
        waits.begin("m-2", 150);
        waits.end("m-1", 400);
        waits.end("m-2", 410);

        assertThat(waits.longest(1_000)).isEqualTo(300);
    }

    @Test
    void whatWasNeverAcknowledgedLastsUntilNow() {
        waits.begin("m-1", 100);
        waits.end("m-1", 400);
        waits.begin("m-2", 500);

        assertThat(waits.longest(9_000)).isEqualTo(8_500);
    }

    @Test
    void whatEndedBeforeItIsMeasuredDoesNotCountAndWhatEndsAfterwardsDoes() {
        waits.begin("m-1", 0);
        waits.begin("m-2", 900);
        waits.end("m-1", 1_000);

        waits.measure();
        assertThat(waits.longest(1_010)).isEqualTo(110);
        waits.end("m-2", 1_020);

        assertThat(waits.longest(9_000)).isEqualTo(120);
    }

    @Test
    void sendingItAgainDoesNotBeginAnew() {
        waits.begin("m-1", 100);
        waits.begin("m-1", 300);
        waits.end("m-1", 400);
        waits.end("m-1", 900);

        assertThat(waits.longest(1_000)).isEqualTo(300);
    }

    @Test
    void theReportHasTheLongestPauseOfEachByWhoWaited() {
        var pauses = Pauses.of(
                List.of(account("", 3_000_000), account("", 0), account("", 1_000_000), account("anna", 2_000_000)),
                Duration.ofSeconds(20));

        assertThat(pauses.json()).hasToString("{\"customers\":[1.000,3.000],\"agents\":[2.000]}");
        assertThat(pauses.percentile(100)).isEqualTo(3);
    }

    private static Account account(String agentId, long longest) {
        return new Account("ann", agentId, new Sayings(true), Map.of(), new Screen(), 0, true, longest, new Byes());
    }
}
