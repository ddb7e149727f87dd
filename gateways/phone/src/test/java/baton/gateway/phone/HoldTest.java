package baton.gateway.phone;

import static baton.gateway.phone.OpenDoor.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import baton.gateway.phone.DemoPhone.State;
import baton.protocol.gateway.v1.CallSignal.SignalCase;
import baton.protocol.gateway.v1.SessionAgreed;
import java.time.Duration;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hold, by the phones and by the engine, between real SIP telephones. */
class HoldTest {

    private final OpenDoor door = OpenDoor.open();
    private final FakeEngine engine = door.engine;
    private DemoPhone customer;
    private DemoPhone anna;

    @BeforeEach
    void theTwoTalk() {
        customer = door.customer("380501112233");
        anna = door.agent("anna");
        door.talk(customer, "100", anna);
        goesOn(customer);
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void theEngineHoldsAndBothAreSilentUntilItResumes() {
        engine.hold(engine.callId(), true);

        eventually(() -> customer.view().onHold() && anna.view().onHold());
        isSilent(customer);
        isSilent(anna);
        told(agreed -> agreed.getHeldByAgent() && !agreed.getHeldByCaller());

        engine.hold(engine.callId(), false);

        eventually(() -> !customer.view().onHold() && !anna.view().onHold());
        goesOn(customer);
        goesOn(anna);
        told(agreed -> !agreed.getHeldByAgent());
    }

    @Test
    void aRepeatedHoldIsStillOneHold() {
        engine.hold(engine.callId(), true);
        engine.hold(engine.callId(), true);
        eventually(() -> customer.view().onHold() && anna.view().onHold());

        engine.hold(engine.callId(), false);

        goesOn(customer);
        goesOn(anna);
    }

    @Test
    void theCallersPhoneCannotEndTheAgentsHold() {
        engine.hold(engine.callId(), true);
        eventually(() -> customer.view().onHold() && anna.view().onHold());

        customer.resume();

        isSilent(customer);
        isSilent(anna);
        assertThat(anna.view().onHold()).isTrue();
        engine.hold(engine.callId(), false);
        goesOn(customer);
        goesOn(anna);
    }

    @Test
    void whatThePhonesHoldThemselvesIsToldToo() {
        presses(anna::hold, agreed -> agreed.getHeldByAgent() && !agreed.getHeldByCaller());
        presses(anna::resume, agreed -> !agreed.getHeldByAgent());
        presses(customer::hold, agreed -> agreed.getHeldByCaller() && !agreed.getHeldByAgent());
        presses(customer::resume, agreed -> !agreed.getHeldByCaller());
    }

    @Test
    void whoIsOnHoldMayBeHandedOn() {
        var boris = door.agent("boris");
        engine.hold(engine.callId(), true);
        eventually(() -> customer.view().onHold() && anna.view().onHold());

        engine.ring(engine.callId(), "boris");
        eventually(boris, State.RINGING);
        boris.answer();

        eventually(anna, State.IDLE);
        goesOn(customer);
        goesOn(boris);
        told(agreed -> !agreed.getHeldByAgent());
    }

    @Test
    void whoIsOnHoldMayHangUp() {
        engine.hold(engine.callId(), true);
        eventually(() -> customer.view().onHold());

        customer.hangUp();

        eventually(anna, State.IDLE);
        assertThat(door.eventually(SignalCase.HUNG_UP).getHungUp().getSide()).isEqualTo("caller");
    }

    /** Again, if the change before is not acknowledged yet and this one gets 491. */
    private void presses(Runnable button, Predicate<SessionAgreed> what) {
        Awaitility.await()
                .atMost(OpenDoor.PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    button.run();
                    return engine.last(SignalCase.SESSION_AGREED)
                            .filter(signal -> what.test(signal.getSessionAgreed()))
                            .isPresent();
                });
    }

    /** The last that the engine is told of the session. */
    private void told(Predicate<SessionAgreed> what) {
        eventually(() -> engine.last(SignalCase.SESSION_AGREED)
                .filter(signal -> what.test(signal.getSessionAgreed()))
                .isPresent());
    }

    /** Nothing comes in for a while. */
    private static void isSilent(DemoPhone phone) {
        eventually(() -> {
            var before = phone.view().heard();
            Awaitility.await().pollDelay(Duration.ofMillis(400)).until(() -> true);
            return phone.view().heard() == before;
        });
    }

    private static void goesOn(DemoPhone phone) {
        var before = phone.view().heard();
        eventually(() -> phone.view().heard() > before + 5);
    }
}
