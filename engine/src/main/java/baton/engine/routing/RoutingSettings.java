package baton.engine.routing;

import com.typesafe.config.Config;
import java.time.Duration;

/** Settings of routing: {@code baton.routing}. What companies decide themselves is in {@link Rules}. */
public record RoutingSettings(Duration secondChance, Duration wallEvery, int snapshotEvery) {

    /**
     * After how many events a queue that holds so much is snapshotted: about as many, at least {@link #snapshotEvery()}. So a snapshot costs
     * each event the same, however long the queue. It grows by doubling, so that its multiples stay what they are for long.
     */
    int snapshotEvery(int held) {
        return snapshotEvery * Math.max(1, Integer.highestOneBit(held / snapshotEvery));
    }

    public static RoutingSettings from(Config config) {
        var routing = config.getConfig("baton.routing");
        return new RoutingSettings(
                routing.getDuration("second-chance-after"),
                routing.getDuration("wall-every"),
                routing.getInt("snapshot-every"));
    }
}
