package baton.sim;

import com.typesafe.config.Config;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.AbstractScheduler;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.event.LoggingAdapter;
import org.jspecify.annotations.Nullable;
import scala.concurrent.ExecutionContext;
import scala.concurrent.duration.FiniteDuration;

/**
 * The clock, the timers and the only thread of a simulated world. Time stands still while anybody still has something to do, and
 * then jumps to the next thing that is due: a message takes no time, and the same world always goes the same way. Pekko makes it
 * by its name, as the scheduler of an actor system.
 */
public final class VirtualTime extends AbstractScheduler implements InstantSource {

    /** When every world begins. */
    public static final Instant BEGINNING = Instant.parse("2026-01-05T08:00:00Z");

    private static final double MAX_FREQUENCY = 1e9;
    private static final int START_SECONDS = 30;
    private static final long SECOND = 1_000_000_000L;

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
    private final Queue<Runnable> turns = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<Runnable> mine = new ArrayDeque<>();
    private final Thread thread = Thread.currentThread();
    private final ExecutorService starter = Executors.newSingleThreadExecutor();
    private volatile boolean begun;
    private Instant instant = BEGINNING;
    private long nanos;
    private long numbers;

    /** As Pekko makes a scheduler; none of these is needed. */
    public VirtualTime(Config config, LoggingAdapter log, ThreadFactory threads) {}

    private static final class Due implements Cancellable {

        private final long at;
        private final long number;
        private final Runnable what;
        private boolean over;

        Due(long at, long number, Runnable what) {
            this.at = at;
            this.number = number;
            this.what = what;
        }

        long at() {
            return at;
        }

        long number() {
            return number;
        }

        @Override
        public boolean cancel() {
            var was = over;
            over = true;
            return !was;
        }

        @Override
        public boolean isCancelled() {
            return over;
        }
    }

    @Override
    public Instant instant() {
        return instant;
    }

    /** Since the beginning. */
    public long nanos() {
        return nanos;
    }

    /** Runs {@code what} then; at once if that time is over. */
    public void at(long when, Runnable what) {
        put(Math.max(when, nanos), what);
    }

    /** The actor system is complete: from now on all turns are taken by this thread. While a system is made, it waits for its own actors. */
    void begin() throws InterruptedException {
        begun = true;
        starter.shutdown();
        if (!starter.awaitTermination(START_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the actor system is not complete after " + START_SECONDS + " s");
        }
        settle();
    }

    /** Everybody does what there is to do now. */
    void settle() {
        for (var turn = next(); turn != null; turn = next()) {
            turn.run();
        }
    }

    private @Nullable Runnable next() {
        var turn = mine.poll();
        return turn != null ? turn : turns.poll();
    }

    /** When something is due next; {@code Long.MAX_VALUE} if nothing is. */
    long next(long orThen) {
        while (!due.isEmpty() && due.peek().over) {
            due.poll();
        }
        return due.isEmpty() ? orThen : due.peek().at;
    }

    /** Goes on to the next thing that is due, and does it; time must have been {@link #settle settled}. */
    void step() {
        var first = due.remove();
        if (first.over) {
            return;
        }
        if (first.at != nanos) {
            nanos = first.at;
            instant = BEGINNING.plusSeconds(nanos / SECOND).plusNanos(nanos % SECOND);
        }
        first.over = true;
        first.what.run();
        settle();
    }

    /** The turns of actors: one after the other, on the thread of the world. */
    void execute(Runnable turn) {
        if (!begun) {
            starter.execute(turn);
        } else if (Thread.currentThread() == thread) {
            mine.add(turn);
        } else {
            turns.add(turn);
        }
    }

    private Due put(long when, Runnable what) {
        var next = new Due(when, numbers++, what);
        due.add(next);
        return next;
    }

    @Override
    public Cancellable scheduleOnce(FiniteDuration delay, Runnable what, ExecutionContext executor) {
        return put(nanos + Math.max(0, delay.toNanos()), what);
    }

    @Override
    public Cancellable schedule(
            FiniteDuration delay, FiniteDuration interval, Runnable what, ExecutionContext executor) {
        var every = new Every(interval.toNanos(), what);
        every.next = put(nanos + Math.max(0, delay.toNanos()), every);
        return every;
    }

    @Override
    public double maxFrequency() {
        return MAX_FREQUENCY;
    }

    private final class Every implements Cancellable, Runnable {

        private final long interval;
        private final Runnable what;
        private @Nullable Due next;
        private boolean over;

        Every(long interval, Runnable what) {
            this.interval = interval;
            this.what = what;
        }

        @Override
        public void run() {
            what.run();
            if (!over) {
                next = put(nanos + interval, this);
            }
        }

        @Override
        public boolean cancel() {
            var was = over;
            over = true;
            if (next != null) {
                next.cancel();
            }
            return !was;
        }

        @Override
        public boolean isCancelled() {
            return over;
        }
    }
}
