package baton.gateway.phone;

import baton.gateway.phone.CallCommand.Heard;
import baton.gateway.phone.CallCommand.LetGo;
import baton.gateway.phone.CallCommand.OtherEndSaid;
import baton.gateway.phone.CallCommand.PhoneSaid;
import baton.gateway.phone.CallCommand.Repeated;
import baton.gateway.phone.CallCommand.SignalRefused;
import baton.gateway.phone.CallCommand.WishAnswered;
import baton.gateway.phone.SipEdge.Answer;
import java.time.Duration;
import javax.sip.message.Request;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * A call that another door has now. Who agrees to what this door has asked for is acknowledged, or would hang up after 32 s; nothing
 * else is said. Stays until that may have come, and the engine has heard everything.
 */
final class GivenAway {

    /** RFC 3261 section 13.3.1.4: so long a 2xx is repeated. */
    private static final Duration LIMIT = Duration.ofSeconds(32);

    private final CallEnds ends;
    private final MidCall midCall;
    private final Ringing ringing;
    private boolean told;
    private boolean over;

    GivenAway(CallEnds ends, MidCall midCall, Ringing ringing, TimerScheduler<CallCommand> timers) {
        this.ends = ends;
        this.midCall = midCall;
        this.ringing = ringing;
        timers.startSingleTimer("given away", new LetGo(), LIMIT);
    }

    Behavior<CallCommand> behavior() {
        return Behaviors.receive(CallCommand.class)
                .onMessage(WishAnswered.class, said -> late(said.wish().in(ends), said.answer()))
                .onMessage(OtherEndSaid.class, said -> late(said.passing().there(), said.answer()))
                .onMessage(PhoneSaid.class, said -> phone(said))
                .onMessage(Repeated.class, repeated -> repeated(repeated))
                .onMessage(Heard.class, heard -> acked(heard.incoming().request()))
                .onMessage(SignalRefused.class, refused -> refused(refused))
                .onMessage(LetGo.class, letGo -> over())
                .onAnyMessage(late -> Behaviors.same())
                .onSignal(Terminated.class, terminated -> told())
                .build();
    }

    private Behavior<CallCommand> late(@Nullable DialogSide dialog, Answer answer) {
        if (dialog != null && answer.status() < 300) {
            answer.response()
                    .filter(response -> response.getStatusCode() >= 200)
                    .filter(response -> Sip.cseq(response).getMethod().equals(Request.INVITE))
                    .ifPresent(dialog::ackLate);
        }
        return Behaviors.same();
    }

    private Behavior<CallCommand> phone(PhoneSaid said) {
        said.ring().on(said.answer());
        return Behaviors.same();
    }

    private Behavior<CallCommand> refused(SignalRefused refused) {
        if (refused.refused().getCode().equals(SignalTeller.ANOTHER_DOOR)) {
            ringing.pickedUpInVain(refused.signal());
        }
        return Behaviors.same();
    }

    private Behavior<CallCommand> repeated(Repeated repeated) {
        ends.ackAgain(repeated.response());
        return Behaviors.same();
    }

    private Behavior<CallCommand> acked(Request request) {
        if (request.getMethod().equals(Request.ACK)) {
            midCall.ackedLate(request);
        }
        return Behaviors.same();
    }

    private Behavior<CallCommand> over() {
        over = true;
        return told ? Behaviors.stopped() : Behaviors.same();
    }

    private Behavior<CallCommand> told() {
        told = true;
        return over ? Behaviors.stopped() : Behaviors.same();
    }
}
