package baton.engine.call;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.call.CallCommand.EndCall;
import baton.engine.call.CallCommand.ReportAgentHungUp;
import baton.engine.call.CallCommand.ReportConferenceFailed;
import baton.engine.call.CallCommand.ReportDeclined;
import baton.engine.call.CallCommand.ReportPickedUp;
import baton.engine.call.CallCommand.ReportSession;
import baton.engine.call.CallCommand.RingPhone;
import baton.engine.call.CallReply.Accepted;
import baton.engine.call.CallReply.AnotherDoor;
import baton.engine.call.CallState.Ended;
import baton.engine.call.CallState.Ringing;
import baton.engine.call.CallState.Talking;
import baton.engine.call.CallState.Waiting;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResultWithReply;
import org.junit.jupiter.api.Test;

/** What a door says of a call that another one has meanwhile. */
class FormerDoorTest extends TwoDoors {

    private static final int BEFORE = 1;
    private static final int PRESENT = 2;

    @Test
    void whatItHasMadeTheEndsAgreeUponIsVoid() {
        talk();
        claim("c1", "l1", "r1");

        var said = agrees("v=0 before", BEFORE);

        assertThat(said.reply()).isEqualTo(new AnotherDoor());
        assertThat(said.hasNoEvents()).isTrue();
        assertThat(agrees("v=0 present", PRESENT).hasNoEvents()).isFalse();
    }

    @Test
    void aCallerWhoWasJoinedThereIsToBeJoinedByThePresentDoor() {
        talk();
        ring("o2");
        pickUp("o2");
        confirm("o2");
        claim("c1", "l1", "r1");
        orders(second);

        act(to -> new ReportSession("v=0 offer", CALLER, phone("p2"), false, false, BEFORE, to));
        claim("c1", "l1", "r1");

        assertThat(adopt(second).getTalking()).isEqualTo("o1");
    }

    @Test
    void aPhoneThatRingsAnewIsNotStoppedByWhatBecameOfTheAttemptBefore() {
        receive();
        ring("o1");
        claim("c1", "l1", "r1");

        var declined = act(to -> new ReportDeclined("o1", "unreachable", BEFORE, to));

        assertThat(declined.hasNoEvents()).isTrue();
        assertThat(act(to -> new ReportDeclined("o1", "busy", PRESENT, to)).state())
                .isInstanceOf(Waiting.class);
    }

    /** The present door cannot give the caller to a phone that another one has rung. */
    @Test
    void aPhoneThatIsPickedUpThereHasNotTakenTheCall() {
        receive();
        ring("o1");
        claim("c1", "l1", "r1");

        var picked = act(to -> new ReportPickedUp("o1", "v=0 answer", phone("p1"), BEFORE, to));

        assertThat(picked.reply()).isEqualTo(new AnotherDoor());
        assertThat(picked.hasNoEvents()).isTrue();
        assertThat(picked.state()).isInstanceOf(Ringing.class);
    }

    /** The answer to it was lost. That door must not hang it up: it came to the present one with the call. */
    @Test
    void aPhoneThatWasPickedUpThereInTimeMaySaySoAgain() {
        receive();
        ring("o1");
        act(to -> new ReportPickedUp("o1", "v=0 answer", phone("p1"), BEFORE, to));
        claim("c1", "l1", "r1");

        var again = act(to -> new ReportPickedUp("o1", "v=0 answer", phone("p1"), BEFORE, to));

        assertThat(again.reply()).isEqualTo(new Accepted());
        assertThat(again.hasNoEvents()).isTrue();
    }

    /** Whatever it says, it hears that there is another one: it may have missed the order to let go. */
    @Test
    void whatItSaysWhileNothingIsExpectedIsAnsweredInTheSameWay() {
        receive();
        claim("c1", "l1", "r1");

        assertThat(act(to -> new ReportDeclined("o1", "busy", BEFORE, to)).reply())
                .isEqualTo(new AnotherDoor());
        assertThat(act(to -> new ReportDeclined("o1", "busy", PRESENT, to)).reply())
                .isEqualTo(new Accepted());
    }

    @Test
    void aPhoneThatIsPickedUpThereAfterTheEndIsLeftToThatDoor() {
        receive();
        ring("o1");
        claim("c1", "l1", "r1");
        act(to -> new EndCall("caller-hung-up", to));

        var picked = act(to -> new ReportPickedUp("o1", "v=0 answer", phone("p1"), BEFORE, to));

        assertThat(picked.reply()).isEqualTo(new AnotherDoor());
    }

    @Test
    void aConferenceThatCouldNotBeThereMayBeHere() {
        talk();
        act(to -> new RingPhone("o2", "ben", "sip:ben@phone", true, to));
        pickUp("o2");
        confirm("o2");
        claim("c1", "l1", "r1");

        var failed = act(to -> new ReportConferenceFailed("o2", BEFORE, to));

        assertThat(failed.hasNoEvents()).isTrue();
        assertThat(failed.state()).isInstanceOf(Conferring.class);
    }

    @Test
    void whoHangsUpThereHasHungUp() {
        talk();
        claim("c1", "l1", "r1");

        assertThat(act(to -> new ReportAgentHungUp("o1", false, "", "p1", to)).state())
                .isInstanceOf(Ended.class);
    }

    /** The phone was rung anew, and picked up there too: the agent hangs up the one that is silent. */
    @Test
    void whoHangsUpAPhoneThatWasPickedUpThereInVainGoesOnTalking() {
        receive();
        ring("o1");
        claim("c1", "l1", "r1");
        act(to -> new ReportPickedUp("o1", "v=0 answer", phone("before"), BEFORE, to));
        act(to -> new ReportPickedUp("o1", "v=0 answer", phone("p1"), PRESENT, to));
        confirm("o1");

        var hungUp = act(to -> new ReportAgentHungUp("o1", true, "", "before", to));

        assertThat(hungUp.hasNoEvents()).isTrue();
        assertThat(hungUp.state()).isInstanceOf(Talking.class);
    }

    @Test
    void norDoesThatEndThePickUpThatIsBeingConfirmed() {
        receive();
        ring("o1");
        claim("c1", "l1", "r1");
        act(to -> new ReportPickedUp("o1", "v=0 answer", phone("p1"), PRESENT, to));
        entity.runCommand(new ReportAgentHungUp(
                "o1", true, "", "before", actors.<CallReply>createTestProbe().ref()));

        confirm("o1");

        assertThat(entity.getState()).isInstanceOf(Talking.class);
    }

    @Test
    void aCallerWhoHangsUpThereHasHungUp() {
        talk();
        claim("c1", "l1", "r1");

        assertThat(act(to -> new EndCall("caller-hung-up", to)).state()).isInstanceOf(Ended.class);
    }

    @Test
    void aDoorOfTheReleaseBeforeIsBelieved() {
        talk();
        claim("c1", "l1", "r1");

        assertThat(agrees("v=0 moved", 0).hasNoEvents()).isFalse();
    }

    @Test
    void theDoorToWhichTheCallerCameIsBelievedWhileItHasTheCall() {
        talk();

        assertThat(agrees("v=0 moved", BEFORE).hasNoEvents()).isFalse();
    }

    private CommandResultWithReply<CallCommand, CallEvent, CallState, CallReply> agrees(String offerSdp, int adoption) {
        return act(to -> new ReportSession(offerSdp, CALLER, phone("p1"), true, false, adoption, to));
    }
}
