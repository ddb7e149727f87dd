package baton.gateway.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GreetingLimitsTest {

    private Instant now = Instant.parse("2026-03-01T09:00:00Z");
    private final GreetingLimits limits = new GreetingLimits(() -> now);

    @Test
    void nobodyIsGreetedTwiceInAMinute() {
        assertThat(limits.allow("acme", "42")).isTrue();
        now = now.plusSeconds(59);
        assertThat(limits.allow("acme", "42")).isFalse();
        now = now.plusSeconds(1);
        assertThat(limits.allow("acme", "42")).isTrue();
    }

    @Test
    void othersAreGreetedMeanwhileAndSoIsTheSameOneByAnotherCompany() {
        limits.allow("acme", "42");

        assertThat(limits.allow("acme", "43")).isTrue();
        assertThat(limits.allow("lumen", "42")).isTrue();
    }

    @Test
    void aFloodOfStrangersLeavesTheCompanysLimitToItsAnswers() {
        assertThat(greeted(0, 100)).isEqualTo(10);

        now = now.plus(Duration.ofSeconds(2));

        assertThat(greeted(100, 200)).isEqualTo(2);
    }

    private long greeted(int first, int end) {
        return IntStream.range(first, end)
                .filter(chat -> limits.allow("acme", Integer.toString(chat)))
                .count();
    }
}
