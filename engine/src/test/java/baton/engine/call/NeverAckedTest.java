package baton.engine.call;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.call.CallCommand.ReportNeverAcked;
import baton.engine.call.CallReply.Accepted;
import baton.engine.call.CallReply.AnotherDoor;
import baton.engine.call.CallState.Ended;
import baton.engine.call.CallState.Talking;
import baton.protocol.gateway.v1.CallOrder;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResultWithReply;
import org.junit.jupiter.api.Test;

/** A door has answered a caller and gets no ACK: the caller is gone, or has turned to another door that has the call by now. */
class NeverAckedTest extends TwoDoors {

    private static final int BEFORE = 1;
    private static final int PRESENT = 2;

    @Test
    void whoIsGoneHasHungUp() {
        talk();
        orders(first);

        var said = neverAcked(BEFORE);

        assertThat(said.reply()).isEqualTo(new Accepted());
        assertThat(((Ended) said.state()).ended().reason()).isEqualTo("caller-hung-up");
        assertThat(orders(first)).anyMatch(CallOrder::hasHangUp);
    }

    @Test
    void whoHasTurnedToAnotherDoorTalksOn() {
        talk();
        claim("c1", "l1", "r1");

        var said = neverAcked(BEFORE);

        assertThat(said.reply()).isEqualTo(new AnotherDoor());
        assertThat(said.hasNoEvents()).isTrue();
        assertThat(said.state()).isInstanceOf(Talking.class);
        assertThat(neverAcked(PRESENT).state()).isInstanceOf(Ended.class);
    }

    /** Another agent's phone rings for them: nobody needs to take it. */
    @Test
    void whoIsGoneWhileTheyWaitForTheNextAgentHasGivenUp() {
        talk();
        act(to -> new CallCommand.ParkCall("o1", clock.instant(), to));
        ring("o2");

        assertThat(((Ended) neverAcked(BEFORE).state()).ended().reason()).isEqualTo("abandoned");
    }

    /** The order to hang up may have got lost. */
    @Test
    void whoseCallIsOverIsHungUp() {
        talk();
        neverAcked(BEFORE);
        orders(first);

        var again = neverAcked(BEFORE);

        assertThat(again.hasNoEvents()).isTrue();
        assertThat(again.reply()).isEqualTo(new CallReply.Unknown());
        assertThat(orders(first)).anyMatch(CallOrder::hasHangUp);
    }

    @Test
    void whoseCallIsOverAtAnotherDoorIsLeftToThatOne() {
        talk();
        claim("c1", "l1", "r1");
        neverAcked(PRESENT);

        assertThat(neverAcked(BEFORE).reply()).isEqualTo(new AnotherDoor());
    }

    @Test
    void ofACallThatNobodyKnowsNothingBecomes() {
        assertThat(neverAcked(BEFORE).reply()).isEqualTo(new CallReply.Unknown());
    }

    private CommandResultWithReply<CallCommand, CallEvent, CallState, CallReply> neverAcked(int adoption) {
        return act(to -> new ReportNeverAcked(adoption, to));
    }
}
