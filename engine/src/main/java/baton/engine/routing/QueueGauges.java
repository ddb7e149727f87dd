package baton.engine.routing;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.MultiGauge;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How the queues that live on this node stand, for operators. Each queue leaves its last stored state here, which nobody changes any more;
 * what that means in numbers is worked out when somebody looks, so it costs a conversation nothing.
 */
public final class QueueGauges {

    /** All companies beyond the limit together. */
    static final String OTHERS = "others";

    /** @param undecided changes that had come in and were not decided when this was stored */
    private record Standing(QueueState state, Rules rules, int undecided, InstantSource clock) {}

    private static final Map<String, Standing> STANDINGS = new ConcurrentHashMap<>();

    private static final MultiGauge WAITING =
            gauge("baton_routing_waiting", "Work that waits and that nobody is being offered");
    private static final MultiGauge OFFERED =
            gauge("baton_routing_offered", "Work that an agent is looking at and has not accepted yet");
    private static final MultiGauge OLDEST = MultiGauge.builder("baton_routing_oldest_wait")
            .description("How long the customer has been waiting who has waited longest, as far as it is open")
            .baseUnit("seconds")
            .register(Metrics.globalRegistry);
    private static final MultiGauge AGENTS = gauge("baton_routing_agents", "Agents by presence");
    private static final MultiGauge EPISODES =
            gauge("baton_routing_episodes", "Episodes that wait, that are being offered, that agents have in hand");
    private static final MultiGauge UNDECIDED =
            gauge("baton_routing_changes_undecided", "Changes that had come in while the last write was under way");

    static {
        QueueMeters.begin();
    }

    private QueueGauges() {}

    /** The queues of this company live here and stand like that. */
    static void stands(String tenant, QueueState state, Rules rules, int undecided, InstantSource clock) {
        STANDINGS.put(tenant, new Standing(state, rules, undecided, clock));
    }

    /** They live here no longer. */
    static void gone(String tenant) {
        STANDINGS.remove(tenant);
    }

    /**
     * Works out all gauges anew.
     *
     * @param mostCompanies so many have numbers of their own, in the order of their ids; the others are summed up as {@code others}
     */
    public static synchronized void refresh(int mostCompanies) {
        var census = new QueueCensus();
        var number = 0;
        for (var company : new TreeMap<>(STANDINGS).entrySet()) {
            var standing = company.getValue();
            census.count(
                    number++ < mostCompanies ? company.getKey() : OTHERS,
                    standing.state(),
                    standing.rules(),
                    standing.undecided(),
                    standing.clock().instant());
        }
        WAITING.register(census.waiting.rows(), true);
        OFFERED.register(census.offered.rows(), true);
        OLDEST.register(census.oldestSeconds.rows(), true);
        AGENTS.register(census.agents.rows(), true);
        EPISODES.register(census.episodes.rows(), true);
        UNDECIDED.register(census.undecided.rows(), true);
    }

    private static MultiGauge gauge(String name, String description) {
        return MultiGauge.builder(name).description(description).register(Metrics.globalRegistry);
    }
}
