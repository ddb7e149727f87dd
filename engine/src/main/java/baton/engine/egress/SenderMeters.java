package baton.engine.egress;

import baton.engine.EntityKey;
import baton.engine.egress.SenderCommand.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What operators see of what goes out: how much waits and for how long, by channel, and what came of it. */
final class SenderMeters {

    private record Standing(int count, Optional<Instant> oldest, InstantSource clock) {

        double age() {
            return oldest.map(at -> Duration.between(at, clock.instant()).toMillis() / 1000.0)
                    .orElse(0.0);
        }
    }

    private static final Map<EntityKey, Standing> STANDING = new ConcurrentHashMap<>();
    private static final Set<String> CHANNELS = ConcurrentHashMap.newKeySet();

    private SenderMeters() {}

    static void stands(EntityKey key, int count, Optional<Instant> oldest, InstantSource clock) {
        STANDING.put(key, new Standing(count, oldest, clock));
        if (CHANNELS.add(key.id())) {
            show(key.id());
        }
    }

    /** It lives here no longer. */
    static void gone(EntityKey key) {
        STANDING.remove(key);
    }

    static void came(EntityKey key, Outcome outcome) {
        Counter.builder("baton_egress_tries")
                .description("Messages handed to messengers' providers, by what came of it: taken, failed, postponed")
                .tag("channel", key.id())
                .tag("outcome", outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .register(Metrics.globalRegistry)
                .increment();
    }

    static void toldRead(EntityKey key, boolean taken) {
        readMarks(key.id(), taken ? "taken" : "failed").increment();
    }

    private static Counter readMarks(String channel, String outcome) {
        return Counter.builder("baton_egress_read_marks")
                .description(
                        "Providers told that a customer's messages have been read, by what came of it: taken, failed")
                .tag("channel", channel)
                .tag("outcome", outcome)
                .register(Metrics.globalRegistry);
    }

    /** With 0 as well: who looks at changes must have seen the beginning. */
    private static void show(String channel) {
        readMarks(channel, "taken");
        readMarks(channel, "failed");
        Gauge.builder(
                        "baton_egress_waiting",
                        () -> of(channel).mapToInt(Standing::count).sum())
                .description("Messages that wait to be taken by a messenger's provider")
                .tag("channel", channel)
                .register(Metrics.globalRegistry);
        Gauge.builder(
                        "baton_egress_oldest",
                        () -> of(channel).mapToDouble(Standing::age).max().orElse(0))
                .description("Age of the oldest message that waits to be taken by a messenger's provider")
                .baseUnit("seconds")
                .tag("channel", channel)
                .register(Metrics.globalRegistry);
    }

    private static Stream<Standing> of(String channel) {
        return STANDING.entrySet().stream()
                .filter(entry -> entry.getKey().id().equals(channel))
                .map(Map.Entry::getValue);
    }
}
