package baton.engine;

import java.time.Duration;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResultWithReply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * An entity on a journal in memory, in a time that passes when the test says so. Everything that goes in, out or into the
 * journal is serialized and compared.
 *
 * @param <C> its commands
 * @param <E> its events
 * @param <S> its state
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class EntityTest<C, E, S> {

    protected static final String TENANT = "acme";

    protected final ActorTestKit actors =
            ActorTestKit.create(ManualTime.config().withFallback(EventSourcedBehaviorTestKit.config()));
    protected MovableClock clock = new MovableClock();
    protected String id = "";
    protected EventSourcedBehaviorTestKit<C, E, S> entity;

    private final ManualTime timers = ManualTime.get(actors.system());
    private int born;

    protected abstract Behavior<C> behavior(EntityKey key);

    @BeforeEach
    void comeToLife() {
        clock = new MovableClock();
        id = "it-" + ++born;
        entity = EventSourcedBehaviorTestKit.create(actors.system(), behavior(new EntityKey(TENANT, id)));
    }

    @AfterAll
    void stop() {
        actors.shutdownTestKit();
    }

    /** The generics are written once, here. */
    protected <R> CommandResultWithReply<C, E, S, R> run(Function<ActorRef<R>, C> command) {
        return entity.runCommand(command);
    }

    /** On the wall and in the timers. */
    protected S passes(Duration time) {
        clock.passes(time);
        timers.timePasses(time);
        return entity.getState();
    }

    /**
     * Time passes, so much again and again, until this holds. For what begins to count when the entity has come to rest, or when it has heard
     * that somebody is gone: nobody sees when that is.
     */
    protected void passesUntil(Duration time, Runnable holds) {
        actors.createTestProbe().awaitAssert(() -> {
            passes(time);
            holds.run();
            return null;
        });
    }

    /** The node is down for so long, and comes back without anybody asking for anything. */
    protected S isDownFor(Duration time) {
        clock.passes(time);
        entity.restart();
        return passes(Duration.ofMillis(1));
    }
}
