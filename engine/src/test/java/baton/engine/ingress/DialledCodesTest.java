package baton.engine.ingress;

import static java.util.concurrent.CompletableFuture.completedStage;
import static java.util.concurrent.CompletableFuture.failedStage;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.MovableClock;
import baton.engine.customer.AddressKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Of all codes one is good: Olena's. */
class DialledCodesTest {

    private static final String GOOD = "471100";
    private static final String WRONG = "123456";
    private static final Optional<AddressKey> STRANGER = number(0);
    private static final Optional<AddressKey> NO_NUMBER = Optional.empty();

    private final MovableClock clock = new MovableClock();
    private final DialledCodes codes = new DialledCodes(clock);

    @Test
    void afterFiveWrongCodesFromOneNumberNoCodeFromItCountsForAnHour() {
        for (int i = 0; i < 5; i++) {
            assertThat(dial("acme", STRANGER, WRONG)).isEmpty();
        }

        assertThat(dial("acme", STRANGER, GOOD)).isEmpty();
        assertThat(dial("acme", number(1), GOOD)).contains("olena");
        assertThat(dial("globex", STRANGER, GOOD)).contains("olena");
        clock.passes(Duration.ofMinutes(61));
        assertThat(dial("acme", STRANGER, GOOD)).contains("olena");
    }

    @Test
    void whoeverCallsFromAnotherNumberEachTimeHasTenTriesInTenMinutes() {
        for (int i = 0; i < 10; i++) {
            assertThat(dial("acme", number(i), WRONG)).isEmpty();
        }

        assertThat(dial("acme", number(10), GOOD)).isEmpty();
        assertThat(dial("globex", number(10), GOOD)).contains("olena");
        clock.passes(Duration.ofMinutes(11));
        assertThat(dial("acme", number(10), GOOD)).contains("olena");
    }

    @Test
    void whoeverHasNoNumberHasTenTriesInTenMinutes() {
        for (int i = 0; i < 10; i++) {
            assertThat(dial("acme", NO_NUMBER, WRONG)).isEmpty();
        }

        assertThat(dial("acme", NO_NUMBER, GOOD)).isEmpty();
    }

    @Test
    void whatANumberDialsThatHasUsedUpItsTriesIsNotCountedAgainstTheOthers() {
        for (int i = 0; i < 20; i++) {
            dial("acme", STRANGER, WRONG);
        }

        assertThat(dial("acme", number(1), GOOD)).contains("olena");
    }

    @Test
    void rightCodesAreNoGuesses() {
        for (int i = 0; i < 30; i++) {
            assertThat(dial("acme", STRANGER, GOOD)).contains("olena");
            assertThat(dial("acme", NO_NUMBER, GOOD)).contains("olena");
        }
    }

    @Test
    void whatCannotBeLookedUpIsNoGuess() {
        for (int i = 0; i < 30; i++) {
            var asked = codes.owner("acme", STRANGER, () -> failedStage(new IllegalStateException("no database")));
            assertThat(asked.toCompletableFuture()).isCompletedExceptionally();
        }

        assertThat(dial("acme", STRANGER, GOOD)).contains("olena");
    }

    @Test
    void manyAtOnceAreNoWayAround() {
        List<CompletableFuture<Optional<String>>> underWay = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            codes.owner("acme", number(i), () -> {
                underWay.add(new CompletableFuture<>());
                return underWay.get(underWay.size() - 1);
            });
        }

        assertThat(underWay).hasSize(10);
    }

    private Optional<String> dial(String tenant, Optional<AddressKey> caller, String code) {
        var asked = codes.owner(tenant, caller, () -> ownerOf(code));
        return asked.toCompletableFuture().join();
    }

    private static CompletionStage<Optional<String>> ownerOf(String code) {
        return completedStage(code.equals(GOOD) ? Optional.of("olena") : Optional.empty());
    }

    private static Optional<AddressKey> number(int last) {
        return Optional.of(new AddressKey(AddressKey.PHONE, "3805011122" + (10 + last)));
    }
}
