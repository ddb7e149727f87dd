package baton.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * What asks and streams of Pekko answer, as plain stages.
 *
 * <p>Scala's stages run each step that depends on them in the pool that the JVM has in common, and where that pool has one thread, on
 * machines of one or two cores, in a <em>new thread each</em>: a quarter of a node's processor time, when it was found.
 */
public final class Stages {

    private Stages() {}

    /** The same outcome; what depends on it runs on {@code executor}, steps that follow each other in one go. */
    public static <T> CompletionStage<T> on(Executor executor, CompletionStage<T> stage) {
        var plain = new CompletableFuture<T>();
        stage.whenCompleteAsync(
                (value, failure) -> {
                    if (failure == null) {
                        plain.complete(value);
                    } else {
                        plain.completeExceptionally(failure);
                    }
                },
                executor);
        return plain;
    }
}
