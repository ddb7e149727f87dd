package baton.engine.survival;

import static java.util.concurrent.CompletableFuture.completedStage;
import static java.util.concurrent.CompletableFuture.failedStage;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;

/** What is in the database. */
final class StoredFences implements Fences {

    final Set<String> nodes = ConcurrentHashMap.newKeySet();

    /** How often it was asked whether a node is fenced. */
    final AtomicInteger asked = new AtomicInteger();

    /** How often a fence was to be put up. */
    final AtomicInteger tried = new AtomicInteger();

    /** It does not answer. */
    volatile boolean away;

    /** It answers, and takes nothing. */
    volatile boolean refusing;

    @Override
    public CompletionStage<Boolean> isFenced(String node, Duration patience) {
        asked.incrementAndGet();
        return away ? failedStage(new IllegalStateException("no answer")) : completedStage(nodes.contains(node));
    }

    @Override
    public CompletionStage<Done> fence(String node, String by, Instant at) {
        tried.incrementAndGet();
        if (away || refusing) {
            return failedStage(new IllegalStateException("no answer"));
        }
        nodes.add(node);
        return completedStage(Done.getInstance());
    }
}
