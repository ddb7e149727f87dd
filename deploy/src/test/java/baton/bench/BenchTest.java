package baton.bench;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.launcher.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

class BenchTest {

    @Test
    void anUnknownNameIsRefusedWithTheListOfWhatThereIs() {
        assertThatThrownBy(() -> Bench.main(new String[] {"speed"}))
                .isInstanceOf(ParameterException.class)
                .hasMessage("There is no benchmark \"speed\"; there are: calls, ejabberd, failover, memory, "
                        + "messages, recovery, routing, sockets.");
    }

    @Test
    void everyBenchmarkHasHelp() {
        for (var name :
                List.of("calls", "ejabberd", "failover", "memory", "messages", "recovery", "routing", "sockets")) {
            assertThatCode(() -> Bench.main(new String[] {name, "--help"})).doesNotThrowAnyException();
        }
    }

    @Test
    void aSimulationOfHardlyAnybodyIsRefused() {
        assertThatThrownBy(() -> Bench.main(new String[] {"routing", "--simulate", "--customers", "10"}))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("1,000 customers");
    }

    @Test
    void recordingsAreOfOneNode() {
        assertThatThrownBy(() -> Bench.main(new String[] {"messages", "--nodes", "3", "--record", "recording.jfr"}))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("1 to 5 nodes, and one only for a recording");
    }

    @Test
    void nobodyIsMeasuredWithMoreSocketsThanAProcessMayHave() {
        assertThatThrownBy(() -> Bench.main(new String[] {"memory", "--customers", "20000"}))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("15,000 customers");
    }

    @Test
    void aWrongOptionIsRefusedBeforeAnythingStarts() {
        assertThatThrownBy(() -> Bench.main(new String[] {"messages", "--load", "many"}))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("expected PAIRSxINFLIGHT:MESSAGES");
    }
}
