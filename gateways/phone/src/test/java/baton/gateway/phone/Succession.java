package baton.gateway.phone;

import static baton.gateway.phone.OpenDoor.eventually;

import baton.gateway.phone.DemoPhone.State;
import baton.protocol.gateway.v1.CallSignal.SignalCase;
import baton.protocol.gateway.v1.TakeOver;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A door dies without a word while a customer and Anna have to do with each other, and another one goes on. */
abstract class Succession {

    final OpenDoor first = OpenDoor.open();
    OpenDoor next = first;
    Inheritance inheritance = new Inheritance(first);
    DemoPhone customer;
    DemoPhone anna;

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

    void talk() {
        first.talk(customer, "100", anna);
        eventually(() -> customer.view().heard() > 0 && anna.view().heard() > 0);
    }

    void ringing() {
        first.engine.ringInTurn("anna");
        customer.dial("100");
        eventually(anna, State.RINGING);
        first.eventually(SignalCase.PHONE_ALERTING);
    }

    OpenDoor atTheSameAddress() {
        first.vanish();
        var door = new OpenDoor(Map.of(), first.port);
        inheritance.goesTo(door, engine -> {});
        return door;
    }

    OpenDoor atAnotherAddress() {
        first.vanish();
        var door = OpenDoor.open();
        inheritance.goesTo(door, engine -> {});
        return door;
    }

    /** What the engine orders for a call with a phone that rings. */
    void ringsOn() {
        var rung = inheritance.rung("anna");
        inheritance.asItStands().addCancelled(rung);
        inheritance.goesTo(next, engine -> engine.order(inheritance.callId(), order -> order.setRingPhone(rung)));
    }

    void takesOver() {
        next.engine.order(inheritance.callId(), order -> order.setTakeOver(TakeOver.getDefaultInstance()));
    }
}
