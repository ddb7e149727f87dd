package baton.engine.survival;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TakeoversTest {

    private final Takeovers takeovers = new Takeovers();

    @Test
    void nothingIsWaitedForWhileNobodyWasGivenUp() {
        assertThat(takeovers.over().toCompletableFuture()).isCompleted();
    }

    @Test
    void everybodyWhoWasGivenUpIsWaitedFor() {
        takeovers.begin("one");
        takeovers.begin("two");
        takeovers.begin("one");
        var over = takeovers.over().toCompletableFuture();

        takeovers.end("one");
        assertThat(over).isNotDone();

        takeovers.end("two");
        assertThat(over).isCompleted();
        assertThat(takeovers.over().toCompletableFuture()).isCompleted();
    }

    @Test
    void whoIsGivenUpLaterDoesNotHoldUpThoseWhoWaitedBefore() {
        takeovers.begin("one");
        var over = takeovers.over().toCompletableFuture();
        takeovers.begin("two");

        takeovers.end("one");

        assertThat(over).isCompleted();
    }
}
