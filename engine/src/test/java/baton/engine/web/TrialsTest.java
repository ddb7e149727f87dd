package baton.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrialsTest {

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final Trials trials = new Trials(() -> now, 5, Duration.ofMinutes(1));

    @Test
    void whoHasUsedUpTheirTrialsWaitsForTheNext() {
        useUp("anna");

        assertThat(trials.take("anna")).isEqualTo(Duration.ofMinutes(1));
        assertThat(trials.take("bert")).isZero();
    }

    @Test
    void whatWasNoFailureCostsNothing() {
        useUp("anna");

        trials.giveBack("anna");

        assertThat(trials.take("anna")).isZero();
    }

    /** Otherwise a guesser makes up names until the one whose password is guessed is forgotten. */
    @Test
    void whoHasNoTrialLeftIsNotForgottenBecauseOfAnyNumberOfMadeUpNames() {
        useUp("anna");

        IntStream.range(0, 50_000).forEach(i -> trials.take("nobody" + i));

        assertThat(trials.take("anna")).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void ofManyWhoAreAlikeTheOneAskedAboutLongestAgoIsForgotten() {
        IntStream.range(0, 10_000).forEach(i -> useUp("nobody" + i));

        trials.take("one more");

        assertThat(trials.take("nobody9999")).isEqualTo(Duration.ofMinutes(1));
        assertThat(trials.take("nobody0")).isZero();
    }

    private void useUp(String key) {
        IntStream.range(0, 5).forEach(i -> assertThat(trials.take(key)).isZero());
    }
}
