package baton.gateway.phone;

import java.util.Optional;
import javax.sip.message.Request;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/** Repeats our 2xx to an INVITE of an end until it is acknowledged; at most one at a time. */
final class Acknowledging {

    private static final String TIMER = "ack";

    private final SipEdge edge;
    private final TimerScheduler<CallCommand> timers;
    private @Nullable Unacked answer;

    Acknowledging(SipEdge edge, TimerScheduler<CallCommand> timers) {
        this.edge = edge;
        this.timers = timers;
    }

    boolean isUnderWay() {
        return answer != null;
    }

    void expect(Unacked next) {
        answer = next;
        timers.startSingleTimer(TIMER, new CallCommand.NotAcked(), next.pause());
    }

    /** True if this is the ACK that was waited for. */
    boolean isDoneBy(Request ack) {
        var waits = answer != null && answer.isFor(ack);
        if (waits) {
            forget();
        }
        return waits;
    }

    /** @return false if it has been repeated often enough: the other end is gone */
    boolean repeat() {
        return Optional.ofNullable(answer).map(this::repeat).orElse(true);
    }

    private boolean repeat(Unacked waiting) {
        if (waiting.goesOn()) {
            edge.repeat(waiting.response());
            timers.startSingleTimer(TIMER, new CallCommand.NotAcked(), waiting.pause());
            return true;
        }
        forget();
        return false;
    }

    void forget() {
        answer = null;
        timers.cancel(TIMER);
    }
}
