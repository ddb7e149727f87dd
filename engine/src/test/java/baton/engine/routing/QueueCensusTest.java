package baton.engine.routing;

import static baton.engine.MovableClock.START;
import static baton.engine.routing.Reporting.agent;
import static baton.engine.routing.Works.chat;
import static baton.engine.routing.Works.queue;
import static baton.engine.routing.Works.rules;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class QueueCensusTest {

    private static final Rules RULES = rules(1, queue("main"), queue("sales"));

    private final Switchboard board = new Switchboard(RULES);

    @Test
    void whoWaitsIsCountedInTheirQueueAndAnEmptyQueueIsZero() {
        board.waits(chat("w1", -30));
        board.waits(chat("w2", -90));

        var census = census("acme");

        assertThat(values(census.waiting))
                .isEqualTo(Map.of("{queue=main,tenant=acme}", 2.0, "{queue=sales,tenant=acme}", 0.0));
        assertThat(values(census.oldestSeconds))
                .isEqualTo(Map.of("{queue=main,tenant=acme}", 90.0, "{queue=sales,tenant=acme}", 0.0));
        assertThat(values(census.episodes)).containsEntry("{state=waiting,tenant=acme}", 2.0);
    }

    @Test
    void whatIsOfferedIsStillOpenAndDoesNotWait() {
        board.waits(chat("w1", -30));
        board.reports(agent("anna"));

        var census = census("acme");

        assertThat(values(census.waiting)).containsEntry("{queue=main,tenant=acme}", 0.0);
        assertThat(values(census.offered)).containsEntry("{queue=main,tenant=acme}", 1.0);
        assertThat(values(census.oldestSeconds)).containsEntry("{queue=main,tenant=acme}", 30.0);
        assertThat(values(census.agents))
                .containsEntry("{presence=available,tenant=acme}", 1.0)
                .containsEntry("{presence=away,tenant=acme}", 0.0);
        assertThat(values(census.episodes))
                .containsEntry("{state=offered,tenant=acme}", 1.0)
                .containsEntry("{state=waiting,tenant=acme}", 0.0);
    }

    @Test
    void companiesOfOneNameAreAddedUpButTheOldestWaitIsTheLongest() {
        var census = new QueueCensus();
        board.waits(chat("w1", -30));
        census.count("others", board.state, RULES, 3, START);
        board.waits(chat("w2", -90));
        census.count("others", board.state, RULES, 4, START);

        assertThat(values(census.waiting)).containsEntry("{queue=main,tenant=others}", 3.0);
        assertThat(values(census.oldestSeconds)).containsEntry("{queue=main,tenant=others}", 90.0);
        assertThat(values(census.undecided)).containsEntry("{tenant=others}", 7.0);
    }

    private QueueCensus census(String company) {
        var census = new QueueCensus();
        census.count(company, board.state, RULES, 0, START);
        return census;
    }

    private static Map<String, Double> values(QueueCensus.Column column) {
        return column.values().entrySet().stream()
                .collect(Collectors.toMap(
                        value -> value.getKey().stream()
                                .map(tag -> tag.getKey() + "=" + tag.getValue())
                                .collect(Collectors.joining(",", "{", "}")),
                        Map.Entry::getValue));
    }
}
