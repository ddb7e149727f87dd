package baton.engine.routing;

import baton.engine.routing.QueueState.Offered;
import baton.engine.work.Medium;
import baton.engine.work.Purpose;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** What operators count of offers and waits. Counted when it is stored, never in a replay. */
final class QueueMeters {

    /** From "nobody notices" to "nobody waits any more". */
    private static final Duration[] WAITS = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(2),
        Duration.ofMinutes(5),
        Duration.ofMinutes(10),
        Duration.ofMinutes(30)
    };

    private static final Counter OFFERS = Counter.builder("baton_routing_offers")
            .description("Offers of work to agents")
            .register(Metrics.globalRegistry);
    private static final Counter ABANDONED = Counter.builder("baton_routing_callers_abandoned")
            .description("Callers who hung up before anybody came")
            .register(Metrics.globalRegistry);
    private static final Map<OfferOutcome, Counter> ENDED = new EnumMap<>(OfferOutcome.class);
    private static final Map<Medium, Timer> WAITED = new EnumMap<>(Medium.class);

    static {
        for (var outcome : OfferOutcome.values()) {
            ENDED.put(
                    outcome,
                    Counter.builder("baton_routing_offers_ended")
                            .description("Offers by how they ended")
                            .tag("outcome", outcome.word())
                            .register(Metrics.globalRegistry));
        }
        for (var medium : Medium.values()) {
            WAITED.put(
                    medium,
                    Timer.builder("baton_routing_wait")
                            .description("How long customers had waited when an agent accepted")
                            .tag("medium", medium.word())
                            .serviceLevelObjectives(WAITS)
                            .register(Metrics.globalRegistry));
        }
    }

    private QueueMeters() {}

    /** From now on all of these are there, with 0: who looks at changes must have seen the beginning. */
    static void begin() {
        // loading this class was it
    }

    static void offered() {
        OFFERS.increment();
    }

    static void ended(OfferOutcome outcome) {
        of(ENDED, outcome).increment();
    }

    /** A colleague who is asked for help ends nobody's wait. */
    static void taken(Offered offer, Instant now) {
        ended(OfferOutcome.ACCEPTED);
        var work = offer.waiting().item().work();
        if (work.purpose() == Purpose.SERVE) {
            var waited = Duration.between(work.since(), now);
            of(WAITED, work.medium()).record(waited.isNegative() ? Duration.ZERO : waited);
        }
    }

    static void abandoned() {
        ABANDONED.increment();
    }

    private static <K, M> M of(Map<K, M> meters, K key) {
        return Objects.requireNonNull(meters.get(key));
    }
}
