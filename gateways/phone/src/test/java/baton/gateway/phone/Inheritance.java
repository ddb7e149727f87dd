package baton.gateway.phone;

import baton.protocol.gateway.v1.Adopt;
import baton.protocol.gateway.v1.AdoptedPhone;
import baton.protocol.gateway.v1.CallSignal;
import baton.protocol.gateway.v1.CallSignal.SignalCase;
import baton.protocol.gateway.v1.Receipt;
import baton.protocol.gateway.v1.RingPhone;
import java.util.function.Consumer;

/** What a fake engine knows of a call from its first door, for the next one. In earnest that is in the journal. */
final class Inheritance {

    private final OpenDoor first;
    private final Adopt.Builder adopt = Adopt.newBuilder().setNumber(1);
    private Consumer<Adopt.Builder> exception = stands -> {};

    Inheritance(OpenDoor first) {
        this.first = first;
        adopt.setFormerAddress("127.0.0.1:" + first.port);
    }

    String callId() {
        return first.engine.callId();
    }

    /** What the next door gets is not what the first one has told. */
    void but(Consumer<Adopt.Builder> what) {
        exception = what;
    }

    /** Who talks, or has been picked up. */
    Adopt.Builder asItStands() {
        var engine = first.engine;
        var invited = engine.last(SignalCase.CALLER_INVITED).orElseThrow().getCallerInvited();
        adopt.setCaller(invited.getDialog()).setOfferSdp(invited.getOfferSdp());
        engine.last(SignalCase.PHONE_PICKED_UP)
                .map(CallSignal::getPhonePickedUp)
                .ifPresent(picked -> {
                    adopt.clearPhones()
                            .addPhones(AdoptedPhone.newBuilder()
                                    .setOfferId(picked.getOfferId())
                                    .setDialog(picked.getDialog())
                                    .setAnswerSdp(picked.getAnswerSdp()));
                    adopt.setTalking(picked.getOfferId()).setAnswered(true).setAnswerSdp(picked.getAnswerSdp());
                });
        engine.last(SignalCase.SESSION_AGREED).map(CallSignal::getSessionAgreed).ifPresent(agreed -> adopt.setCaller(
                        agreed.getCaller())
                .setOfferSdp(agreed.getOfferSdp())
                .setHeldByAgent(agreed.getHeldByAgent())
                .setHeldByCaller(agreed.getHeldByCaller())
                .getPhonesBuilder(0)
                .setDialog(agreed.getAgent()));
        return adopt;
    }

    RingPhone rung(String agentId) {
        var invited = first.engine.last(SignalCase.CALLER_INVITED).orElseThrow().getCallerInvited();
        return RingPhone.newBuilder()
                .setOfferId(agentId + " 1")
                .setContact(first.engine.contacts.get(agentId))
                .setCaller(invited.getCaller())
                .setOfferSdp(invited.getOfferSdp())
                .setAgentUri("sip:" + agentId + "@baton")
                .build();
    }

    /** From now on the other door gets the call when it claims it; {@code then} is what it is ordered next. */
    void goesTo(OpenDoor next, Consumer<FakeEngine> then) {
        exception.accept(asItStands());
        var stands = adopt.build();
        next.engine.signals.add(first.engine.last(SignalCase.CALLER_INVITED).orElseThrow());
        next.engine.claims = claim -> receipt(next.engine, claim, stands, then);
    }

    private Receipt receipt(FakeEngine engine, CallSignal claim, Adopt stands, Consumer<FakeEngine> then) {
        if (!claim.getCallId().equals(callId())) {
            return FakeEngine.refused("no-such-call");
        }
        engine.order(claim.getCallId(), order -> order.setAdopt(stands));
        then.accept(engine);
        return FakeEngine.accepted();
    }
}
