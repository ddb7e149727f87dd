package baton.engine.survival;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.survival.Takeovers.Who;
import org.junit.jupiter.api.Test;

class TakeoversTest {

    private final Takeovers takeovers = new Takeovers();

    @Test
    void nothingIsWaitedForWhileNobodyWasGivenUp() {
        assertThat(takeovers.over().toCompletableFuture()).isCompleted();
    }

    @Test
    void everybodyWhoWasGivenUpIsWaitedFor() {
        takeovers.begin("one", Who.US);
        takeovers.begin("two", Who.US);
        takeovers.begin("one", Who.US);
        var over = takeovers.over().toCompletableFuture();

        takeovers.end("one");
        assertThat(over).isNotDone();

        takeovers.end("two");
        assertThat(over).isCompleted();
        assertThat(takeovers.over().toCompletableFuture()).isCompleted();
    }

    /** Who waits has perhaps got what that one had, and has not heard of it before. */
    @Test
    void whoIsGivenUpMeanwhileIsWaitedForToo() {
        takeovers.begin("one", Who.US);
        var over = takeovers.over().toCompletableFuture();
        takeovers.begin("two", Who.US);

        takeovers.end("one");
        assertThat(over).isNotDone();

        takeovers.end("two");
        assertThat(over).isCompleted();
    }

    @Test
    void whoeverSeesItDownFencesItAlsoIfItHasWaitedForOthersToDoSo() {
        takeovers.begin("one", Who.OTHERS);
        assertThat(takeovers.fences("one")).isEqualTo(Who.OTHERS);
        var over = takeovers.over().toCompletableFuture();

        takeovers.begin("one", Who.US);
        takeovers.begin("one", Who.OTHERS);

        assertThat(takeovers.fences("one")).isEqualTo(Who.US);
        takeovers.end("one");
        assertThat(over).isCompleted();
    }
}
