package baton.launcher;

import baton.engine.node.Node;
import baton.engine.spi.Tenants;
import com.typesafe.config.Config;
import java.time.Clock;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One node inside this process. */
final class EngineNode implements AutoCloseable {

    private static final int STOP_SECONDS = 40;

    private final Node node;

    private EngineNode(Node node) {
        this.node = node;
    }

    static EngineNode start(Config config) {
        try {
            return new EngineNode(Node.start(config, Clock.systemUTC()));
        } catch (IllegalArgumentException wrong) {
            throw new Problem(wrong.getMessage() + ".", wrong);
        }
    }

    /** Companies as this node knows them. */
    Tenants tenants() {
        return node.tenants();
    }

    /** Completes when the node has ended, asked or not. */
    CompletionStage<Void> ended() {
        return node.ended().thenApply(done -> null);
    }

    /** One sentence for the case that it ended without being asked to. */
    Problem whyEnded() {
        try {
            node.ready().toCompletableFuture().getNow(null);
            return new Problem("The node has ended; its log above says why.");
        } catch (CompletionException failed) {
            var cause = failed.getCause() == null ? failed : failed.getCause();
            return new Problem("The node cannot start: " + cause.getMessage() + ".", cause);
        }
    }

    /** Leaves the cluster, closes the doors, and waits until that is done. */
    @Override
    public void close() {
        try {
            node.stop().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException unclean) {
            throw new IllegalStateException("the node did not end within " + STOP_SECONDS + " s", unclean);
        }
    }
}
