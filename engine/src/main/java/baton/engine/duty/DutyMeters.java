package baton.engine.duty;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What operators see of errands: how long they take, how often they are carried in vain, how old the oldest one is that is not done. An
 * entity shows its errands as long as it lives; one that is gone stops saying so and is forgotten.
 */
final class DutyMeters {

    /** Entities with errands look at them again well within this. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

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
        Duration.ofSeconds(30)
    };

    private record Owed(int count, Instant since, Instant lookedAt, InstantSource clock) {

        Duration age() {
            return Duration.between(since, clock.instant());
        }

        boolean silent() {
            return Duration.between(lookedAt, clock.instant()).compareTo(SILENCE) > 0;
        }
    }

    private static final Map<Object, Owed> OWED = new ConcurrentHashMap<>();
    private static final Counter REPEATED = Counter.builder("baton_duty_errands_repeated")
            .description("Errands that were carried again because nobody had answered")
            .register(Metrics.globalRegistry);

    static {
        Gauge.builder("baton_duty_errands_owed", OWED, DutyMeters::count)
                .description("Errands between entities that are under way")
                .register(Metrics.globalRegistry);
        Gauge.builder("baton_duty_oldest_errand", OWED, DutyMeters::oldest)
                .description("Age of the oldest errand that is not done")
                .baseUnit("seconds")
                .register(Metrics.globalRegistry);
    }

    private DutyMeters() {}

    /** {@code entity} owes so many, the oldest since then. */
    static void owes(Object entity, int count, Instant since, InstantSource clock) {
        OWED.put(entity, new Owed(count, since, clock.instant(), clock));
    }

    static void owesNothing(Object entity) {
        OWED.remove(entity);
    }

    /** For tests: as in a new process. */
    static void forgetAll() {
        OWED.clear();
    }

    static void done(Errand errand, Duration took) {
        Timer.builder("baton_duty_errand")
                .description("From when an errand is owed until the other side has answered")
                .tag("errand", kind(errand))
                .serviceLevelObjectives(AIMS)
                .register(Metrics.globalRegistry)
                .record(took.isNegative() ? Duration.ZERO : took);
    }

    static void again() {
        REPEATED.increment();
    }

    /** {@code OfferWork} is {@code offer-work}: as many as there are kinds of errands. */
    private static String kind(Errand errand) {
        return errand.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    private static double count(Map<Object, Owed> owed) {
        owed.values().removeIf(Owed::silent);
        return owed.values().stream().mapToInt(Owed::count).sum();
    }

    private static double oldest(Map<Object, Owed> owed) {
        owed.values().removeIf(Owed::silent);
        return owed.values().stream()
                        .mapToLong(one -> one.age().toMillis())
                        .max()
                        .orElse(0)
                / 1000.0;
    }
}
