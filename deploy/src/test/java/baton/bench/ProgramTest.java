package baton.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgramTest {

    @Test
    void aProgramOfThisMachineIsFoundAndAnUnknownOneIsNot() {
        assertThat(Program.find("sh")).isPresent();
        assertThat(Program.find("no-such-program-anywhere")).isEmpty();
    }
}
