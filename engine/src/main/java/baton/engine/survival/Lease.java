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

    private static final CompletionStage<Done> DONE = CompletableFuture.completedStage(Done.getInstance());

    private final Duration length;
    private final Duration admission;
    private final LongSupplier monotonic;
    private final InstantSource wall;

    private volatile Moment renewed;
    private volatile Moment admitted;
    private volatile CompletableFuture<Done> next = new CompletableFuture<>();

    /**
     * Not held before the node is admitted and the lease renewed for the first time.
     *
     * @param length how long it holds from each renewal
     * @param admission how long an admission is good without a further one
     */
    Lease(Duration length, Duration admission, LongSupplier monotonic, InstantSource wall) {
        this.length = length;
        this.admission = admission;
        this.monotonic = monotonic;
        this.wall = wall;
        this.renewed = never();
        this.admitted = never();
    }

    private Moment never() {
        return new Moment(monotonic.getAsLong() - length.plus(admission).toNanos(), Instant.EPOCH);
    }

    Moment now() {
        return new Moment(monotonic.getAsLong(), wall.instant());
    }

    /** Completes at once while the lease holds, otherwise when it is renewed; fails with {@link Lost} when it never will be. */
    public CompletionStage<Done> held() {
        var renewal = next;
        return holds() ? DONE : renewal.minimalCompletionStage();
    }

    /** Whether what is stored now may be acknowledged at once. */
    boolean holds() {
        return hasHeldWithin(Duration.ZERO);
    }

    /** Whether it holds, or was over so short a while ago. Never once it is lost. */
    boolean hasHeldWithin(Duration ago) {
        return isWithin(length.plus(ago), renewed) && isWithin(admission.plus(ago), admitted);
    }

    private boolean isWithin(Duration time, Moment since) {
        var passed = Duration.between(since.wall(), wall.instant());
        return monotonic.getAsLong() - since.nanos() < time.toNanos()
                && !passed.isNegative()
                && passed.compareTo(time) < 0;
    }

    /** The database has said that nobody fenced this node when it was asked at {@code asked}. */
    synchronized void renew(Moment asked) {
        if (!isLost()) {
            renewed = asked;
            settle();
        }
    }

    /** This node is in the one cluster that there is, and has said so since {@code entered}: nobody can have begun another one. */
    synchronized void admit(Moment entered) {
        admitted = entered;
        settle();
    }

    boolean isAdmitted() {
        return isWithin(admission, admitted);
    }

    private boolean isLost() {
        return next.isCompletedExceptionally();
    }

    private void settle() {
        var waiting = next;
        if (!isLost() && holds()) {
            next = new CompletableFuture<>();
            waiting.complete(Done.getInstance());
        }
    }

    /** For ever: others have been told that this node acknowledges nothing any more. */
    synchronized void lose(String why) {
        renewed = never();
        next.completeExceptionally(new Lost(why));
    }
}
