package baton.engine.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;

class RoutingSettingsTest {

    @Test
    void theyAreReadFromTheConfiguration() {
        assertThat(from("baton.routing.snapshot-every = 7").snapshotEvery()).isEqualTo(7);
    }

    @Test
    void aQueueThatIsSnapshottedAfterNoEventsIsRefused() {
        assertThatThrownBy(() -> from("baton.routing.snapshot-every = 0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("baton.routing.snapshot-every: 0 (expected: 1 or more)");
    }

    private static RoutingSettings from(String changed) {
        return RoutingSettings.from(ConfigFactory.parseString(changed)
                .withFallback(ConfigFactory.load())
                .resolve());
    }
}
