package baton.engine.media;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.EntityKey;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators see of files, from the start on. */
class MediaMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void begin() {
        Metrics.addRegistry(registry);
    }

    @AfterEach
    void end() {
        Metrics.removeRegistry(registry);
    }

    @Test
    void everythingThatAlertsLookAtIsThereBeforeTheFirstFile() {
        MediaMeters.begin(List.of("pigeon-post"));

        assertThat(registry.get("baton_media_missed")
                        .tag("source", "pigeon-post")
                        .counters())
                .extracting(counter -> counter.getId().getTag("code"))
                .contains("expired", "refused", "bad-account", "bad-source");
        assertThat(registry.get("baton_media_missed").tag("source", "upload").counters())
                .isNotEmpty();
        assertThat(registry.get("baton_media_stored")
                        .tag("source", "pigeon-post")
                        .counter()
                        .count())
                .isZero();
        assertThat(waiting()).isZero();
    }

    @Test
    void filesThatWaitAreCountedUntilTheirFetcherIsGone() {
        var key = EntityKey.parse("acme|pigeon-post");
        MediaMeters.begin(List.of("pigeon-post"));

        MediaMeters.waits(key, 3);
        assertThat(waiting()).isEqualTo(3);

        MediaMeters.gone(key);
        assertThat(waiting()).isZero();
    }

    private double waiting() {
        return registry.get("baton_media_waiting")
                .tag("channel", "pigeon-post")
                .gauge()
                .value();
    }
}
