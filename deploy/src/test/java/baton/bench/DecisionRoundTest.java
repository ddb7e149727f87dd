package baton.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DecisionRoundTest {

    @Test
    void everyAgentWhoBecomesFreeGetsSomebodyAndAsManyWaitAfterwards() {
        var company = new DecisionRound(10, 1000, 1);

        var result = company.run(200);

        assertThat(result.freed().count()).isEqualTo(200);
        assertThat(result.processor().percentile(50)).isPositive();
        assertThat(company.state().waiting()).hasSize(1000);
        assertThat(company.state().offered()).isEmpty();
    }

    @Test
    void thereAreFiftyNeeds() {
        var company = new RoutingCompany(1, 1);
        var now = Instant.EPOCH;

        var needs = Stream.generate(() -> company.work(now))
                .limit(2000)
                .map(item -> item.work().queueId() + item.work().segment())
                .distinct()
                .count();

        assertThat(needs).isEqualTo(RoutingCompany.NEEDS);
    }
}
