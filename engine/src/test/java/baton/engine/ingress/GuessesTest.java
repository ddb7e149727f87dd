package baton.engine.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.MovableClock;
import baton.engine.customer.AddressKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes that are typed in messengers. */
class GuessesTest {

    private static final AddressKey OLENA = new AddressKey("telegram", "42");

    private final MovableClock clock = new MovableClock();
    private final Guesses guesses = Guesses.ofOne(clock);

    @Test
    void afterFiveTriesATextIsJustATextForAnHour() {
        for (int i = 0; i < 5; i++) {
            assertThat(guesses.mayTry("acme", OLENA)).isTrue();
        }

        assertThat(guesses.mayTry("acme", OLENA)).isFalse();
        assertThat(guesses.mayTry("acme", new AddressKey("telegram", "43"))).isTrue();
        assertThat(guesses.mayTry("other", OLENA)).isTrue();
        clock.passes(Duration.ofMinutes(61));
        assertThat(guesses.mayTry("acme", OLENA)).isTrue();
    }

    @Test
    void theHourIsAnHourAlsoWhenTheClockIsPutBack() {
        clock.passes(Duration.ofHours(9));
        for (int i = 0; i < 5; i++) {
            guesses.mayTry("acme", OLENA);
        }
        clock.passes(Duration.ofHours(-9));
        assertThat(guesses.mayTry("acme", OLENA)).isFalse();

        clock.passes(Duration.ofMinutes(61));

        assertThat(guesses.mayTry("acme", OLENA)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4711533210", " 4711 5332 10 ", "*4711533210", "4711-533210"})
    void aCodeIsReadAsPeopleTypeIt(String text) {
        assertThat(Lending.typedIn(text)).contains("4711533210");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "471153", "47115332101", "my code is 4711533210", "4711533210!", "٤٧١١٥٣٣٢١٠"})
    void anythingElseIsJustText(String text) {
        assertThat(Lending.typedIn(text)).isEmpty();
    }
}
