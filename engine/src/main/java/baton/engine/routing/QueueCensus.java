package baton.engine.routing;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is counted in one look at all queues. */
final class QueueCensus {

    private static final List<String> PRESENCES = List.of("available", "busy", "away", "offline");

    final Column waiting = new Column(Double::sum);
    final Column offered = new Column(Double::sum);
    final Column oldestSeconds = new Column(Math::max);
    final Column agents = new Column(Double::sum);
    final Column episodes = new Column(Double::sum);
    final Column undecided = new Column(Double::sum);

    /** One gauge: its value by labels. */
    static final class Column {

        private final Map<Tags, Double> values = new HashMap<>();
        private final DoubleBinaryOperator together;

        Column(DoubleBinaryOperator together) {
            this.together = together;
        }

        void put(double value, String... labels) {
            values.merge(Tags.of(labels), value, together::applyAsDouble);
        }

        Map<Tags, Double> values() {
            return values;
        }

        List<MultiGauge.Row<?>> rows() {
            return values.entrySet().stream()
                    .map(value -> MultiGauge.Row.of(value.getKey(), value.getValue()))
                    .collect(Collectors.toList());
        }
    }

    /** Under the name {@code company}; companies of one name are added up. */
    void count(String company, QueueState state, Rules rules, int changes, Instant now) {
        rules.queues().keySet().forEach(queue -> empty(company, queue));
        state.waiting().values().forEach(work -> {
            var queue = queueOf(work, rules);
            waiting.put(1, "tenant", company, "queue", queue);
            age(company, queue, work, now);
        });
        state.offered().values().forEach(offer -> {
            var queue = queueOf(offer.waiting(), rules);
            offered.put(1, "tenant", company, "queue", queue);
            age(company, queue, offer.waiting(), now);
        });
        agents(company, state);
        episodes(company, state);
        undecided.put(changes, "tenant", company);
    }

    /** A queue in which nobody waits has the number 0, not none. */
    private void empty(String company, String queue) {
        waiting.put(0, "tenant", company, "queue", queue);
        offered.put(0, "tenant", company, "queue", queue);
        oldestSeconds.put(0, "tenant", company, "queue", queue);
    }

    private void age(String company, String queue, Waiting work, Instant now) {
        var age = Duration.between(work.item().work().from(), now);
        oldestSeconds.put(Math.max(0, age.toMillis() / 1000.0), "tenant", company, "queue", queue);
    }

    /** One whose desk is closed is counted as disconnected, whatever was said last. */
    private void agents(String company, QueueState state) {
        PRESENCES.forEach(presence -> agents.put(0, "tenant", company, "presence", presence));
        state.agents().values().forEach(agent -> {
            var presence = agent.status().disconnected()
                    ? "disconnected"
                    : agent.status().presence();
            agents.put(1, "tenant", company, "presence", presence);
        });
    }

    /** An episode counts once, where it is furthest: in an agent's hands, offered, waiting. */
    private void episodes(String company, QueueState state) {
        Set<String> seen = new HashSet<>();
        episodes(
                company,
                "served",
                state.agents().values().stream().flatMap(agent -> agent.load().episodeIds().stream()),
                seen);
        episodes(company, "offered", state.offered().values().stream().map(offer -> episodeOf(offer.waiting())), seen);
        episodes(company, "waiting", state.waiting().values().stream().map(QueueCensus::episodeOf), seen);
    }

    private void episodes(String company, String where, Stream<String> ids, Set<String> seen) {
        episodes.put(ids.filter(seen::add).count(), "tenant", company, "state", where);
    }

    private static String episodeOf(Waiting work) {
        return work.item().episodeId();
    }

    private static String queueOf(Waiting work, Rules rules) {
        return rules.of(work.item().work().queueId()).queueId();
    }
}
