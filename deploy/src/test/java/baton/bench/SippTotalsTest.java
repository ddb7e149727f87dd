package baton.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.launcher.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SippTotalsTest {

    private static final String NAMES =
            "StartTime;TargetRate;SuccessfulCall(P);SuccessfulCall(C);FailedCall(P);FailedCall(C);"
                    + "FailedMaxUDPRetrans(P);FailedMaxUDPRetrans(C);FailedUnexpectedMessage(P);FailedUnexpectedMessage(C);"
                    + "Retransmissions(P);Retransmissions(C);";

    @Test
    void theLastLineHasTheTotals() {
        var totals = SippTotals.of(List.of(NAMES, "t;50;3;3;0;0;0;0;0;0;1;1;", "t;50;0;95;0;4;0;3;0;1;0;7;"));

        assertThat(totals.successful()).isEqualTo(95);
        assertThat(totals.resent()).isEqualTo(7);
        assertThat(totals.failures()).isEqualTo(Map.of("MaxUDPRetrans", 3, "UnexpectedMessage", 1));
    }

    @Test
    void callsThatAreNeitherInOrderNorFailedWereNotOverInTime() {
        var totals = SippTotals.of(List.of(NAMES, "t;50;0;95;0;1;0;0;0;1;0;7;"));

        assertThat(totals.failuresOf(100)).isEqualTo(Map.of("UnexpectedMessage", 1, "not over in time", 4));
        assertThat(totals.failuresOf(96)).isEqualTo(Map.of("UnexpectedMessage", 1));
    }

    @Test
    void statisticsOfAnotherKindAreRefused() {
        assertThatThrownBy(() -> SippTotals.of(List.of(NAMES))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> SippTotals.of(List.of("Date_ms;response_time_ms", "1;2")))
                .isInstanceOf(Problem.class)
                .hasMessage("The statistics of sipp have no SuccessfulCall(C).");
    }
}
