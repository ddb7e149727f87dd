package baton.engine.survival;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * Whether the database answers this node at all. While it does not, nobody needs to ask it for their past: each question would fail, and whoever asked
 * would try again later and later, up to seconds after it has come back. Thread-safe; told by one.
 */
final class Contact {

    private volatile CompletableFuture<Done> there = CompletableFuture.completedFuture(Done.getInstance());

    /** Completes at once, or as soon as the database answers again. */
    CompletionStage<Done> there() {
        return there.minimalCompletionStage();
    }

    /** Whether it is known not to answer. */
    boolean isLost() {
        return !there.isDone();
    }

    void lost() {
        if (!isLost()) {
            there = new CompletableFuture<>();
        }
    }

    void found() {
        there.complete(Done.getInstance());
    }
}
