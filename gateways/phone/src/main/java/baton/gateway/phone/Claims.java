package baton.gateway.phone;

import baton.engine.spi.Calls;
import baton.gateway.phone.PhoneDoor.ClaimAnswered;
import baton.gateway.phone.PhoneDoor.NotAdopted;
import baton.gateway.phone.SipEdge.Incoming;
import baton.protocol.gateway.v1.CallClaimed;
import baton.protocol.gateway.v1.CallSignal;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** Asks the engine for calls that this door does not have: one of their ends has turned to it, or the engine has. */
final class Claims {

    /** For an order from another node of the cluster. */
    private static final Duration ADOPTION_LIMIT = Duration.ofSeconds(5);

    private final ActorContext<PhoneDoor.Command> context;
    private final TimerScheduler<PhoneDoor.Command> timers;
    private final Calls engine;
    private final Strays strays;

    Claims(
            ActorContext<PhoneDoor.Command> context,
            TimerScheduler<PhoneDoor.Command> timers,
            Calls engine,
            Strays strays) {
        this.context = context;
        this.timers = timers;
        this.engine = engine;
        this.strays = strays;
    }

    void forEnd(CallName name, Incoming incoming) {
        if (strays.keep(name, incoming)) {
            tell(name, Strays.claim(incoming.request()));
        }
    }

    /** It believes that this door has the call, or wants it to. */
    void forEngine(CallName name) {
        if (!name.tenant().isEmpty() && strays.expect(name)) {
            tell(name, CallClaimed.getDefaultInstance());
        }
    }

    private void tell(CallName name, CallClaimed claim) {
        var signal = CallSignal.newBuilder()
                .setTenant(name.tenant())
                .setCallId(name.callId())
                .setCallClaimed(claim)
                .build();
        context.pipeToSelf(
                engine.signal(signal),
                (receipt, trouble) -> new ClaimAnswered(
                        name,
                        receipt == null ? "try-again" : receipt.getRefused().getCode()));
    }

    Behavior<PhoneDoor.Command> answered(ClaimAnswered answer, Behavior<PhoneDoor.Command> same) {
        var name = answer.name();
        switch (answer.refused()) {
            case "" -> {
                if (strays.isAwaited(name)) {
                    timers.startSingleTimer(name, new NotAdopted(name), ADOPTION_LIMIT);
                }
            }
            case "try-again" -> strays.later(name);
            default -> strays.refuse(name);
        }
        return same;
    }

    Behavior<PhoneDoor.Command> notAdopted(NotAdopted not, Behavior<PhoneDoor.Command> same) {
        strays.later(not.name());
        return same;
    }

    /** The call has come: what has been waiting for it. */
    List<Incoming> fulfilled(CallName name) {
        timers.cancel(name);
        return strays.take(name);
    }
}
