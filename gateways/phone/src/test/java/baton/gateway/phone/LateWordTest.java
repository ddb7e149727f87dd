package baton.gateway.phone;

import static baton.gateway.phone.OpenDoor.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import baton.gateway.phone.DemoPhone.State;
import baton.protocol.gateway.v1.CallSignal.SignalCase;
import baton.protocol.gateway.v1.LetGo;
import baton.protocol.gateway.v1.Progress;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What must not get lost, and what must not come back, when a call changes its door. */
class LateWordTest extends Succession {

    @Test
    void aCallerWhomNobodyKnowsHowToAnswerIsNotGivenToAnAgent() {
        ringing();
        inheritance.but(stands -> stands.getCallerBuilder().clearInvite());
        next = atAnotherAddress();
        ringsOn();
        takesOver();
        next.eventually(SignalCase.PHONE_ALERTING);
        eventually(anna, State.RINGING);

        anna.answer();
        var picked = next.eventually(SignalCase.PHONE_PICKED_UP).getPhonePickedUp();
        next.engine.connect(inheritance.callId(), picked.getOfferId(), picked.getAnswerSdp());

        eventually(anna, State.IDLE);
        assertThat(next.eventually(SignalCase.HUNG_UP).getHungUp().getSide()).isEqualTo("caller");
    }

    @Test
    void aCallFromWhenNoAddressWasStoredGoesOn() {
        ringing();
        inheritance.but(stands -> stands.clearFormerAddress());
        next = atAnotherAddress();
        ringsOn();

        takesOver();

        eventually(() -> next.engine.count(SignalCase.PHONE_ALERTING) > 0
                || next.engine.count(SignalCase.PHONE_DECLINED) > 0); // with one line it may be busy
        assertThat(next.engine.count(SignalCase.HUNG_UP)).isZero();
        assertThat(next.counted("internal")).isZero();
    }

    @Test
    void aCallThatThisDoorHasRefusedDoesNotComeBackWhenTheEngineHearsOfItLate() {
        var refused = new AtomicReference<String>();
        first.engine.receipts = signal -> {
            refused.set(signal.getCallId());
            return FakeEngine.refused("out-of-order");
        };
        customer.dial("100");
        eventually(() -> first.counted("call-refused") == 1);
        eventually(customer, State.IDLE);
        first.engine.receipts = signal -> FakeEngine.accepted();

        eventually(() -> {
            first.engine.order(refused.get(), order -> order.setProgress(Progress.getDefaultInstance()));
            return first.engine.last(SignalCase.HUNG_UP).isPresent();
        });

        assertThat(first.eventually(SignalCase.HUNG_UP).getHungUp().getSide()).isEqualTo("caller");
        assertThat(first.engine.count(SignalCase.CALL_CLAIMED)).isZero();
        assertThat(anna.view().state()).isEqualTo(State.IDLE);
    }

    @Test
    void theAgentsPhoneLearnsTheNewAddressWhenTheCallersWillNotBeAsked() throws IOException {
        talk();
        next = atAnotherAddress();
        try (var stubborn = new Wire(next.port)) {
            inheritance.but(
                    stands -> stands.getCallerBuilder().setRemoteTarget("sip:stubborn@127.0.0.1:" + stubborn.port()));
            inheritance.goesTo(next, engine -> {});
            takesOver();
            stubborn.send(refusal(stubborn.answer(20_000).orElseThrow()));
            next.eventually(SignalCase.SESSION_AGREED);

            anna.hangUp();

            assertThat(next.eventually(SignalCase.HUNG_UP).getHungUp().getSide())
                    .isEqualTo("agent");
        }
    }

    @Test
    void whoAgreesAfterTheDoorHasLetGoIsAcknowledgedAllTheSame() throws IOException {
        talk();
        next = atAnotherAddress();
        try (var slow = new Wire(next.port)) {
            inheritance.but(stands -> stands.getCallerBuilder().setRemoteTarget("sip:slow@127.0.0.1:" + slow.port()));
            inheritance.goesTo(next, engine -> {});
            takesOver();
            slow.answer(20_000).orElseThrow();
            next.engine.order(inheritance.callId(), order -> order.setLetGo(LetGo.getDefaultInstance()));
            var repeated = slow.answer(20_000).orElseThrow();

            slow.send(reply(repeated, "200 OK"));

            var answer = slow.answer(20_000).orElse("nothing");
            while (answer.equals(repeated)) {
                answer = slow.answer(20_000).orElse("nothing");
            }
            assertThat(answer).startsWith("ACK ");
        }
    }

    private static String refusal(String invite) {
        return reply(invite, "488 Not Acceptable Here");
    }

    private static String reply(String invite, String status) {
        return invite.lines()
                .filter(line -> line.matches("(Via|From|To|Call-ID|CSeq): .*"))
                .collect(Collectors.joining("\n", "SIP/2.0 " + status + "\n", "\nContent-Length: 0\n\n"));
    }

    /** Picked up on the node that died: the caller is answered here, and the agent's phone must hear where that is. */
    @Test
    void anAgentWhoHadPickedUpLearnsTheNewAddressWhenTheCallerHasBeenAnswered() {
        customer.dial("100");
        first.eventually(SignalCase.CALLER_INVITED);
        first.engine.ring(first.engine.callId(), "anna");
        eventually(anna, State.RINGING);
        anna.answer();
        var picked = first.eventually(SignalCase.PHONE_PICKED_UP).getPhonePickedUp();
        inheritance.but(stands -> stands.clearTalking().clearAnswered().clearAnswerSdp());
        next = atAnotherAddress();
        inheritance.goesTo(
                next, engine -> engine.connect(inheritance.callId(), picked.getOfferId(), picked.getAnswerSdp()));

        takesOver();
        eventually(customer, State.TALKING);
        next.eventually(SignalCase.SESSION_AGREED);
        anna.hangUp();

        eventually(customer, State.IDLE);
    }
}
