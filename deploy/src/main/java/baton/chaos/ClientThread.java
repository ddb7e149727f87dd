package baton.chaos;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** On which all clients live. After its end nothing is done any more; it remembers what went wrong on it first, as that is our own mistake. */
final class ClientThread extends ScheduledThreadPoolExecutor {

    private volatile @Nullable Throwable failure;

    ClientThread() {
        super(
                1,
                task -> {
                    var one = new Thread(task, "clients");
                    one.setDaemon(true);
                    return one;
                },
                new DiscardPolicy());
        setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
        super.afterExecute(task, thrown);
        var found = thrown == null && task instanceof Future<?> future && future.isDone() ? failureOf(future) : thrown;
        if (failure == null) {
            failure = found;
        }
    }

    private static @Nullable Throwable failureOf(Future<?> done) {
        try {
            done.get();
            return null;
        } catch (ExecutionException failed) {
            return failed.getCause();
        } catch (CancellationException ended) {
            return null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** @throws IllegalStateException if anything went wrong on it */
    void requireSound() {
        if (failure != null) {
            throw new IllegalStateException("a client is broken", failure);
        }
    }
}
