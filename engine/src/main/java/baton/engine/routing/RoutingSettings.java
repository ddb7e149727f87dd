package baton.engine.routing;

import com.typesafe.config.Config;
import java.time.Duration;

/** Settings of routing: {@code baton.routing}. What companies decide themselves is in {@link Rules}. */
public record RoutingSettings(Duration secondChance, Duration wallEvery, int snapshotEvery) {

    public RoutingSettings {
        if (snapshotEvery < 1) {
            throw new IllegalArgumentException(
                    "baton.routing.snapshot-every: " + snapshotEvery + " (expected: 1 or more)");
        }
    }

    public static RoutingSettings from(Config config) {
        var routing = config.getConfig("baton.routing");
        return new RoutingSettings(
                routing.getDuration("second-chance-after"),
                routing.getDuration("wall-every"),
                routing.getInt("snapshot-every"));
    }
}
