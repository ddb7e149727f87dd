package baton.gateway.phone;

import static baton.gateway.phone.OpenDoor.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import baton.gateway.phone.DemoPhone.State;
import baton.protocol.gateway.v1.CallSignal.SignalCase;
import baton.protocol.gateway.v1.LetGo;
import baton.protocol.gateway.v1.Progress;
import baton.protocol.gateway.v1.TakeOver;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A door dies without a word, and another one goes on with its calls: at its address, or at one of its own. */
class TakeOverTest {

    private final OpenDoor first = OpenDoor.open();
    private OpenDoor next = first;
    private DemoPhone customer;
    private DemoPhone anna;

    @BeforeEach
    void twoTelephones() {
        customer = first.customer("380501112233");
        anna = first.agent("anna");
    }

    @AfterEach
    void close() {
        if (next != first) {
            next.close();
        }
        first.close();
    }

    // ---- at the same address

    @Test
    void theCallerHangsUp() {
        talk();
        next = atTheSameAddress();

        customer.hangUp();

        eventually(anna, State.IDLE);
        assertThat(anna.view().reason()).isEqualTo("The other end hung up");
        assertThat(next.eventually(SignalCase.HUNG_UP).getHungUp().getSide()).isEqualTo("caller");
    }

    @Test
    void theAgentHangsUp() {
        talk();
        next = atTheSameAddress();

        anna.hangUp();

        eventually(customer, State.IDLE);
        var hungUp = next.eventually(SignalCase.HUNG_UP).getHungUp();
        assertThat(hungUp.getSide()).isEqualTo("agent");
        assertThat(hungUp.getOfferId()).isEqualTo("anna 1");
    }

    @Test
    void theAgentHoldsAndResumes() {
        talk();
        next = atTheSameAddress();

        anna.hold();
        eventually(() -> customer.view().onHold());
        assertThat(next.eventually(SignalCase.SESSION_AGREED).getSessionAgreed().getHeldByAgent())
                .isTrue();
        anna.resume();
        eventually(() -> !customer.view().onHold());

        var heard = customer.view().heard();
        eventually(() -> customer.view().heard() > heard);
    }

    @Test
    void aCallThatWasHeldAndChangedBeforeGoesOn() {
        talk();
        customer.hold();
        eventually(() -> anna.view().onHold());
        first.eventually(SignalCase.SESSION_AGREED);
        var heard = anna.view().heard();
        eventually(() -> anna.view().heard() > heard + 20); // so that it has been acknowledged as well
        next = atTheSameAddress();

        customer.resume();

        eventually(() -> !anna.view().onHold());
        customer.hangUp();
        eventually(anna, State.IDLE);
    }

    @Test
    void whoGivesUpWaitingIsAnsweredByTheNextDoorAndThePhoneStopsRinging() {
        ringing();
        next = atTheSameAddress();
        ringsOn();

        customer.hangUp();

        eventually(anna, State.IDLE);
        next.eventually(SignalCase.CALLER_CANCELLED);
        eventually(customer, State.IDLE);
    }

    // ---- at another address

    @Test
    void whoeverTalksIsAskedAndLearnsTheNewAddress() {
        talk();
        next = atAnotherAddress();
        var heard = anna.view().heard();

        takesOver();

        next.eventually(SignalCase.SESSION_AGREED);
        eventually(() -> anna.view().heard() > heard);
        assertThat(customer.view().onHold()).isFalse();
        assertThat(anna.view().onHold()).isFalse();
        customer.hangUp();
        eventually(anna, State.IDLE);
        assertThat(next.eventually(SignalCase.HUNG_UP).getHungUp().getSide()).isEqualTo("caller");
    }

    @Test
    void whoHungUpWhileNobodyListenedTakesTheOtherAlong() {
        talk();
        first.vanish();
        customer.hangUp();
        eventually(customer, State.IDLE);
        next = atAnotherAddress();

        takesOver();

        eventually(anna, State.IDLE);
        assertThat(next.eventually(SignalCase.HUNG_UP).getHungUp().getSide()).isEqualTo("caller");
    }

    @Test
    void theAgentWhoHungUpWhileNobodyListenedTakesTheCallerAlong() {
        talk();
        first.vanish();
        anna.hangUp();
        eventually(anna, State.IDLE);
        next = atAnotherAddress();

        takesOver();

        eventually(customer, State.IDLE);
        assertThat(next.eventually(SignalCase.HUNG_UP).getHungUp().getSide()).isEqualTo("agent");
    }

    @Test
    void anAnswerThatMayHaveGotLostIsSaidAgain() {
        talk();
        next = atAnotherAddress();
        inheritance.asItStands().setPerhapsUnheard(true);

        takesOver();

        next.eventually(SignalCase.SESSION_AGREED);
        anna.hangUp();
        eventually(customer, State.IDLE);
    }

    @Test
    void aPhoneThatRingsRingsAnewAndTheCallerGetsItsAnswer() {
        ringing();
        next = atAnotherAddress();
        ringsOn();
        var before = next.engine.count(SignalCase.PHONE_ALERTING);

        takesOver();

        eventually(() -> next.engine.count(SignalCase.PHONE_ALERTING) > before);
        eventually(anna, State.RINGING);
        anna.answer();
        var picked = next.eventually(SignalCase.PHONE_PICKED_UP).getPhonePickedUp();
        next.engine.connect(inheritance.callId(), picked.getOfferId(), picked.getAnswerSdp());
        eventually(customer, State.TALKING);
        eventually(() -> customer.view().heard() > 5 && anna.view().heard() > 5);
        customer.hangUp();
        eventually(anna, State.IDLE);
    }

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
    void aCallerWhoWaitsCanBeRefused() {
        ringing();
        next = atAnotherAddress();
        inheritance.asItStands().addCancelled(inheritance.rung("anna"));
        inheritance.goesTo(next, engine -> engine.refuse(inheritance.callId(), 480));

        takesOver();

        eventually(customer, State.IDLE);
        eventually(anna, State.IDLE);
    }

    // ---- which door

    @Test
    void aDoorThatHasLetGoSaysNothingAndMayHaveTheCallAgain() {
        talk();
        inheritance = new Inheritance(first);
        inheritance.goesTo(first, engine -> {});

        first.engine.order(first.engine.callId(), order -> order.setLetGo(LetGo.getDefaultInstance()));
        var heard = customer.view().heard();
        eventually(() -> customer.view().heard() > heard + 10);
        assertThat(first.engine.count(SignalCase.CALL_CLAIMED)).isZero();
        customer.hangUp();

        eventually(anna, State.IDLE);
        assertThat(first.engine.count(SignalCase.CALL_CLAIMED)).isOne();
        assertThat(first.engine.count(SignalCase.HUNG_UP)).isOne();
    }

    @Test
    void anOrderForACallThatTheDoorDoesNotHaveIsAClaim() {
        talk();
        next = atAnotherAddress();

        next.engine.order(inheritance.callId(), order -> order.setProgress(Progress.getDefaultInstance()));

        next.eventually(SignalCase.SESSION_AGREED);
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
            stubborn.send(refusal(stubborn.answer(5000).orElseThrow()));
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
            slow.answer(5000).orElseThrow();
            next.engine.order(inheritance.callId(), order -> order.setLetGo(LetGo.getDefaultInstance()));
            var repeated = slow.answer(5000).orElseThrow();

            slow.send(reply(repeated, "200 OK"));

            assertThat(slow.answer(5000).orElse("nothing")).startsWith("ACK ");
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

    // ---- words

    private Inheritance inheritance = new Inheritance(first);

    private void talk() {
        first.talk(customer, "100", anna);
        eventually(() -> customer.view().heard() > 0 && anna.view().heard() > 0);
    }

    private void ringing() {
        first.engine.ringInTurn("anna");
        customer.dial("100");
        eventually(anna, State.RINGING);
        first.eventually(SignalCase.PHONE_ALERTING);
    }

    private OpenDoor atTheSameAddress() {
        first.vanish();
        var door = new OpenDoor(Map.of(), first.port);
        inheritance.goesTo(door, engine -> {});
        return door;
    }

    private OpenDoor atAnotherAddress() {
        first.vanish();
        var door = OpenDoor.open();
        inheritance.asItStands().setAskEnds(true);
        inheritance.goesTo(door, engine -> {});
        return door;
    }

    /** What the engine orders for a call with a phone that rings. */
    private void ringsOn() {
        var rung = inheritance.rung("anna");
        inheritance.asItStands().addCancelled(rung);
        inheritance.goesTo(next, engine -> engine.order(inheritance.callId(), order -> order.setRingPhone(rung)));
    }

    private void takesOver() {
        next.engine.order(inheritance.callId(), order -> order.setTakeOver(TakeOver.getDefaultInstance()));
    }
}
