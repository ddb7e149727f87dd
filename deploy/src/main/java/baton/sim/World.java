package baton.sim;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * An actor system in {@link VirtualTime}, on the thread that made it, with a journal that forgets. Actors in it are the real ones
 * and do not notice.
 */
final class World implements AutoCloseable {

    private static final String SETTINGS =
            """
            pekko {
              loglevel = WARNING
              stdout-loglevel = WARNING
              logger-startup-timeout = 60s
              log-dead-letters = off
              log-dead-letters-during-shutdown = off
              jvm-shutdown-hooks = off
              coordinated-shutdown.run-by-jvm-shutdown-hook = off
              scheduler.implementation = "baton.sim.VirtualTime"
              actor {
                provider = local
                default-dispatcher { type = Dispatcher, executor = "baton.sim.TurnConfigurator", throughput = 64 }
                internal-dispatcher = pekko.actor.default-dispatcher
              }
              persistence {
                journal.plugin = baton.sim.journal
                snapshot-store.plugin = baton.sim.snapshots
                max-concurrent-recoveries = 1000000
              }
            }
            baton.sim {
              journal {
                class = "baton.sim.ForgetfulJournal"
                plugin-dispatcher = pekko.actor.default-dispatcher
                replay-filter.mode = off
              }
              snapshots { class = "baton.sim.ForgetfulSnapshots", plugin-dispatcher = pekko.actor.default-dispatcher }
            }
            """;

    private final ActorSystem<Void> system;
    private final VirtualTime time;

    World() {
        Config config = ConfigFactory.parseString(SETTINGS).withFallback(ConfigFactory.load());
        system = ActorSystem.create(Behaviors.empty(), "simulation", config);
        time = (VirtualTime) system.classicSystem().scheduler();
        try {
            time.begin();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a world began", interrupted);
        }
    }

    VirtualTime time() {
        return time;
    }

    ActorSystem<Void> system() {
        return system;
    }

    <C> ActorRef<C> bear(Behavior<C> behavior, String name) {
        var born = system.systemActorOf(behavior, name, Props.empty());
        time.settle();
        return born;
    }

    @Override
    public void close() {
        system.terminate();
        time.settle();
        while (!system.getWhenTerminated().toCompletableFuture().isDone()
                && time.next(Long.MAX_VALUE) < Long.MAX_VALUE) {
            time.step();
        }
    }
}
