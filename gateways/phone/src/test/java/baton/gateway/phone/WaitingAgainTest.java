package baton.gateway.phone;

import static baton.gateway.phone.OpenDoor.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import baton.protocol.gateway.v1.CallSignal.SignalCase;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A caller on hold whom the next agent has not got waits on, and not for ever. */
class WaitingAgainTest extends BarePhones {

    WaitingAgainTest() {
        super(Map.of("baton.phone.calls.wait-limit", "4s"));
    }

    @Test
    void whoWaitsAgainBecauseTheNextAgentHasHungUpEarlyIsReportedInTheEnd() throws IOException {
        talksWithVera();
        engine.park(engine.callId());
        next(vera, "BYE");
        var silence = next(customer, "INVITE");
        customer.send(reply(silence, "200 OK", SDP));
        next(customer, "ACK");
        var offer = borisPicksUp();
        engine.connect(engine.callId(), offer, picked().getAnswerSdp());
        var join = next(customer, "INVITE");
        assertThat(engine.count(SignalCase.WAITED_TOO_LONG)).isZero();

        boris.hangUp();
        eventually(() -> engine.count(SignalCase.HUNG_UP) == 1);
        customer.send(reply(join, "200 OK", SDP));
        next(customer, "ACK");
        customer.send(reply(next(customer, "INVITE"), "200 OK", SDP));

        door.eventually(SignalCase.WAITED_TOO_LONG);
    }
}
