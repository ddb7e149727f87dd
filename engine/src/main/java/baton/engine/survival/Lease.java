package baton.engine.survival;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.apache.pekko.Done;

/**
 * The right of this node to say that something is stored. It lasts for a moment from each time at which the database said that nobody has
 * fenced this node. Who wants to take over fences the node, waits for that moment and reads then: what this node has acknowledged
 * until then is there, and later it acknowledges nothing.
 *
 * <p>A process that is stopped and goes on has a lease that is over. So has a machine that is put to sleep: its monotonic clock may stand
 * still meanwhile, therefore the wall clock counts as well, whichever says more.
 */
public final class Lease {

    /** This node has been fenced, or has left: others have taken over what it had. */
    public static final class Lost extends IllegalStateException {

        private static final long serialVersionUID = 1;

        Lost(String why) {
            super(why);
        }
    }

    /** When somebody began to ask the database. */
    record Moment(long nanos, Instant wall) {}

    private final Duration length;
    private final LongSupplier monotonic;
    private final InstantSource wall;

    private volatile boolean admitted;
    private volatile Moment renewed;
    private volatile CompletableFuture<Done> next = new CompletableFuture<>();

    /** Not held before the node is admitted and then renewed for the first time. */
    Lease(Duration length, LongSupplier monotonic, InstantSource wall) {
        this.length = length;
        this.monotonic = monotonic;
        this.wall = wall;
        this.renewed = new Moment(monotonic.getAsLong() - length.toNanos(), Instant.EPOCH);
    }

    Moment now() {
        return new Moment(monotonic.getAsLong(), wall.instant());
    }

    /** Completes at once while the lease holds, otherwise when it is renewed; fails with {@link Lost} when it never will be. */
    public CompletionStage<Done> held() {
        var renewal = next;
        return holds() ? DONE : renewal.minimalCompletionStage();
    }

    private static final CompletionStage<Done> DONE = CompletableFuture.completedStage(Done.getInstance());

    private boolean holds() {
        var last = renewed;
        var passed = Duration.between(last.wall(), wall.instant());
        return monotonic.getAsLong() - last.nanos() < length.toNanos()
                && !passed.isNegative()
                && passed.compareTo(length) < 0;
    }

    /** The database has said that nobody fenced this node when it was asked at {@code asked}. */
    void renew(Moment asked) {
        var waiting = next;
        if (!admitted || waiting.isCompletedExceptionally()) {
            return;
        }
        renewed = asked;
        if (holds()) {
            next = new CompletableFuture<>();
            waiting.complete(Done.getInstance());
        }
    }

    /** This node is in the one cluster that there is. */
    void admit() {
        admitted = true;
    }

    /** For ever: others have been told that this node acknowledges nothing any more. */
    void lose(String why) {
        renewed = new Moment(monotonic.getAsLong() - length.toNanos(), Instant.EPOCH);
        next.completeExceptionally(new Lost(why));
    }
}
