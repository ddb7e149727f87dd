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

    /** Whether the peer of this dialog has not acknowledged yet. */
    boolean isUnderWay(DialogSide dialog) {
        return answer != null && answer.isIn(dialog);
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

    /** @return the answer if it has been repeated often enough: that end is gone */
    Optional<Unacked> repeat() {
        return Optional.ofNullable(answer).flatMap(this::repeat);
    }

    private Optional<Unacked> repeat(Unacked waiting) {
        if (waiting.goesOn()) {
            edge.repeat(waiting.response());
            timers.startSingleTimer(TIMER, new CallCommand.NotAcked(), waiting.pause());
            return Optional.empty();
        }
        forget();
        return Optional.of(waiting);
    }

    /** The dialog is over: its peer need not acknowledge anything any more. */
    void forget(DialogSide dialog) {
        if (isUnderWay(dialog)) {
            forget();
        }
    }

    void forget() {
        answer = null;
        timers.cancel(TIMER);
    }
}
