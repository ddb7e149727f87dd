package baton.bench;

import baton.launcher.Problem;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Where sockets play: one thread for all of them, one {@link Traffic} at a time, and an end to everything that takes too long or breaks. */
final class Stage implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;
    /** Something is wrong if it is slower than this. */
    private static final int LEAST_PER_SECOND = 50;

    private final CompletableFuture<Object> broken = new CompletableFuture<>();
    private final WireLoop loop;
    private volatile Traffic traffic = Traffic.NONE;
    private volatile boolean closing;

    Stage() throws IOException {
        this.loop = new WireLoop(broken::completeExceptionally);
    }

    WireLoop loop() {
        return loop;
    }

    Traffic traffic() {
        return traffic;
    }

    /** Sends this traffic and returns when it is over. */
    void perform(Traffic next, Runnable start, CompletableFuture<Void> over, Load load) throws InterruptedException {
        traffic = next;
        loop.execute(start);
        await(over, "the end of " + load, PATIENCE_SECONDS + load.count() / LEAST_PER_SECOND + load.pauseSeconds());
        traffic = Traffic.NONE;
    }

    <T> CompletableFuture<T> onLoop(Supplier<CompletableFuture<T>> action) {
        var outcome = new CompletableFuture<T>();
        loop.execute(() -> action.get().thenAccept(outcome::complete));
        return outcome;
    }

    /** Runs it on the sockets' thread after that time. */
    void later(long millis, Runnable action) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(() -> loop.execute(action));
    }

    /** @throws Problem if it takes too long, or something else goes wrong meanwhile */
    void await(List<CompletableFuture<Void>> parts, String what) throws InterruptedException {
        await(CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new)), what, PATIENCE_SECONDS);
    }

    private void await(CompletableFuture<Void> outcome, String what, int seconds) throws InterruptedException {
        try {
            CompletableFuture.anyOf(outcome, broken).get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new Problem("Waited " + seconds + " s in vain for " + what + ".", late);
        } catch (ExecutionException failed) {
            throw new Problem("While waiting for " + what + ": " + failed.getCause() + ".", failed);
        }
    }

    /** The measurement is worth nothing any more. */
    void broken(String why) {
        if (!closing) {
            broken.completeExceptionally(new IllegalStateException(why));
        }
    }

    @Override
    public void close() {
        closing = true;
        loop.close();
    }
}
