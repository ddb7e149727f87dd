package baton.engine.ingress;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.customer.AddressKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * How many wrong codes may be dialled. One caller's number is no limit by itself, because whoever calls says what it is; so all
 * callers of a company have one together. Who is beyond it is a caller like any other, and is not told.
 */
final class DialledCodes {

    /**
     * In ten minutes. With 1,000 codes of six digits lent a stranger who calls all the time hits one in 17 hours, with 100 in a week. Of so many customers at once
     * not as many mistype theirs.
     */
    private static final int OF_ALL = 10;

    private static final AddressKey ALL = new AddressKey(AddressKey.CODE, "");

    private final Guesses ofOne;
    private final Guesses ofAll;

    DialledCodes(InstantSource clock) {
        this.ofOne = Guesses.ofOne(clock);
        this.ofAll = new Guesses(clock, OF_ALL, Duration.ofMinutes(10));
    }

    /**
     * Whose code it is, unless too many have been wrong. It is a guess until it is known to be none, so that many at once are no way around.
     *
     * @param caller the number from which it was dialled, if it is known
     */
    CompletionStage<Optional<String>> owner(
            String tenant, Optional<AddressKey> caller, Supplier<CompletionStage<Optional<String>>> owner) {
        if (!mayTry(tenant, caller)) {
            return completedStage(Optional.empty());
        }
        return owner.get().whenComplete((found, trouble) -> {
            if (trouble != null || found.isPresent()) {
                takeBack(tenant, caller);
            }
        });
    }

    private boolean mayTry(String tenant, Optional<AddressKey> caller) {
        if (!ofAll.mayTry(tenant, ALL)) {
            return false;
        }
        if (caller.isPresent() && !ofOne.mayTry(tenant, caller.get())) {
            ofAll.takeBack(tenant, ALL);
            return false;
        }
        return true;
    }

    private void takeBack(String tenant, Optional<AddressKey> caller) {
        ofAll.takeBack(tenant, ALL);
        caller.ifPresent(number -> ofOne.takeBack(tenant, number));
    }
}
