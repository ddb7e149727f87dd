package baton.engine.call;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.call.CallCommand.EndCall;
import baton.engine.call.CallEvent.DoorChanged;
import baton.engine.call.CallReply.NotInThisCall;
import baton.engine.call.CallState.Ended;
import baton.engine.call.CallState.Talking;
import baton.protocol.gateway.v1.CallOrder;
import baton.protocol.gateway.v1.CallOrder.OrderCase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A call outlives the door through which it came. */
class LostDoorTest extends TwoDoors {

    @Test
    void aTalkGoesOnWhenItsDoorDies() {
        talk();

        first.stop();

        assertThat(second.receiveMessage().getOrderCase()).isEqualTo(OrderCase.TAKE_OVER);
        assertThat(entity.getState()).isInstanceOf(Talking.class);
        assertThat(claim().event()).isEqualTo(new DoorChanged(SECOND, 1, clock.instant()));
        var adopt = adopt(second);
        assertThat(adopt.getAnswered()).isTrue();
        assertThat(adopt.getAnswerSdp()).isEqualTo("v=0 answer");
        assertThat(adopt.getTalking()).isEqualTo("o1");
        assertThat(adopt.getPhones(0).getDialog().getCallId()).isEqualTo("p1");
        assertThat(adopt.getFormerAddress()).isEqualTo("10.0.0.1:5060");
        assertThat(adopt.getNumber()).isEqualTo(1);
        assertThat(second.receiveMessage().getOrderCase()).isEqualTo(OrderCase.CONNECT);
    }

    @Test
    void doorsAreAskedOneAfterAnotherUntilOneClaims() {
        var third = actors.<CallOrder>createTestProbe();
        doors.open("third", third.ref());
        talk();

        first.stop();
        eventually(() -> assertThat(asked(second) + asked(third)).isOne());
        passes(Duration.ofSeconds(3));
        eventually(() -> assertThat(asked(second) + asked(third)).isOne());
    }

    /** Who is asked which doors are open may not have heard yet that it is gone. */
    @Test
    void theDoorThatIsGoneIsNotAsked() {
        talk();
        var gone = actors.<CallOrder>createTestProbe();
        doors.open("first", gone.ref());

        first.stop();
        for (var times = 0; times < 3; times++) {
            eventually(() -> assertThat(asked(second)).isOne());
            passes(Duration.ofSeconds(3));
        }

        assertThat(orders(gone)).isEmpty();
    }

    @Test
    void aCallThatNoDoorTakesIsGivenUpAfterTwoMinutes() {
        talk();
        doors.forget("second");
        first.stop();

        eventually(() -> assertThat(doors.asked).hasPositiveValue());
        passes(Duration.ofMinutes(1));
        assertThat(entity.getState()).isInstanceOf(Talking.class);
        passes(Duration.ofSeconds(50));
        assertThat(entity.getState()).isInstanceOf(Talking.class);

        // in steps that are shorter than the patience with a journal: the two are on the same clock
        passesUntil(Duration.ofSeconds(5), () -> assertThat(entity.getState()).isInstanceOf(Ended.class));
        assertThat(((Ended) entity.getState()).ended().reason()).isEqualTo("failed");
    }

    @Test
    void aCallThatWakesUpWithoutItsDoorFindsAnother() {
        talk();
        doors.forget("first");

        entity.restart();

        assertThat(second.receiveMessage().getOrderCase()).isEqualTo(OrderCase.TAKE_OVER);
    }

    @Test
    void aCallThatEndedWhenNobodyCouldBeToldIsHungUpByAnotherDoor() {
        talk();
        act(to -> new EndCall("agent-hung-up", to));

        first.stop();

        assertThat(second.receiveMessage().getOrderCase()).isEqualTo(OrderCase.TAKE_OVER);
        assertThat(claim("c1", "l1", "r1").reply()).as("by an end").isEqualTo(new NotInThisCall());
        assertThat(claim().hasNoEvents()).isTrue();
        var adopt = adopt(second);
        assertThat(adopt.getTalking()).isEqualTo("o1");
        assertThat(adopt.getNumber()).as("numbers jump").isEqualTo(1);
        assertThat(second.receiveMessage().getOrderCase()).isEqualTo(OrderCase.HANG_UP);
    }

    @Test
    void aCallThatEndedJustBeforeItsNodeDiedLooksForADoorWhenItWakesUp() {
        talk();
        act(to -> new EndCall("agent-hung-up", to));
        doors.forget("first");

        entity.restart();

        assertThat(second.receiveMessage().getOrderCase()).isEqualTo(OrderCase.TAKE_OVER);
    }

    @Test
    void aCallThatEndedLongAgoLooksForNoDoorWhenItWakesUp() {
        talk();
        act(to -> new EndCall("agent-hung-up", to));
        doors.forget("first");
        clock.passes(Duration.ofMinutes(3));

        entity.restart();

        assertThat(orders(second)).isEmpty();
        assertThat(doors.asked).hasValue(0);
    }
}
