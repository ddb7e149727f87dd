package baton.engine.routing;

import com.typesafe.config.Config;
import java.time.Duration;

/** Settings of routing: {@code baton.routing}. */
public record RoutingSettings(Duration secondChance) {

    public static RoutingSettings from(Config config) {
        return new RoutingSettings(config.getDuration("baton.routing.second-chance-after"));
    }
}
