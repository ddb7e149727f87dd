package baton.gateway.phone;

import baton.protocol.gateway.v1.CallSignal;
import baton.protocol.gateway.v1.CallerCancelled;
import baton.protocol.gateway.v1.CallerInvited;
import baton.protocol.gateway.v1.ConferenceFailed;
import baton.protocol.gateway.v1.HungUp;
import baton.protocol.gateway.v1.NeverAcked;
import baton.protocol.gateway.v1.PhoneAlerting;
import baton.protocol.gateway.v1.PhoneDeclined;
import baton.protocol.gateway.v1.PhonePickedUp;
import baton.protocol.gateway.v1.SessionAgreed;
import baton.protocol.gateway.v1.WaitedTooLong;
import org.apache.pekko.actor.typed.ActorRef;

/** One call's story as the engine is told it, signal by signal. */
final class CallStory {

    private final String tenant;
    private final String callId;
    private final int adoption;
    private final ActorRef<SignalTeller.Command> signals;

    /** @param moves how often the call has changed its door */
    CallStory(CallName name, int moves, ActorRef<SignalTeller.Command> signals) {
        this.tenant = name.tenant();
        this.callId = name.callId();
        this.adoption = moves + 1;
        this.signals = signals;
    }

    void callerInvited(CallerInvited.Builder invited) {
        tell(CallSignal.newBuilder().setCallerInvited(invited));
    }

    void callerCancelled() {
        tell(CallSignal.newBuilder().setCallerCancelled(CallerCancelled.getDefaultInstance()));
    }

    void waitedTooLong() {
        tell(CallSignal.newBuilder().setWaitedTooLong(WaitedTooLong.getDefaultInstance()));
    }

    void neverAcked() {
        tell(CallSignal.newBuilder().setNeverAcked(NeverAcked.getDefaultInstance()));
    }

    void alerting(PhoneRing ring) {
        tell(CallSignal.newBuilder().setPhoneAlerting(PhoneAlerting.newBuilder().setOfferId(ring.offerId())));
    }

    void pickedUp(PhoneRing ring, String sdp) {
        var picked = PhonePickedUp.newBuilder().setOfferId(ring.offerId()).setAnswerSdp(sdp);
        var dialog = ring.dialog();
        if (dialog != null) {
            picked.setDialog(dialog.toProto());
        }
        tell(CallSignal.newBuilder().setPhonePickedUp(picked));
    }

    void declined(String offerId, int status) {
        tell(CallSignal.newBuilder()
                .setPhoneDeclined(PhoneDeclined.newBuilder().setOfferId(offerId).setStatus(status)));
    }

    void callerHungUp() {
        tell(callersEnd());
    }

    /** Of a call of which there is nothing left. */
    static CallSignal callerHungUp(CallName name) {
        return callersEnd().setCallId(name.callId()).setTenant(name.tenant()).build();
    }

    private static CallSignal.Builder callersEnd() {
        return CallSignal.newBuilder().setHungUp(HungUp.newBuilder().setSide("caller"));
    }

    void agentHungUp(PhoneRing phone) {
        tell(CallSignal.newBuilder().setHungUp(end(phone)));
    }

    /** Before the caller was joined to the phone. */
    void agentHungUpEarly(PhoneRing phone, CallEnds ends) {
        var staysWith = ends.talking().map(PhoneRing::offerId).orElse("");
        tell(CallSignal.newBuilder().setHungUp(end(phone).setEarly(true).setStaysWith(staysWith)));
    }

    private static HungUp.Builder end(PhoneRing phone) {
        var dialog = phone.dialog();
        return HungUp.newBuilder()
                .setSide("agent")
                .setOfferId(phone.offerId())
                .setSipCallId(dialog == null ? "" : dialog.toProto().getCallId());
    }

    void conferenceFailed(PhoneRing added) {
        tell(CallSignal.newBuilder()
                .setConferenceFailed(ConferenceFailed.newBuilder().setOfferId(added.offerId())));
    }

    void agreed(CallEnds ends, Session session) {
        var agreed = SessionAgreed.newBuilder()
                .setOfferSdp(session.callersOffer())
                .setCaller(ends.caller().dialog().toProtoAgain())
                .setHeldByAgent(session.heldByAgent())
                .setHeldByCaller(session.heldByCaller());
        ends.talking().map(PhoneRing::dialog).ifPresent(dialog -> agreed.setAgent(dialog.toProto()));
        tell(CallSignal.newBuilder().setSessionAgreed(agreed));
    }

    /** Nothing more will be told. */
    void ends() {
        signals.tell(new SignalTeller.Finish());
    }

    private void tell(CallSignal.Builder signal) {
        signals.tell(new SignalTeller.Tell(
                signal.setCallId(callId).setTenant(tenant).setAdoption(adoption).build()));
    }
}
