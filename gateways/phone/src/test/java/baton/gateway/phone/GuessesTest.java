package baton.gateway.phone;

import static org.assertj.core.api.Assertions.assertThat;

import baton.gateway.phone.PhoneAccounts.Owner;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GuessesTest {

    private static final Owner ANNA = new Owner("shop", "anna");
    private static final Owner BORIS = new Owner("shop", "boris");
    private static final Owner NOBODY = new Owner("", "anna");

    private final AtomicLong nanos = new AtomicLong();
    private final Guesses guesses = new Guesses(new PhoneSettings.Flood(1, 1, 5, 3), nanos::get);

    @Test
    void anAccountIsGuessedAtOnlySoOftenFromAllAddressesTogether() {
        for (var i = 0; i < 3; i++) {
            assertThat(guesses.mayTry(ANNA, "address " + i)).isTrue();
            guesses.wrong(ANNA, "address " + i);
        }

        assertThat(guesses.mayTry(ANNA, "another")).isFalse();
        assertThat(guesses.mayTry(BORIS, "another")).isTrue();
        assertThat(guesses.mayTry(NOBODY, "another")).isTrue();
        nanos.addAndGet(Duration.ofSeconds(201).toNanos());
        assertThat(guesses.mayTry(ANNA, "another")).isTrue();
    }

    @Test
    void anAddressGuessesOnlySoOftenAtAll() {
        for (var i = 0; i < 5; i++) {
            guesses.wrong(new Owner("shop", "agent " + i), "stranger");
        }

        assertThat(guesses.mayTry(ANNA, "stranger")).isFalse();
        assertThat(guesses.mayTry(ANNA, "another")).isTrue();
    }

    @Test
    void whereTheRightPasswordWasShownLastItIsHeardInSpiteOfStrangers() {
        guesses.right(ANNA, "old home");
        guesses.right(ANNA, "home");
        for (var i = 0; i < 3; i++) {
            guesses.wrong(ANNA, "stranger " + i);
        }

        assertThat(guesses.mayTry(ANNA, "home")).isTrue();
        assertThat(guesses.mayTry(ANNA, "old home")).isFalse();
    }
}
