package baton.engine.follow;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Keeps following one entity although it may sleep, crash or move: asks, watches what answered, asks again when that is gone.
 *
 * @param <M> the messages of the actor that pursues
 */
public final class Pursuit<M> {

    /**
     * How long an entity may take to answer before it is asked again. Short, because what is asked when a node has just died may still go
     * there; then twice as long each time, so that an entity that is only slow is not made slower.
     */
    private static final Duration SHORTEST = Duration.ofMillis(400);

    private static final Duration LONGEST = Duration.ofSeconds(3);

    /**
     * After this, who has answered is asked once more what there is: what it pushes and the network drops, with nobody dying, would be missed until it pushes
     * again. Not all at the same time.
     */
    private static final Duration AFTER_ALL = Duration.ofSeconds(90);

    private static final int SPREAD_SECONDS = 60;

    /** How long things may take to settle. */
    private static final Duration SOON = Duration.ofMillis(200);

    private final ActorContext<M> context;
    private final TimerScheduler<M> timers;
    private final M again;
    private final Runnable ask;
    private Duration patience = SHORTEST;

    /** {@code again} must lead to {@link #askAgain}. */
    public Pursuit(ActorContext<M> context, TimerScheduler<M> timers, M again, Runnable ask) {
        this.context = context;
        this.timers = timers;
        this.again = again;
        this.ask = ask;
    }

    public void askAgain() {
        timers.startSingleTimer(again, again, patience);
        var twice = patience.multipliedBy(2);
        patience = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
        ask.run();
    }

    /** What answered is not the right one any more: ask again, in a moment. */
    public void askAgainSoon() {
        timers.startSingleTimer("soon " + again, again, SOON);
    }

    /** The entity has answered. */
    public void found(Following following) {
        var spread = ThreadLocalRandom.current().nextInt(SPREAD_SECONDS);
        timers.startSingleTimer(again, again, AFTER_ALL.plusSeconds(spread));
        patience = SHORTEST;
        context.watchWith(following.source(), again);
    }
}
