package baton.sim;

import com.typesafe.config.Config;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;

/** Lets the actors of a system have their turns in {@link VirtualTime}. Pekko makes it by its name, for a dispatcher. */
public final class TurnConfigurator extends ExecutorServiceConfigurator {

    private final VirtualTime time;

    public TurnConfigurator(Config config, DispatcherPrerequisites prerequisites) {
        super(config, prerequisites);
        this.time = (VirtualTime) prerequisites.scheduler();
    }

    @Override
    public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threads) {
        return () -> new Turns(time);
    }

    /** Never full, never slow, and over when nobody takes turns any more. */
    private static final class Turns extends AbstractExecutorService implements ExecutorService {

        private final VirtualTime time;
        private volatile boolean over;

        Turns(VirtualTime time) {
            this.time = time;
        }

        @Override
        public void execute(Runnable turn) {
            time.execute(turn);
        }

        @Override
        public void shutdown() {
            over = true;
        }

        @Override
        public List<Runnable> shutdownNow() {
            over = true;
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return over;
        }

        @Override
        public boolean isTerminated() {
            return over;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return over;
        }
    }
}
