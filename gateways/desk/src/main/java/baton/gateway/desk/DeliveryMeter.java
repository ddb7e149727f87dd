package baton.gateway.desk;

import baton.protocol.client.v1.Entries;
import baton.protocol.client.v1.EpisodeView;
import baton.protocol.client.v1.Feed;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/**
 * How long it takes from the moment at which a customer's message is accepted until it is on its way to an agent's desk. What a desk
 * catches up on when it begins to follow an episode is no delivery and is left out. The two moments are of the clocks of two nodes.
 */
final class DeliveryMeter {

    private static final Duration[] AIMS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final InstantSource clock;
    private final Timer timer;
    /** Episodes on which this desk has caught up. */
    private final Set<String> live = new HashSet<>();

    DeliveryMeter(InstantSource clock) {
        this.clock = clock;
        this.timer = Timer.builder("baton_desk_delivery")
                .description("From a customer's message being stored until it is handed to an agent's socket")
                .serviceLevelObjectives(AIMS)
                .register(Metrics.globalRegistry);
    }

    void pushed(Feed feed) {
        if (feed.hasEntries()) {
            entries(feed.getEntries());
        } else if (feed.hasEpisode()) {
            view(feed.getEpisode());
        }
    }

    /** A transcript that begins anew is caught up on as well. */
    private void entries(Entries entries) {
        if (entries.getAfter() == 0) {
            live.remove(entries.getEpisodeId());
        } else if (live.contains(entries.getEpisodeId())) {
            entries.getEntriesList().stream()
                    .filter(entry -> entry.getEvent().hasMessageReceived())
                    .map(entry -> entry.getEvent().getAt())
                    .forEach(at -> record(Instant.ofEpochSecond(at.getSeconds(), at.getNanos())));
        }
    }

    /** It comes after all entries that led to it. */
    private void view(EpisodeView view) {
        if (view.getStatus().equals("closed")) {
            live.remove(view.getEpisodeId());
        } else {
            live.add(view.getEpisodeId());
        }
    }

    private void record(Instant accepted) {
        var took = Duration.between(accepted, clock.instant());
        timer.record(took.isNegative() ? Duration.ZERO : took);
    }
}
