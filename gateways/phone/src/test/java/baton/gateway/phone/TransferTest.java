package baton.gateway.phone;

import static baton.gateway.phone.OpenDoor.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import baton.gateway.phone.DemoPhone.State;
import baton.protocol.gateway.v1.CallSignal.SignalCase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A caller who talks is handed from one real SIP telephone to another. */
class TransferTest {

    private final OpenDoor door = OpenDoor.open();
    private final FakeEngine engine = door.engine;
    private DemoPhone customer;
    private DemoPhone anna;
    private DemoPhone boris;

    @BeforeEach
    void theCustomerTalksWithAnna() {
        customer = door.customer("380501112233");
        anna = door.agent("anna");
        boris = door.agent("boris");
        door.talk(customer, "100", anna);
        eventually(() -> customer.view().heard() > 5 && anna.view().heard() > 5);
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void theNextAgentTakesTheCustomerOverAndTheFirstPhoneIsHungUp() {
        engine.ring(engine.callId(), "boris");
        eventually(boris, State.RINGING);
        goesOn(customer);
        goesOn(anna);

        boris.answer();

        eventually(anna, State.IDLE);
        assertThat(anna.view().reason()).isEqualTo("The other end hung up");
        goesOn(boris);
        goesOn(customer);
        assertThat(customer.view().state()).isEqualTo(State.TALKING);
        assertThat(customer.view().onHold()).isFalse();
        assertThat(engine.count(SignalCase.HUNG_UP)).isZero();
    }

    @Test
    void theEngineIsToldTheDialogsThatTalkNow() {
        takenOverByBoris();

        var agreed = door.eventually(SignalCase.SESSION_AGREED).getSessionAgreed();
        var boriss = engine.last(SignalCase.PHONE_PICKED_UP)
                .orElseThrow()
                .getPhonePickedUp()
                .getDialog();
        assertThat(agreed.getAgent().getCallId()).isEqualTo(boriss.getCallId());
        assertThat(agreed.getCaller().getLocalCseq()).isEqualTo(1);
        assertThat(agreed.getCaller().getOrigin())
                .as("as if it were still anna's, and newer")
                .startsWith("o=baton ")
                .isEqualTo(next(SessionText.origin(annasAnswer())));
    }

    private String annasAnswer() {
        return engine.signals.stream()
                .filter(signal -> signal.hasPhonePickedUp())
                .findFirst()
                .orElseThrow()
                .getPhonePickedUp()
                .getAnswerSdp();
    }

    private static String next(String origin) {
        var words = origin.split(" ");
        words[2] = String.valueOf(Long.parseLong(words[2]) + 1);
        return String.join(" ", words);
    }

    @Test
    void theCustomerHangsUpOnTheNextAgent() {
        takenOverByBoris();

        customer.hangUp();

        eventually(boris, State.IDLE);
        assertThat(door.eventually(SignalCase.HUNG_UP).getHungUp().getSide()).isEqualTo("caller");
    }

    @Test
    void theNextAgentHangsUp() {
        takenOverByBoris();

        boris.hangUp();

        eventually(customer, State.IDLE);
        var hungUp = door.eventually(SignalCase.HUNG_UP).getHungUp();
        assertThat(hungUp.getSide()).isEqualTo("agent");
        assertThat(hungUp.getOfferId()).startsWith("boris");
    }

    @Test
    void aTransferMayGoBackToTheFirstAgent() {
        takenOverByBoris();

        engine.ring(engine.callId(), "anna");
        eventually(anna, State.RINGING);
        anna.answer();

        eventually(boris, State.IDLE);
        goesOn(anna);
        goesOn(customer);
    }

    @Test
    void aNextAgentWhoDeclinesLeavesTheTwoTalking() {
        engine.ringInTurn();
        engine.ring(engine.callId(), "boris");
        eventually(boris, State.RINGING);

        boris.decline();

        assertThat(door.eventually(SignalCase.PHONE_DECLINED).getPhoneDeclined().getStatus())
                .isEqualTo(486);
        goesOn(customer);
        goesOn(anna);
    }

    @Test
    void aNextPhoneThatIsGoneLeavesTheTwoTalking() {
        engine.ringInTurn();
        engine.contacts.put("boris", "sip:boris@127.0.0.1:9");

        engine.ring(engine.callId(), "boris");

        door.eventually(SignalCase.PHONE_DECLINED);
        goesOn(customer);
        goesOn(anna);
    }

    @Test
    void theCustomerWhoHangsUpWhileTheNextPhoneRingsEndsEverything() {
        engine.ring(engine.callId(), "boris");
        eventually(boris, State.RINGING);

        customer.hangUp();

        eventually(anna, State.IDLE);
        eventually(boris, State.IDLE);
        assertThat(door.eventually(SignalCase.HUNG_UP).getHungUp().getSide()).isEqualTo("caller");
    }

    @Test
    void theCustomerWhoHangsUpJustAsTheNextAgentAnswersLeavesNobodyTalking() {
        engine.ring(engine.callId(), "boris");
        eventually(boris, State.RINGING);

        boris.answer();
        customer.hangUp();

        eventually(customer, State.IDLE);
        eventually(anna, State.IDLE);
        eventually(boris, State.IDLE);
    }

    @Test
    void theAgentWhoHangsUpJustAsTheNextOneAnswersTakesNothingAway() {
        engine.ringInTurn();
        engine.ring(engine.callId(), "boris");
        eventually(boris, State.RINGING);
        boris.answer();
        var picked = pickedUpByBoris();

        engine.connect(engine.callId(), picked.getOfferId(), picked.getAnswerSdp());
        anna.hangUp();

        eventually(anna, State.IDLE);
        goesOn(boris);
        goesOn(customer);
    }

    private baton.protocol.gateway.v1.PhonePickedUp pickedUpByBoris() {
        eventually(() -> engine.last(SignalCase.PHONE_PICKED_UP)
                .filter(signal -> signal.getPhonePickedUp().getOfferId().startsWith("boris"))
                .isPresent());
        return engine.last(SignalCase.PHONE_PICKED_UP).orElseThrow().getPhonePickedUp();
    }

    @Test
    void whoHoldsAndHandsOnLeavesNobodyOnHold() {
        anna.hold();
        eventually(() -> customer.view().onHold());
        eventually(() -> engine.last(SignalCase.SESSION_AGREED)
                .filter(signal -> signal.getSessionAgreed().getHeldByAgent())
                .isPresent());

        takenOverByBoris();

        assertThat(customer.view().onHold()).isFalse();
        assertThat(boris.view().onHold()).isFalse();
        eventually(() -> engine.last(SignalCase.SESSION_AGREED)
                .filter(signal -> !signal.getSessionAgreed().getHeldByAgent())
                .isPresent());
    }

    @Test
    void theCustomersOwnHoldIsTheNextAgentsToo() {
        customer.hold();
        eventually(() -> anna.view().onHold());
        eventually(() -> engine.last(SignalCase.SESSION_AGREED)
                .filter(signal -> signal.getSessionAgreed().getHeldByCaller())
                .isPresent());

        engine.ring(engine.callId(), "boris");
        eventually(boris, State.RINGING);
        boris.answer();

        eventually(anna, State.IDLE);
        var before = customer.view().heard();
        OpenDoor.presses(customer::resume, () -> customer.view().heard() > before + 5);
        goesOn(boris);
    }

    @Test
    void aCustomerWhoIsHandedOnAtOnceIsOnHoldUntilTheNextAgentAnswers() {
        engine.park(engine.callId());

        eventually(anna, State.IDLE);
        eventually(() -> customer.view().onHold());
        assertThat(customer.view().state()).isEqualTo(State.TALKING);
        engine.park(engine.callId());

        takenOverByBoris();

        assertThat(customer.view().onHold()).isFalse();
        assertThat(engine.count(SignalCase.HUNG_UP)).isZero();
    }

    @Test
    void aCustomerOnHoldWhoHangsUpStopsTheNextPhone() {
        engine.park(engine.callId());
        eventually(() -> customer.view().onHold());
        engine.ring(engine.callId(), "boris");
        eventually(boris, State.RINGING);

        customer.hangUp();

        eventually(boris, State.IDLE);
        assertThat(door.eventually(SignalCase.HUNG_UP).getHungUp().getSide()).isEqualTo("caller");
    }

    @Test
    void aPhoneOfACustomerOnHoldIsAnsweredThoughThereIsNobodyElse() {
        engine.park(engine.callId());
        eventually(() -> customer.view().onHold());
        var before = engine.count(SignalCase.SESSION_AGREED);

        customer.resume();
        takenOverByBoris();

        assertThat(engine.count(SignalCase.SESSION_AGREED)).isGreaterThan(before);
        assertThat(customer.view().onHold()).isFalse();
    }

    @Test
    void theEngineHangsUpOnACustomerOnHold() {
        engine.park(engine.callId());
        eventually(() -> customer.view().onHold());

        engine.hangUp(engine.callId());

        eventually(customer, State.IDLE);
    }

    private void takenOverByBoris() {
        engine.ring(engine.callId(), "boris");
        eventually(boris, State.RINGING);
        boris.answer();
        eventually(boris, State.TALKING);
        eventually(anna, State.IDLE);
        goesOn(boris);
        goesOn(customer);
    }

    /** It goes on hearing the other end. */
    private static void goesOn(DemoPhone phone) {
        var before = phone.view().heard();
        eventually(() -> phone.view().heard() > before + 5);
    }
}
