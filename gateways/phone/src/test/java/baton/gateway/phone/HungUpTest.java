package baton.gateway.phone;

import static org.assertj.core.api.Assertions.assertThat;

import baton.gateway.phone.DemoPhone.State;
import baton.protocol.gateway.v1.CallSignal.SignalCase;
import org.junit.jupiter.api.Test;

/** Whose dialog an agent ends: the same offer may have been picked up at two doors, one after another. */
class HungUpTest {

    @Test
    void anAgentWhoHangsUpNamesTheDialogOfThatPhone() {
        try (var door = OpenDoor.open()) {
            var anna = door.agent("anna");
            door.talk(door.customer("+380501112233"), "100", anna);

            anna.hangUp();

            assertThat(hungUp(door)).isEqualTo(pickedUp(door)).isNotEmpty();
        }
    }

    @Test
    void soDoesOneWhoHangsUpBeforeTheyAreConnected() {
        try (var door = OpenDoor.open()) {
            var anna = door.agent("anna");
            door.customer("+380501112233").dial("100");
            door.eventually(SignalCase.CALLER_INVITED);
            door.engine.ring(door.engine.callId(), "anna");
            OpenDoor.eventually(anna, State.RINGING);
            anna.answer();
            door.eventually(SignalCase.PHONE_PICKED_UP);

            anna.hangUp();

            assertThat(hungUp(door)).isEqualTo(pickedUp(door)).isNotEmpty();
        }
    }

    private static String hungUp(OpenDoor door) {
        return door.eventually(SignalCase.HUNG_UP).getHungUp().getSipCallId();
    }

    private static String pickedUp(OpenDoor door) {
        return door.eventually(SignalCase.PHONE_PICKED_UP)
                .getPhonePickedUp()
                .getDialog()
                .getCallId();
    }
}
