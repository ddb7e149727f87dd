package baton.gateway.phone;

import java.time.Duration;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * How long a re-INVITE that we have sent may be under way. Its transaction ends by itself only as long as nothing is heard: after a
 * provisional answer it waits for ever (RFC 3261 section 17.1.1.2).
 */
final class Patience {

    /** RFC 3261 section 9.1: 64 T1 after a CANCEL the INVITE is over, whatever comes. */
    private static final Duration AFTER_CANCEL = Duration.ofSeconds(32);

    private final TimerScheduler<CallCommand> timers;
    private final CallCommand lost;
    private final Duration limit;

    /** @param lost what the call is told when the time is over; its class names the timer */
    Patience(TimerScheduler<CallCommand> timers, CallCommand lost, Duration limit) {
        this.timers = timers;
        this.lost = lost;
        this.limit = limit;
    }

    /** A provisional answer has come, not necessarily the first one. */
    void proceeding() {
        if (!timers.isTimerActive(lost.getClass())) {
            timers.startSingleTimer(lost.getClass(), lost, limit);
        }
    }

    void cancelled() {
        timers.startSingleTimer(lost.getClass(), lost, AFTER_CANCEL);
    }

    /** The final answer has come, or is not waited for any more. */
    void over() {
        timers.cancel(lost.getClass());
    }
}
