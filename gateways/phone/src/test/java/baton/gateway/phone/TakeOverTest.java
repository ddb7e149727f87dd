package baton.gateway.phone;

import static baton.gateway.phone.OpenDoor.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import baton.gateway.phone.DemoPhone.State;
import baton.protocol.gateway.v1.CallSignal.SignalCase;
import baton.protocol.gateway.v1.LetGo;
import baton.protocol.gateway.v1.Progress;
import org.junit.jupiter.api.Test;

/** A door dies without a word, and another one goes on with its calls: at its address, or at one of its own. */
class TakeOverTest extends Succession {

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
        OpenDoor.presses(anna::resume, () -> !customer.view().onHold());

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
    void itIsSaidWhichDoorOfTheCallSaysSo() {
        talk();
        var before = first.eventually(SignalCase.PHONE_PICKED_UP);
        next = atAnotherAddress();

        takesOver();

        assertThat(before.getAdoption()).isEqualTo(1);
        assertThat(next.eventually(SignalCase.SESSION_AGREED).getAdoption()).isEqualTo(2);
    }

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
}
