package baton.gateway.phone;

import baton.gateway.phone.CallCommand.StillRinging;
import baton.gateway.phone.CallerSide.Phase;
import baton.gateway.phone.PhoneCounters.Kind;
import baton.protocol.gateway.v1.CallOrder;
import baton.protocol.gateway.v1.CallSignal;
import baton.protocol.gateway.v1.Refused;
import java.time.Duration;
import javax.sip.message.Response;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what the engine orders to be done with one call. All of it may be ordered twice. */
final class Orders {

    private static final Logger LOG = LoggerFactory.getLogger(Orders.class);

    /** RFC 3261 section 13.3.1.1: within three minutes, or somebody on the way gives up. */
    private static final Duration PROGRESS_PAUSE = Duration.ofMinutes(1);

    private final PhoneCounters counters;
    private final CallEnds ends;
    private final Ringing ringing;
    private final Plumbing plumbing;
    private final Acknowledging acks;
    private final Conference conference;
    private final Leaving leaving;
    private final TimerScheduler<CallCommand> timers;

    Orders(
            PhoneCounters counters,
            CallEnds ends,
            Ringing ringing,
            Plumbing plumbing,
            Acknowledging acks,
            Conference conference,
            Leaving leaving,
            TimerScheduler<CallCommand> timers) {
        this.counters = counters;
        this.ends = ends;
        this.ringing = ringing;
        this.plumbing = plumbing;
        this.acks = acks;
        this.conference = conference;
        this.leaving = leaving;
        this.timers = timers;
    }

    void carryOut(CallOrder order) {
        switch (order.getOrderCase()) {
            case PROGRESS -> progress();
            case RING_PHONE -> ringing.ring(order.getRingPhone());
            case STOP_PHONE -> ringing.stop(order.getStopPhone().getOfferId());
            case CONNECT ->
                connect(order.getConnect().getOfferId(), order.getConnect().getAnswerSdp());
            case REFUSE ->
                ends.end(order.getRefuse().getStatus(), order.getRefuse().getReason());
            case PARK -> park();
            case CONFER -> conference.begin(order.getConfer());
            case HOLD -> plumbing.hold(order.getHold().getOn());
            case HANG_UP -> ends.end();
            case TAKE_OVER, ADOPT, LET_GO -> {} // the door's own business
            case ORDER_NOT_SET -> LOG.warn("call {}: an order this release does not know", order.getCallId());
        }
    }

    /** The engine will not have this. */
    void refused(CallSignal signal, Refused refused) {
        if (signal.hasCallerInvited()) {
            callRefused(refused);
        } else if (signal.hasWaitedTooLong()) {
            leaving.waitsForNobody();
        } else if (signal.hasNeverAcked()) {
            leaving.neverAckedByAnybody();
        }
    }

    private void callRefused(Refused refused) {
        counters.count(Kind.CALL_REFUSED);
        switch (refused.getCode()) {
            case "try-again" -> ends.end(Response.SERVICE_UNAVAILABLE, "");
            case "no-such-number" -> ends.end(Response.NOT_FOUND, "");
            default -> ends.end(Response.SERVER_INTERNAL_ERROR, "");
        }
    }

    private void progress() {
        if (ends.caller().phase() == Phase.WAITING && !timers.isTimerActive("progress")) {
            ends.caller().progress();
            timers.startTimerWithFixedDelay("progress", new StillRinging(), PROGRESS_PAUSE);
        }
    }

    private void connect(String offerId, String sdp) {
        ends.phone(offerId)
                .filter(ring -> ring.phase() == PhoneRing.Phase.PICKED_UP && !ends.talksWith(ring))
                .ifPresent(ring -> connect(ring, sdp));
    }

    /** The first phone gets the caller by the answer to the caller's INVITE, every other one by an INVITE of our own. */
    private void connect(PhoneRing ring, String sdp) {
        timers.cancel("wait");
        timers.cancel("progress");
        if (ends.caller().phase() == Phase.WAITING) {
            ends.talkWith(ring);
            ends.caller().answer(sdp).ifPresentOrElse(acks::expect, leaving::cannotBeAnswered);
        } else {
            plumbing.join(ring);
            ends.talking().ifPresent(leaving::goOnWithout);
        }
    }

    private void park() {
        if (ends.talking().isPresent() && ends.caller().phase() != Phase.OVER) {
            leaving.part();
            plumbing.park();
        }
    }
}
