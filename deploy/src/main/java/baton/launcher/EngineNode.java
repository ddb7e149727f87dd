package baton.launcher;

import com.typesafe.config.Config;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Clock;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;

/** One node inside this process. */
final class EngineNode implements AutoCloseable {

    private static final int STOP_SECONDS = 40;

    private final ActorSystem<Void> system;

    private EngineNode(ActorSystem<Void> system) {
        this.system = system;
    }

    @SuppressWarnings("unchecked")
    static EngineNode start(Config config) {
        try {
            var node = Class.forName("baton.engine.node.Node");
            var start = MethodHandles.lookup()
                    .findStatic(
                            node, "start", MethodType.methodType(ActorSystem.class, Config.class, InstantSource.class));
            return new EngineNode((ActorSystem<Void>) start.invoke(config, (InstantSource) Clock.systemUTC()));
        } catch (Throwable broken) {
            throw new IllegalStateException("the node cannot be started", broken);
        }
    }

    /** Completes when the node has ended, asked or not. */
    CompletionStage<Void> ended() {
        return system.getWhenTerminated().thenApply(done -> null);
    }

    /** One sentence for the case that it ended without being asked to. */
    Problem whyEnded() {
        return new Problem("The node has ended; its log above says why.");
    }

    /** Leaves the cluster, closes the doors, and waits until that is done. */
    @Override
    public void close() {
        system.terminate();
        try {
            ended().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException unclean) {
            throw new IllegalStateException("the node did not end within " + STOP_SECONDS + " s", unclean);
        }
    }
}
