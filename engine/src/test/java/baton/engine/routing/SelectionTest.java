package baton.engine.routing;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.engine.work.Explanation.Candidate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SelectionTest {

    private static final Candidate IDLE = candidate("idle", 1, 5, -90, 0.5);
    private static final Candidate BEST = candidate("best", 1, 9, -30, 0.5);
    private static final Candidate CLOSEST = candidate("closest", 1, 3, -30, 0.5);
    private static final Candidate EMPTY = candidate("empty", 1, 5, -30, 0.0);

    @ParameterizedTest
    @CsvSource({"'', idle", "longest-idle, idle", "best-fit, best", "closest-fit, closest", "least-occupied, empty"})
    void eachRuleHasItsFirst(String word, String first) {
        assertThat(first(Selection.of(word), IDLE, BEST, CLOSEST, EMPTY)).isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(Selection.class)
    void whoPrefersTheQueueComesFirstWhateverTheRule(Selection selection) {
        var fond = candidate("fond", 1, 1, 0, 1.0);
        var others = candidate("others", 2, 1, -900, 0.0);

        assertThat(first(selection, others, fond)).isEqualTo("fond");
    }

    @ParameterizedTest
    @EnumSource(Selection.class)
    void amongEqualsTheLongestIdleThenTheIdDecides(Selection selection) {
        assertThat(first(selection, candidate("a", 1, 5, 0, 0), candidate("b", 1, 5, -1, 0)))
                .isEqualTo("b");
        assertThat(first(selection, candidate("b", 1, 5, 0, 0), candidate("a", 1, 5, 0, 0)))
                .isEqualTo("a");
        assertThat(selection.because()).endsWith(".");
    }

    @Test
    void aRuleThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> Selection.of("tallest"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("selection: 'tallest' (expected: longest-idle");
    }

    private static String first(Selection selection, Candidate... candidates) {
        return Stream.of(candidates).min(selection.order()).orElseThrow().agentId();
    }

    private static Candidate candidate(String agentId, int queue, int levels, int idleSince, double occupied) {
        return new Candidate(agentId, "", queue, levels, START.plusSeconds(idleSince), occupied);
    }
}
