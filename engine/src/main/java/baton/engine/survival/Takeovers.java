package baton.engine.survival;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/** Nodes that were given up and may still acknowledge something. Nothing is read from the journal meanwhile. */
final class Takeovers {

    private final Map<String, CompletableFuture<Done>> open = new HashMap<>();

    /** Whether this node had not been given up before, or is over already. */
    synchronized boolean begin(String node) {
        return open.putIfAbsent(node, new CompletableFuture<>()) == null;
    }

    void end(String node) {
        var over = remove(node);
        if (over != null) {
            over.complete(Done.getInstance());
        }
    }

    private synchronized @Nullable CompletableFuture<Done> remove(String node) {
        return open.remove(node);
    }

    synchronized List<String> open() {
        return List.copyOf(open.keySet());
    }

    /** Completes when none of those that were given up before now can acknowledge anything any more. */
    synchronized CompletionStage<Done> over() {
        return CompletableFuture.allOf(open.values().toArray(CompletableFuture[]::new))
                .thenApply(all -> Done.getInstance());
    }
}
