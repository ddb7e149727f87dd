package baton.engine.egress;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.MovableClock;
import baton.engine.egress.SenderCommand.Failed;
import baton.engine.egress.SenderCommand.Outcome;
import baton.engine.egress.SenderCommand.SendOut;
import baton.engine.egress.SenderCommand.Taken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class LicensedTest {

    private static final SendOut MESSAGE = new SendOut("e1", 3, "telegram:e1", "e1", "text", START);

    private final List<SendOut> sent = new ArrayList<>();
    private final CompletableFuture<Void> license = new CompletableFuture<>();
    private final MovableClock clock = new MovableClock();
    private final Sender.Provider licensed = new Licensed(() -> license, Runnable::run, clock, this::send);

    private CompletionStage<Outcome> send(SendOut message) {
        sent.add(message);
        return CompletableFuture.completedStage(new Taken("p1"));
    }

    @Test
    void nothingGoesOutBeforeThisNodeIsTheOnlyOneThatMaySend() {
        var outcome = licensed.send(MESSAGE).toCompletableFuture();

        assertThat(sent).isEmpty();
        assertThat(outcome).isNotDone();

        license.complete(null);

        assertThat(sent).containsExactly(MESSAGE);
        assertThat(outcome).isCompletedWithValue(new Taken("p1"));
    }

    /** A link that is good for some minutes. */
    @Test
    void whatIsTooLateWhenThisNodeMaySendAgainIsNotSent() {
        var link = SendOut.proof("e1", 3, "email:e1", "e1", "text", START, START.plusSeconds(60), "en");
        var outcome = licensed.send(link).toCompletableFuture();

        clock.passes(Duration.ofSeconds(60));
        license.complete(null);

        assertThat(sent).isEmpty();
        assertThat(outcome).isCompletedWithValue(new Failed("expired", ""));
    }

    @Test
    void whoWasGivenUpSendsNothingAnyMore() {
        license.completeExceptionally(new IllegalStateException("fenced"));

        assertThat(licensed.send(MESSAGE).toCompletableFuture()).isCompletedExceptionally();
        assertThat(sent).isEmpty();
    }
}
