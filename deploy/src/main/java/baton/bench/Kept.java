package baton.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** An entity outside of a cluster, which lives until it is ended. */
final class Kept<C> {

    /** How long anything that is asked of it may take. */
    static final Duration PATIENCE = Duration.ofSeconds(120);

    private final ActorRef<CompletableFuture<Void>> keeper;
    private final ActorRef<C> entity;

    private Kept(ActorRef<CompletableFuture<Void>> keeper, ActorRef<C> entity) {
        this.keeper = keeper;
        this.entity = entity;
    }

    /** @param name another one each time */
    static <C> Kept<C> start(ActorSystem<?> system, Behavior<C> behavior, String name) throws InterruptedException {
        var born = new CompletableFuture<ActorRef<C>>();
        var keeper = system.systemActorOf(keeper(behavior, born), "keeper-" + name, Props.empty());
        return new Kept<>(keeper, await(born));
    }

    /** Stops the entity, and completes what it is sent, when it is sent something. */
    private static <C> Behavior<CompletableFuture<Void>> keeper(
            Behavior<C> behavior, CompletableFuture<ActorRef<C>> born) {
        return Behaviors.setup(context -> {
            var entity = context.spawn(behavior, "entity");
            born.complete(entity);
            context.watch(entity);
            return Behaviors.receiveMessage(ended -> {
                context.stop(entity);
                return Behaviors.<CompletableFuture<Void>>receiveSignal((stopping, signal) -> {
                    ended.complete(null);
                    return Behaviors.stopped();
                });
            });
        });
    }

    ActorRef<C> entity() {
        return entity;
    }

    /** Returns when it has stopped; what it knows is in the journal. */
    void end() throws InterruptedException {
        var ended = new CompletableFuture<Void>();
        keeper.tell(ended);
        await(ended);
    }

    static <T> T await(CompletableFuture<T> answer) throws InterruptedException {
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException("the entity did not answer", failed);
        }
    }
}
