package baton.gateway.sms;

import static org.assertj.core.api.Assertions.assertThat;

import baton.gateway.sms.Incoming.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A moment passes when the test says so. */
class JoiningTest {

    private final List<String> stored = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-26T10:00:00Z");
    private CompletableFuture<Boolean> outcome = CompletableFuture.completedFuture(true);

    private final Joining joining = new Joining(() -> now, later::add, (part, what) -> {
        stored.add(what + ": " + part.text());
        return outcome;
    });

    @Test
    void partsAreStoredAsOneMessageInWhateverOrderTheyCome() {
        var third = joining.take(part(3, "c"));
        var first = joining.take(part(1, "a"));
        assertThat(first.toCompletableFuture()).isNotDone();
        assertThat(stored).isEmpty();

        var second = joining.take(part(2, "b"));

        assertThat(stored).containsExactly("whole: abc");
        assertThat(List.of(first, second, third))
                .allSatisfy(answer -> assertThat(answer.toCompletableFuture()).isCompletedWithValue(true));
    }

    @Test
    void aPartThatComesAgainIsNotStoredAgain() {
        joining.take(part(1, "a"));
        joining.take(part(1, "a"));
        joining.take(part(2, "b"));
        joining.take(part(3, "c"));

        var again = joining.take(part(2, "b"));

        assertThat(again.toCompletableFuture()).isCompletedWithValue(true);
        assertThat(stored).containsExactly("whole: abc");
    }

    @Test
    void noAnswerIsGivenBeforeItIsStored() {
        outcome = new CompletableFuture<>();
        joining.take(part(1, "a"));
        joining.take(part(2, "b"));
        var third = joining.take(part(3, "c"));
        var again = joining.take(part(1, "a"));
        assertThat(third.toCompletableFuture()).isNotDone();
        assertThat(again.toCompletableFuture()).isNotDone();

        outcome.complete(false);

        assertThat(third.toCompletableFuture()).isCompletedWithValue(false);
        assertThat(again.toCompletableFuture()).isCompletedWithValue(false);
    }

    @Test
    void whatCouldNotBeStoredIsPutTogetherAgainWhenItComesAgain() {
        outcome = CompletableFuture.completedFuture(false);
        all();
        outcome = CompletableFuture.completedFuture(true);

        all();

        assertThat(stored).containsExactly("whole: abc", "whole: abc");
    }

    @Test
    void whatIsThereAfterAMomentIsStoredAsItIsAndTheRestAsItComes() {
        var first = joining.take(part(1, "a"));
        aMomentPasses();
        assertThat(first.toCompletableFuture()).isCompletedWithValue(true);

        var second = joining.take(part(2, "b"));
        joining.take(part(3, "c"));

        assertThat(second.toCompletableFuture()).isCompletedWithValue(true);
        assertThat(stored).containsExactly("part 1: a", "part 2: b", "part 3: c");
    }

    @Test
    void aMomentIsOverInTimeForWhatIsComplete() {
        all();

        aMomentPasses();

        assertThat(stored).containsExactly("whole: abc");
    }

    @Test
    void telephonesCountTheirMessagesAnewAfterAWhile() {
        all();
        now = now.plus(Duration.ofMinutes(11));

        all();

        assertThat(stored).hasSize(2);
    }

    @Test
    void twoCustomersMayUseTheSameNumber() {
        joining.take(part(1, "a"));
        joining.take(part(2, "b"));

        joining.take(new Part("380509999999", "4711", "z", 7, 3, 3));

        assertThat(stored).isEmpty();
    }

    @Test
    void aNumberThatIsUsedAgainAtOnceIsAnotherMessage() {
        all();

        joining.take(part(1, "d"));
        joining.take(part(2, "e"));
        joining.take(part(3, "f"));

        assertThat(stored).containsExactly("whole: abc", "whole: def");
    }

    private void all() {
        joining.take(part(1, "a"));
        joining.take(part(2, "b"));
        joining.take(part(3, "c"));
    }

    private void aMomentPasses() {
        later.forEach(Runnable::run);
    }

    private static Part part(int number, String text) {
        return new Part("380501112233", "4711", text, 7, 3, number);
    }
}
