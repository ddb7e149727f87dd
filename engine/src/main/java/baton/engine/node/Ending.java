package baton.engine.node;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a node has ended: everything is handed over and closed, whoever began it. A connection into the void is not waited for: what was written to a node that
 * has been cut off, TCP repeats for a quarter of an hour, and Pekko's remoting waits for that (akka-core issue 30326; Pekko's pull request 3317 is in none of its releases 1.2). So the process
 * of a node that gave itself up would stay, and nobody would start it again.
 */
final class Ending {

    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

    private Ending() {}

    /** @param patience from the last step of the shutdown on, in which the actor system ends */
    static CompletionStage<Done> of(ActorSystem<?> system, Duration patience) {
        var tooLate = new CompletableFuture<Done>();
        CoordinatedShutdown.get(system).addTask(CoordinatedShutdown.PhaseActorSystemTerminate(), "not-for-ever", () -> {
            tooLate.completeOnTimeout(Done.getInstance(), patience.toMillis(), TimeUnit.MILLISECONDS);
            return CompletableFuture.completedStage(Done.getInstance());
        });
        var terminated = system.getWhenTerminated().toCompletableFuture();
        var ended = terminated.applyToEither(tooLate, done -> done);
        tooLate.thenRun(() -> {
            if (!terminated.isDone()) {
                LOG.warn("connections to nodes that do not answer are not waited for any more: this node has ended");
            }
        });
        return ended;
    }
}
