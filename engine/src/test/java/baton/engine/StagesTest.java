package baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scala.concurrent.Promise;
import scala.concurrent.Promise$;
import scala.jdk.javaapi.FutureConverters;

/** What depends on an answer runs where it is told to, not in threads made for it. */
@Timeout(60)
class StagesTest {

    private final Promise<String> promise = Promise$.MODULE$.apply();
    private final CompletionStage<String> answer = FutureConverters.asJava(promise.future());

    @Test
    void allStepsOfAnAnswerRunOnTheGivenExecutor() throws Exception {
        var executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "ours"));
        try {
            // given two steps that wait for an answer
            var names = new ArrayList<String>();
            var last = Stages.on(executor, answer)
                    .thenApply(word -> {
                        names.add(Thread.currentThread().getName());
                        return word + "!";
                    })
                    .thenCompose(word -> {
                        names.add(Thread.currentThread().getName());
                        return CompletableFuture.completedFuture(word + "?");
                    });

            // when it comes
            promise.success("yes");

            // then both ran there
            assertThat(last.toCompletableFuture().get(30, TimeUnit.SECONDS)).isEqualTo("yes!?");
            assertThat(names).containsExactly("ours", "ours");
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void aFailureIsTheSameFailure() {
        var failed = Stages.on(Runnable::run, answer).toCompletableFuture();

        promise.failure(new IllegalStateException("away"));

        assertThat(failed)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(IllegalStateException.class)
                .withMessage("away");
    }
}
