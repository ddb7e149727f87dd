package baton.engine.call;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.call.CallCommand.ReportWaitedTooLong;
import baton.engine.call.CallReply.Accepted;
import baton.engine.call.CallReply.AnotherDoor;
import baton.engine.call.CallState.Ended;
import baton.engine.call.CallState.Talking;
import baton.engine.call.CallState.Waiting;
import baton.protocol.gateway.v1.CallOrder;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResultWithReply;
import org.junit.jupiter.api.Test;

/** A door finds that nobody talks with a caller for too long: it says so, and the call knows what becomes of them. */
class WaitedTooLongTest extends TwoDoors {

    private static final int BEFORE = 1;
    private static final int PRESENT = 2;

    @Test
    void whoWaitsIsGivenUp() {
        receive();
        orders(first);

        var said = waitedTooLong(BEFORE);

        assertThat(said.reply()).isEqualTo(new Accepted());
        assertThat(((Ended) said.state()).ended().reason()).isEqualTo("abandoned");
        assertThat(orders(first)).anyMatch(CallOrder::hasHangUp);
    }

    @Test
    void whoWaitsAtAnotherDoorGoesOnWaiting() {
        receive();
        claim("c1", "l1", "r1");

        var said = waitedTooLong(BEFORE);

        assertThat(said.reply()).isEqualTo(new AnotherDoor());
        assertThat(said.state()).isInstanceOf(Waiting.class);
        assertThat(waitedTooLong(PRESENT).state()).isInstanceOf(Ended.class);
    }

    /** The order to connect them has got lost. */
    @Test
    void whoTalksAsFarAsIsKnownIsConnectedOnceMore() {
        talk();
        orders(first);

        var said = waitedTooLong(BEFORE);

        assertThat(said.hasNoEvents()).isTrue();
        assertThat(orders(first)).anyMatch(CallOrder::hasConnect);
    }

    /** The door had said so before somebody picked up, and its word comes late, or once more. */
    @Test
    void whoIsBeingGivenToAnAgentIsNotGivenUp() {
        receive();
        ring("o1");
        pickUp("o1");
        entity.runCommand(new ReportWaitedTooLong(
                BEFORE, actors.<CallReply>createTestProbe().ref()));

        confirm("o1");

        assertThat(entity.getState()).isInstanceOf(Talking.class);
        assertThat(waitedTooLong(BEFORE).state()).isInstanceOf(Talking.class);
    }

    @Test
    void whoIsNotGivenToThatAgentAfterAllIsGivenUp() {
        receive();
        ring("o1");
        pickUp("o1");
        entity.runCommand(new ReportWaitedTooLong(
                BEFORE, actors.<CallReply>createTestProbe().ref()));

        act(to -> new CallCommand.ConfirmPickUp("o1", false, to));

        eventually(() -> assertThat(entity.getState()).isInstanceOf(Ended.class));
    }

    @Test
    void whoseCallIsOverIsHungUp() {
        receive();
        waitedTooLong(BEFORE);
        orders(first);

        var said = waitedTooLong(BEFORE);

        assertThat(said.hasNoEvents()).isTrue();
        assertThat(orders(first)).anyMatch(CallOrder::hasHangUp);
    }

    @Test
    void whoseCallIsOverAtAnotherDoorIsLeftToThatOne() {
        receive();
        claim("c1", "l1", "r1");
        waitedTooLong(PRESENT);

        assertThat(waitedTooLong(BEFORE).reply()).isEqualTo(new AnotherDoor());
    }

    /** The order to hang up may have got lost, and the door that has taken over a call that was ended is not the one of which the call knows. */
    @Test
    void whoseCallIsOverNeedsNoOrder() {
        receive();
        act(to -> new CallCommand.EndCall("closed", to));
        first.stop();
        eventually(() -> assertThat(asked(second)).isPositive());
        claim();
        assertThat(adopt(second).getNumber()).isEqualTo(1);
        orders(second);

        var said = waitedTooLong(PRESENT);

        assertThat(said.reply().equals(new CallReply.Unknown())
                        || orders(second).stream().anyMatch(order -> order.hasHangUp() || order.hasRefuse()))
                .as("whoever waits there hears of the end")
                .isTrue();
    }

    /** The same INVITE has come to two doors; the second one has missed the order to let go. Its number is that of the first one. */
    @Test
    void aSecondDoorDoesNotEndTheCallOfTheFirst() {
        receive();

        var again = receiveAt(SECOND);

        assertThat(again.reply())
                .as("it will say that nobody talks with the caller")
                .isEqualTo(new AnotherDoor());
        assertThat(receiveAt(FIRST).reply()).as("a repeat").isEqualTo(new Accepted());
    }

    @Test
    void ofACallThatNobodyKnowsNothingBecomes() {
        assertThat(waitedTooLong(BEFORE).reply()).isEqualTo(new CallReply.Unknown());
    }

    private CommandResultWithReply<CallCommand, CallEvent, CallState, CallReply> waitedTooLong(int adoption) {
        return act(to -> new ReportWaitedTooLong(adoption, to));
    }
}
