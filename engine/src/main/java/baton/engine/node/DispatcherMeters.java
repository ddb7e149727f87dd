package baton.engine.node;

import baton.engine.journal.MeasuredJournal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import scala.concurrent.ExecutionContext;

/**
 * How long a message waits until a thread has time for it, on each dispatcher of {@code baton.metrics.dispatchers}: an actor there has nothing else to do
 * and is told something twice a second, by the scheduler's own thread. Told by itself it would be at work already.
 */
final class DispatcherMeters implements MeterBinder {

    private static final Duration EVERY = Duration.ofMillis(500);

    private final ActorSystem<?> system;

    /** @param nanos when it was told */
    record Told(long nanos) {}

    DispatcherMeters(ActorSystem<?> system) {
        this.system = system;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var dispatcher : system.settings().config().getStringList("baton.metrics.dispatchers")) {
            var delays = Timer.builder("baton_dispatcher_delay")
                    .description(
                            "From when an idle actor is told something until a thread of its dispatcher turns to it")
                    .tag("dispatcher", dispatcher)
                    .serviceLevelObjectives(MeasuredJournal.aims())
                    .register(registry);
            system.systemActorOf(
                    told(delays), "delay-meter-of-" + dispatcher, DispatcherSelector.fromConfig(dispatcher));
        }
    }

    private static Behavior<Told> told(Timer delays) {
        return Behaviors.setup(context -> {
            var round = context.getSystem()
                    .scheduler()
                    .scheduleWithFixedDelay(
                            EVERY, EVERY, () -> tell(context.getSelf()), ExecutionContext.parasitic$.MODULE$);
            return Behaviors.receive(Told.class)
                    .onMessage(Told.class, told -> {
                        delays.record(System.nanoTime() - told.nanos(), TimeUnit.NANOSECONDS);
                        return Behaviors.same();
                    })
                    .onSignal(PostStop.class, stopped -> {
                        round.cancel();
                        return Behaviors.same();
                    })
                    .build();
        });
    }

    private static void tell(ActorRef<Told> idle) {
        idle.tell(new Told(System.nanoTime()));
    }
}
