package baton.engine.routing;

import static baton.engine.MovableClock.START;
import static baton.engine.routing.Reporting.agent;
import static baton.engine.routing.Works.chat;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.routing.QueueEvent.AgentReported;
import baton.engine.routing.QueueEvent.WorkEnqueued;
import baton.engine.routing.QueueEvent.WorkOffered;
import baton.engine.work.Explanation;
import baton.engine.work.Explanation.Candidate;
import baton.engine.work.Explanation.EarlierOffer;
import baton.engine.work.Explanation.Exclusion;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventSizeTest {

    /** What Cassandra counts beside the event: ids, the columns' own bytes. */
    private static final int COLUMNS = 200;

    private static final String LONG = "\u0449".repeat(64);

    @ParameterizedTest
    @MethodSource("events")
    void anEventNeedsNoMoreThanIsReckoned(QueueEvent event) {
        var written = new QueueFormat().write(event).length;

        assertThat(EventSize.of(event)).isGreaterThanOrEqualTo(written + COLUMNS);
    }

    @Test
    void anOrdinaryOfferIsNotReckonedAtManyTimesItsSize() {
        var offered = offered("agent-12", 5, 0);

        assertThat(EventSize.of(offered)).isLessThan(4 * new QueueFormat().write(offered).length);
    }

    static Stream<QueueEvent> events() {
        var report = agent(LONG).serves(levels(300));
        levels(500).forEach(report::skill);
        return Stream.of(
                new WorkEnqueued(chat("w1", -30), START),
                offered("a", 0, 0),
                offered("agent-12", 5, 20),
                offered(LONG, 5, 20),
                new AgentReported(agent("anna").says(), START),
                new AgentReported(report.says(), START));
    }

    private static WorkOffered offered(String name, int candidates, int excluded) {
        var explanation = new Explanation(
                "Nobody has what is needed.",
                name,
                1_000_000_000L,
                9,
                levels(candidates),
                1_234.5,
                START,
                IntStream.range(0, candidates)
                        .mapToObj(i -> new Candidate(name + i, "transfer", 9, 1_000, START, 0.5))
                        .toList(),
                IntStream.range(0, excluded)
                        .mapToObj(i -> new Exclusion(name + i, "kept-for-another", name))
                        .toList(),
                Map.of("skill", 20_000, "not-in-queue", 20_000),
                20_000,
                IntStream.range(0, excluded)
                        .mapToObj(i -> new EarlierOffer(name + i, START, "timed-out"))
                        .toList());
        return new WorkOffered("w-" + "1".repeat(36) + "#12", "w-" + "1".repeat(36), "anna", explanation, START);
    }

    private static Map<String, Integer> levels(int count) {
        var levels = new TreeMap<String, Integer>();
        IntStream.range(0, count).forEach(i -> levels.put("skill-" + i, 10));
        return levels;
    }
}
