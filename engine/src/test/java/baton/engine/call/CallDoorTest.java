package baton.engine.call;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.EntityKey;
import baton.engine.EntityTest;
import baton.engine.call.CallCommand.ClaimCall;
import baton.engine.call.CallCommand.ConfirmPickUp;
import baton.engine.call.CallCommand.EndCall;
import baton.engine.call.CallCommand.ParkCall;
import baton.engine.call.CallCommand.ReceiveCall;
import baton.engine.call.CallCommand.ReportPickedUp;
import baton.engine.call.CallCommand.ReportSession;
import baton.engine.call.CallCommand.RingPhone;
import baton.engine.call.CallCommand.StopPhone;
import baton.engine.call.CallEvent.DoorChanged;
import baton.engine.call.CallReply.Accepted;
import baton.engine.call.CallReply.NotInThisCall;
import baton.engine.call.CallState.Ended;
import baton.engine.call.CallState.Talking;
import baton.engine.call.CallState.Unknown;
import baton.engine.duty.RecordingCarrier;
import baton.protocol.gateway.v1.Adopt;
import baton.protocol.gateway.v1.CallOrder;
import baton.protocol.gateway.v1.CallOrder.OrderCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResultWithReply;
import org.junit.jupiter.api.Test;

/** A call outlives the door through which it came. */
class CallDoorTest extends EntityTest<CallCommand, CallEvent, CallState> {

    private static final Door FIRST = new Door("first", "10.0.0.1:5060");
    private static final Door SECOND = new Door("second", "10.0.0.2:5060");
    private static final Dialog CALLER = new Dialog(
            "c1", "l1", "r1", "sip:100@b", "sip:380@t", "sip:380@t", List.of(), 1, 2, "udp", "", "", "INVITE head");

    private KnownDoors doors = new KnownDoors();
    private AtomicInteger slept = new AtomicInteger();
    private TestProbe<CallOrder> first = actors.createTestProbe();
    private TestProbe<CallOrder> second = actors.createTestProbe();

    @Override
    protected Behavior<CallCommand> behavior(EntityKey key) {
        doors = new KnownDoors();
        slept = new AtomicInteger();
        first = actors.createTestProbe();
        second = actors.createTestProbe();
        doors.open("first", first.ref());
        doors.open("second", second.ref());
        return Call.create(key, clock, new RecordingCarrier<>(), doors, slept::incrementAndGet);
    }

    @Test
    void aTalkGoesOnWhenItsDoorDies() {
        talk();

        first.stop();

        assertThat(second.receiveMessage().getOrderCase()).isEqualTo(OrderCase.TAKE_OVER);
        assertThat(entity.getState()).isInstanceOf(Talking.class);
        assertThat(claim().event()).isEqualTo(new DoorChanged(SECOND, 1, clock.instant()));
        var adopt = adopt(second);
        assertThat(adopt.getAskEnds()).isTrue();
        assertThat(adopt.getAnswered()).isTrue();
        assertThat(adopt.getAnswerSdp()).isEqualTo("v=0 answer");
        assertThat(adopt.getTalking()).isEqualTo("o1");
        assertThat(adopt.getPhones(0).getDialog().getCallId()).isEqualTo("p1");
        assertThat(adopt.getFormerAddress()).isEqualTo("10.0.0.1:5060");
        assertThat(adopt.getNumber()).isEqualTo(1);
        assertThat(second.receiveMessage().getOrderCase()).isEqualTo(OrderCase.CONNECT);
    }

    @Test
    void anAnswerThatMayNotHaveBeenHeardIsToBeSaidAgainAndLaterNotAnyMore() {
        talk();

        claim();
        var lately = adopt(second);
        clock.passes(Duration.ofSeconds(33));
        claim();
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
        assertThat(adopt(second).getAskEnds()).isFalse();
        assertThat(first.receiveMessage().getOrderCase()).isEqualTo(OrderCase.LET_GO);
        first.stop();
        passes(Duration.ofSeconds(10));
        assertThat(orders(second)).extracting(CallOrder::getOrderCase).doesNotContain(OrderCase.TAKE_OVER);
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

        claim();

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

        claim();

        assertThat(adopt(second).getCancelledList()).extracting("offerId").containsExactly("o1");
        assertThat(second.receiveMessage().getOrderCase()).isEqualTo(OrderCase.PROGRESS);
    }

    @Test
    void aPhoneThatWasPickedUpIsConnectedByTheNextDoor() {
        receive();
        ring("o1");
        pickUp("o1");

        claim();

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

        claim();
        var parting = adopt(second);
        act(to -> new ReportSession("v=0 offer", CALLER, phone("p2"), false, false, to));
        claim();
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
        act(to -> new ParkCall(clock.instant(), to));

        claim();

        var adopt = adopt(second);
        assertThat(adopt.getTalking()).isEmpty();
        assertThat(adopt.getAnswered()).isTrue();
        assertThat(adopt.getParted(0).getCallId()).isEqualTo("p1");
        assertThat(second.receiveMessage().getOrderCase()).isEqualTo(OrderCase.PARK);
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

    @Test
    void aCallThatNoDoorTakesIsGivenUpAfterTwoMinutes() {
        talk();
        doors.forget("second");
        first.stop();

        eventually(() -> assertThat(doors.asked).hasPositiveValue());
        passes(Duration.ofMinutes(1));
        assertThat(entity.getState()).isInstanceOf(Talking.class);
        passes(Duration.ofMinutes(2));

        eventually(() -> assertThat(entity.getState()).isInstanceOf(Ended.class));
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
        assertThat(adopt(second).getTalking()).isEqualTo("o1");
        assertThat(second.receiveMessage().getOrderCase()).isEqualTo(OrderCase.HANG_UP);
    }

    // ---- words

    /** As asked by the call itself. */
    private CommandResultWithReply<CallCommand, CallEvent, CallState, CallReply> claim() {
        return claim("", "", "");
    }

    private CommandResultWithReply<CallCommand, CallEvent, CallState, CallReply> claim(
            String sipCallId, String localTag, String remoteTag) {
        return act(to -> new ClaimCall(SECOND, sipCallId, localTag, remoteTag, to));
    }

    private static Adopt adopt(TestProbe<CallOrder> door) {
        while (true) {
            var order = door.receiveMessage();
            if (order.hasAdopt()) {
                return order.getAdopt();
            }
        }
    }

    /** Everything ordered until now. */
    private static List<CallOrder> orders(TestProbe<CallOrder> door) {
        var orders = new ArrayList<CallOrder>();
        door.ref().tell(CallOrder.getDefaultInstance());
        for (var order = door.receiveMessage();
                order.getOrderCase() != OrderCase.ORDER_NOT_SET;
                order = door.receiveMessage()) {
            orders.add(order);
        }
        return orders;
    }

    private static long asked(TestProbe<CallOrder> door) {
        return orders(door).stream().filter(CallOrder::hasTakeOver).count();
    }

    private void eventually(Runnable holds) {
        actors.createTestProbe().awaitAssert(() -> {
            holds.run();
            return null;
        });
    }

    private void receive() {
        act(to -> new ReceiveCall("e1", "380501112233", "100", "v=0 offer", CALLER, FIRST, to));
    }

    private void ring(String offerId) {
        act(to -> new RingPhone(offerId, "anna", "sip:anna@phone", to));
    }

    private void pickUp(String offerId) {
        act(to -> new ReportPickedUp(offerId, "v=0 answer", phone(offerId.replace("o", "p")), to));
    }

    private void confirm(String offerId) {
        act(to -> new ConfirmPickUp(offerId, true, to));
    }

    private void talk() {
        receive();
        ring("o1");
        pickUp("o1");
        confirm("o1");
    }

    private static Dialog phone(String callId) {
        return new Dialog(callId, "l2", "r2", "sip:100@b", "sip:a@b", "sip:a@p", List.of(), 1, 0, "udp", "", "", "");
    }

    private CommandResultWithReply<CallCommand, CallEvent, CallState, CallReply> act(
            Function<ActorRef<CallReply>, CallCommand> deed) {
        return run(deed);
    }
}
