package baton.engine.call;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.call.CallCommand.ParkCall;
import baton.engine.call.CallCommand.ReportSession;
import baton.engine.call.CallCommand.SearchAgain;
import baton.engine.call.CallCommand.StopPhone;
import baton.engine.call.CallReply.Accepted;
import baton.engine.call.CallReply.NotInThisCall;
import baton.engine.call.CallState.Unknown;
import baton.protocol.gateway.v1.CallOrder;
import baton.protocol.gateway.v1.CallOrder.OrderCase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A call goes to the door that claims it, with all that this one must know. */
class CallDoorTest extends TwoDoors {

    @Test
    void anAnswerThatMayNotHaveBeenHeardIsToBeSaidAgainAndLaterNotAnyMore() {
        talk();

        callerTurnsToSecond();
        var lately = adopt(second);
        clock.passes(Duration.ofSeconds(33));
        callerTurnsToSecond();
        var later = adopt(second);

        assertThat(lately.getPerhapsUnheard()).isTrue();
        assertThat(lately.getCaller().getInvite()).isEqualTo("INVITE head");
        assertThat(later.getPerhapsUnheard()).isFalse();
        assertThat(later.getCaller().getInvite()).isEmpty();
    }

    @Test
    void anEndThatTurnsToAnotherDoorTakesTheCallThere() {
        talk();
        orders(first);

        var claimed = claim("p1", "l2", "r2");

        assertThat(claimed.reply()).isEqualTo(new Accepted());
        assertThat(adopt(second).getTalking()).isEqualTo("o1");
        assertThat(first.receiveMessage().getOrderCase()).isEqualTo(OrderCase.LET_GO);
        first.stop();
        passes(Duration.ofSeconds(10));
        assertThat(orders(second)).extracting(CallOrder::getOrderCase).doesNotContain(OrderCase.TAKE_OVER);
    }

    /** It has had an order that was sent before the call went elsewhere. */
    @Test
    void aDoorToWhichNoEndHasTurnedGetsNothingWhileTheOtherLives() {
        talk();
        orders(first);

        var claimed = claim();

        assertThat(claimed.reply()).isEqualTo(new NotInThisCall());
        assertThat(claimed.hasNoEvents()).isTrue();
        assertThat(orders(first)).isEmpty();
        assertThat(orders(second)).isEmpty();
    }

    @Test
    void aDoorThatHasLostTheCallGetsItAgain() {
        talk();
        callerTurnsToSecond();
        orders(second);

        assertThat(claim().reply()).isEqualTo(new Accepted());

        assertThat(adopt(second).getNumber()).isEqualTo(2);
    }

    @Test
    void aSecondDoorWithTheSameInvitationIsToLetGo() {
        talk();
        orders(first);

        receiveAt(SECOND);
        receiveAt(FIRST);

        assertThat(orders(second)).extracting(CallOrder::getOrderCase).containsExactly(OrderCase.LET_GO);
        assertThat(orders(first)).isEmpty();
    }

    @Test
    void aSearchThatWasPutOffUntilADoorWasFoundDoesNotBeginAnew() {
        talk();
        callerTurnsToSecond();

        entity.runCommand(new SearchAgain());

        assertThat(doors.asked).hasValue(0);
    }

    @Test
    void whoDoesNotKnowADialogOfTheCallDoesNotGetIt() {
        talk();
        orders(first);

        for (var claim :
                new String[][] {{"c1", "l1", "r2"}, {"c2", "l1", "r1"}, {"c1", "l2", "r1"}, {"p1", "", "r3"}}) {
            var claimed = claim(claim[0], claim[1], claim[2]);
            assertThat(claimed.reply()).isEqualTo(new NotInThisCall());
            assertThat(claimed.hasNoEvents()).isTrue();
        }
        assertThat(orders(first)).isEmpty();
        assertThat(orders(second)).isEmpty();
    }

    @Test
    void aCancelCannotNameOurTag() {
        receive();

        assertThat(claim("c1", "", "r1").reply()).isEqualTo(new Accepted());

        var adopt = adopt(second);
        assertThat(adopt.getAnswered()).isFalse();
        assertThat(adopt.getCaller().getInvite()).isEqualTo("INVITE head");
        assertThat(second.receiveMessage().getOrderCase()).isEqualTo(OrderCase.PROGRESS);
    }

    @Test
    void aMadeUpCallIsUnknownAndSleepsAtOnce() {
        var claimed = claim("c1", "l1", "r1");

        assertThat(claimed.reply()).isEqualTo(new CallReply.Unknown());
        assertThat(claimed.state()).isInstanceOf(Unknown.class);
        assertThat(slept).hasValue(1);
    }

    @Test
    void aPhoneThatRangRingsAnewAndTheOldAttemptIsCancelled() {
        receive();
        ring("o1");

        callerTurnsToSecond();

        var adopt = adopt(second);
        assertThat(adopt.getCancelledList()).extracting("offerId").containsExactly("o1");
        assertThat(adopt.getPhonesList()).isEmpty();
        assertThat(second.receiveMessage().getRingPhone().getOfferId()).isEqualTo("o1");
    }

    @Test
    void aPhoneThatWasToBeStoppedWhenNobodyCouldBeToldIsCancelledByTheNextDoor() {
        receive();
        ring("o1");
        act(to -> new StopPhone("o1", "timed-out", to));

        callerTurnsToSecond();

        assertThat(adopt(second).getCancelledList()).extracting("offerId").containsExactly("o1");
        assertThat(second.receiveMessage().getOrderCase()).isEqualTo(OrderCase.PROGRESS);
    }

    @Test
    void aPhoneThatWasPickedUpIsConnectedByTheNextDoor() {
        receive();
        ring("o1");
        pickUp("o1");

        callerTurnsToSecond();

        var adopt = adopt(second);
        assertThat(adopt.getPhones(0).getOfferId()).isEqualTo("o1");
        assertThat(adopt.getTalking()).isEmpty();
        confirm("o1");
        assertThat(second.receiveMessage().getConnect().getOfferId()).isEqualTo("o1");
    }

    @Test
    void theOneBeforeStillHasACallerWhoHasNotBeenJoinedToTheNext() {
        talk();
        ring("o2");
        pickUp("o2");
        confirm("o2");

        callerTurnsToSecond();
        var parting = adopt(second);
        act(to -> new ReportSession("v=0 offer", CALLER, phone("p2"), false, false, 0, to));
        callerTurnsToSecond();
        var joined = adopt(second);

        assertThat(parting.getTalking()).isEqualTo("o1");
        assertThat(parting.getPhonesList()).extracting("offerId").containsExactly("o1", "o2");
        assertThat(parting.getPartedList()).isEmpty();
        assertThat(joined.getTalking()).isEqualTo("o2");
        assertThat(joined.getPhonesList()).extracting("offerId").containsExactly("o2");
        assertThat(joined.getParted(0).getCallId())
                .as("may not have had its BYE")
                .isEqualTo("p1");
    }

    @Test
    void aParkedCallerStaysParked() {
        talk();
        act(to -> new ParkCall("o1", clock.instant(), to));

        callerTurnsToSecond();

        var adopt = adopt(second);
        assertThat(adopt.getTalking()).isEmpty();
        assertThat(adopt.getAnswered()).isTrue();
        assertThat(adopt.getParted(0).getCallId()).isEqualTo("p1");
        assertThat(second.receiveMessage().getOrderCase()).isEqualTo(OrderCase.PARK);
    }

    private void callerTurnsToSecond() {
        assertThat(claim("c1", "l1", "r1").reply()).isEqualTo(new Accepted());
    }
}
