package baton.bench;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

class BenchTest {

    @Test
    void anUnknownNameIsRefusedWithTheListOfWhatThereIs() {
        assertThatThrownBy(() -> Bench.main(new String[] {"speed"}))
                .isInstanceOf(ParameterException.class)
                .hasMessage("There is no benchmark \"speed\"; there are: calls, messages, routing.");
    }

    @Test
    void aWrongOptionIsRefusedBeforeAnythingStarts() {
        assertThatThrownBy(() -> Bench.main(new String[] {"messages", "--load", "many"}))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("expected PAIRSxINFLIGHT:MESSAGES");
    }
}
