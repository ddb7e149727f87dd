package baton.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SayingsTest {

    private final Sayings said = new Sayings(true);

    SayingsTest() {
        List.of("m-1", "m-2", "m-3", "m-4").forEach(said::add);
    }

    @Test
    void whatStandsAsItWasSaidOvertakesNothing() {
        var numbers = Map.of("m-1", 2, "m-2", 3, "m-3", 5, "m-4", 9);

        assertThat(said.overtaking(numbers)).isZero();
        assertThat(said.passing(numbers)).isZero();
    }

    @Test
    void eachThatStandsBeforeAnEarlierOneOvertakesOnce() {
        assertThat(said.overtaking(Map.of("m-1", 5, "m-2", 2, "m-3", 3, "m-4", 9)))
                .isEqualTo(2);
    }

    @Test
    void whatIsNotInTheJournalIsNotOvertaken() {
        assertThat(said.overtaking(Map.of("m-2", 2, "m-3", 3))).isZero();
    }

    @Test
    void whatWasUnderWayBehindOneThatIsSentAgainMayPassIt() {
        said.putOff("m-1", List.of("m-1", "m-2"));
        var numbers = Map.of("m-1", 5, "m-2", 2, "m-3", 7, "m-4", 9);

        assertThat(said.overtaking(numbers)).isZero();
        assertThat(said.passing(numbers)).isEqualTo(1);
    }

    @Test
    void whatWasSaidAfterThatMayNot() {
        said.putOff("m-1", List.of("m-1", "m-2"));

        assertThat(said.overtaking(Map.of("m-1", 5, "m-2", 2, "m-3", 3, "m-4", 9)))
                .isEqualTo(1);
    }

    @Test
    void whoSwapsMayBeStoredInAnyOrder() {
        var swapped = new Sayings(false);
        List.of("m-1", "m-2").forEach(swapped::add);

        assertThat(swapped.overtaking(Map.of("m-1", 5, "m-2", 2))).isZero();
    }
}
