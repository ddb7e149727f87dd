package baton.gateway.phone;

import static baton.gateway.phone.OpenDoor.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import baton.gateway.phone.DemoPhone.State;
import baton.protocol.gateway.v1.CallSignal;
import baton.protocol.gateway.v1.CallSignal.SignalCase;
import baton.protocol.gateway.v1.LetGo;
import baton.protocol.gateway.v1.Receipt;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another door has the call, and this one has missed the order to let go of it: the engine says so when it hears from here. */
class AnothersCallTest {

    private final OpenDoor door = new OpenDoor(Map.of("baton.phone.calls.wait-limit", "2s"));
    private final FakeEngine engine = door.engine;
    private final List<String> claimed = new CopyOnWriteArrayList<>();
    private DemoPhone customer;

    @BeforeEach
    void aCallerWaits() {
        engine.claims = claim -> {
            claimed.add(claim.getCallId());
            return FakeEngine.refused("no-such-call");
        };
        customer = door.customer("380501112233");
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void whoHasWaitedTooLongIsGivenUpByTheEngine() {
        dials();

        door.eventually(SignalCase.WAITED_TOO_LONG);
        assertThat(customer.view().state()).isEqualTo(State.CALLING);
        engine.hangUp(engine.callId());

        eventually(customer, State.IDLE);
        assertThat(engine.count(SignalCase.CALLER_CANCELLED)).isZero();
    }

    @Test
    void theEngineIsAskedAgainWhileItDoesNothing() {
        dials();

        eventually(() -> engine.count(SignalCase.WAITED_TOO_LONG) == 2);
    }

    @Test
    void whoWaitsAtAnotherDoorIsLeftToThatOne() {
        dials();
        refuses(SignalCase.WAITED_TOO_LONG, SignalTeller.ANOTHER_DOOR);

        letsGo();

        assertThat(customer.view().state()).as("not a word to the caller").isEqualTo(State.CALLING);
        assertThat(engine.count(SignalCase.CALLER_CANCELLED) + engine.count(SignalCase.HUNG_UP))
                .isZero();
        assertThat(door.counted("signal-lost")).isZero();
    }

    @Test
    void whoseCallTheEngineDoesNotKnowIsTurnedAway() {
        dials();
        refuses(SignalCase.WAITED_TOO_LONG, "no-such-call");

        eventually(customer, State.IDLE);
    }

    @Test
    void anAgentWhoPicksUpHereInVainIsHungUpAtOnce() {
        var anna = door.agent("anna");
        dials();
        refuses(SignalCase.PHONE_PICKED_UP, SignalTeller.ANOTHER_DOOR);
        engine.ring(engine.callId(), "anna");
        eventually(anna, State.RINGING);

        anna.answer();

        eventually(anna, State.IDLE);
        letsGo();
        assertThat(engine.count(SignalCase.HUNG_UP)).isZero();
        assertThat(customer.view().state()).isEqualTo(State.CALLING);
    }

    /** The same INVITE has come to another door before. Who hangs up has hung up all the same. */
    @Test
    void whatFollowsAnInvitationThatIsAnothersIsToldAllTheSame() {
        var answered = new java.util.concurrent.CompletableFuture<Boolean>();
        engine.receipts = signal -> signal.hasCallerInvited() && !answered.isDone()
                ? FakeEngine.refused("try-again")
                : receipt(signal, SignalCase.CALLER_INVITED, SignalTeller.ANOTHER_DOOR);
        customer.dial("100");
        eventually(() -> customer.view().state() == State.CALLING);
        customer.hangUp();
        eventually(customer, State.IDLE);

        answered.complete(true);

        door.eventually(SignalCase.CALLER_CANCELLED);
    }

    /** The other door may die before it has cancelled what was begun here. */
    @Test
    void aPhoneThatRingsHereStopsRinging() {
        var anna = door.agent("anna");
        dials();
        engine.ring(engine.callId(), "anna");
        eventually(anna, State.RINGING);

        engine.order(engine.callId(), order -> order.setLetGo(LetGo.getDefaultInstance()));

        eventually(anna, State.IDLE);
        assertThat(anna.view().reason()).isNotEqualTo("The caller hung up");
        assertThat(engine.count(SignalCase.PHONE_DECLINED)).isZero();
        assertThat(customer.view().state()).isEqualTo(State.CALLING);
    }

    private void dials() {
        customer.dial("100");
        door.eventually(SignalCase.CALLER_INVITED);
        engine.progress(engine.callId());
        eventually(() -> customer.view().state() == State.CALLING);
    }

    private void refuses(SignalCase what, String code) {
        engine.receipts = signal -> receipt(signal, what, code);
    }

    private static Receipt receipt(CallSignal signal, SignalCase what, String code) {
        return signal.getSignalCase() == what ? FakeEngine.refused(code) : FakeEngine.accepted();
    }

    /** An order for the call makes the door claim it: it does not have it any more. */
    private void letsGo() {
        eventually(() -> {
            engine.progress(engine.callId());
            return !claimed.isEmpty();
        });
    }
}
