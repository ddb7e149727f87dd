package baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ManagementTest {

    @Test
    void theNodeOfThisMachineIsAskedByTheLoopbackIfItListensEverywhere() {
        assertThat(Management.here(Map.of())).isEqualTo("127.0.0.1:8558");
        assertThat(Management.here(Map.of("BATON_MANAGEMENT_HOST", "10.0.0.7", "BATON_MANAGEMENT_PORT", "9000")))
                .isEqualTo("10.0.0.7:9000");
        assertThat(Management.here(Map.of("BATON_MANAGEMENT_HOST", "0.0.0.0"))).isEqualTo("127.0.0.1:8558");
        assertThat(Management.here(
                        Map.of("BATON_MANAGEMENT_HOST", "10.0.0.7", "BATON_MANAGEMENT_BIND_HOST", "0.0.0.0")))
                .isEqualTo("127.0.0.1:8558");
    }
}
