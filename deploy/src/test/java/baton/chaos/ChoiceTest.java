package baton.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.launcher.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A machine without root and iptables. */
class ChoiceTest {

    private static final List<Fault> WANTED = List.of(Fault.KILL, Fault.SPLIT);

    @Test
    void whatNobodyAskedForIsLeftOutWhereItCannotBeDone() {
        assertThat(Choice.of(WANTED, false, need -> need != Need.PACKET_FILTER))
                .isEqualTo(new Choice(List.of(Fault.KILL), List.of(Fault.SPLIT)));
    }

    @Test
    void whatSomebodyAskedForIsRefusedWhereItCannotBeDoneAlthoughAnotherOneCan() {
        assertThatThrownBy(() -> Choice.of(WANTED, true, need -> need != Need.PACKET_FILTER))
                .isInstanceOf(Problem.class)
                .hasMessage("This machine does not let us do that: split (takes root and iptables).");
    }

    @Test
    void whatCanBeDoneIsDone() {
        assertThat(Choice.of(WANTED, true, need -> true)).isEqualTo(new Choice(WANTED, List.of()));
    }

    @Test
    void whereNothingCanBeDoneNothingIsPromised() {
        assertThatThrownBy(() -> Choice.of(List.of(Fault.SPLIT), false, need -> false))
                .isInstanceOf(Problem.class);
    }
}
