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

    /** Whoever was given up before this node came: nobody tells it of them. */
    static final String BEFORE = "before";

    /** Who puts up the fence around a node. */
    enum Who {
        US,
        OTHERS
    }

    private record Open(Who fences, CompletableFuture<Done> over) {}

    private final Map<String, Open> open = new HashMap<>();

    /** Whether this node had not been given up before, or is over already. What others were to fence is ours when we see it down ourselves. */
    synchronized boolean begin(String node, Who fences) {
        var before = open.get(node);
        if (before == null) {
            open.put(node, new Open(fences, new CompletableFuture<>()));
        } else if (fences == Who.US) {
            open.put(node, new Open(fences, before.over()));
        }
        return before == null;
    }

    void end(String node) {
        var over = remove(node);
        if (over != null) {
            over.complete(Done.getInstance());
        }
    }

    private synchronized @Nullable CompletableFuture<Done> remove(String node) {
        var removed = open.remove(node);
        return removed == null ? null : removed.over();
    }

    synchronized List<String> open() {
        return List.copyOf(open.keySet());
    }

    synchronized Who fences(String node) {
        var known = open.get(node);
        return known == null ? Who.OTHERS : known.fences();
    }

    /** Completes when nobody is left who was given up and may still acknowledge something. */
    synchronized CompletionStage<Done> over() {
        return open.isEmpty()
                ? CompletableFuture.completedStage(Done.getInstance())
                : CompletableFuture.allOf(open.values().stream().map(Open::over).toArray(CompletableFuture[]::new))
                        .thenCompose(all -> over());
    }
}
