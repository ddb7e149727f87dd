package baton.gateway.phone;

import static baton.gateway.phone.OpenDoor.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import baton.gateway.phone.DemoPhone.State;
import baton.protocol.gateway.v1.CallSignal.SignalCase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The engine says again what it has ordered, in case it was lost on its way: while a customer talks with Anna, Boris is rung. */
class RepeatedOrderTest {

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
        engine.ringInTurn();
        engine.ring(engine.callId(), "boris", "boris 1");
        eventually(boris, State.RINGING);
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void aCallThatIsHandedOnByOrdersSaidAgainIsHandedOnOnce() {
        engine.ring(engine.callId(), "boris", "boris 1");
        boris.answer();
        eventually(() -> engine.count(SignalCase.PHONE_PICKED_UP) == 2);

        connect();
        connect();
        eventually(anna, State.IDLE);
        connect();
        engine.ring(engine.callId(), "boris", "boris 1");

        goesOn(boris);
        goesOn(customer);
        assertThat(engine.count(SignalCase.SESSION_AGREED)).isOne();
        assertThat(engine.count(SignalCase.PHONE_PICKED_UP)).isEqualTo(2);
    }

    @Test
    void aPhoneThatIsStoppedAgainLeavesTheTwoTalking() {
        engine.stop(engine.callId(), "boris 1");
        engine.stop(engine.callId(), "boris 1");
        eventually(boris, State.IDLE);
        engine.stop(engine.callId(), "boris 1");

        goesOn(customer);
        goesOn(anna);
        assertThat(engine.count(SignalCase.PHONE_DECLINED)).isZero();
    }

    private void connect() {
        var picked = engine.last(SignalCase.PHONE_PICKED_UP).orElseThrow().getPhonePickedUp();
        engine.connect(engine.callId(), picked.getOfferId(), picked.getAnswerSdp());
    }

    /** It goes on hearing the other end. */
    private static void goesOn(DemoPhone phone) {
        var before = phone.view().heard();
        eventually(() -> phone.view().heard() > before + 5);
    }
}
