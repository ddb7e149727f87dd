package baton.engine.call;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.EntityKey;
import baton.engine.EntityTest;
import baton.engine.call.CallCommand.ConfirmPickUp;
import baton.engine.call.CallCommand.EndCall;
import baton.engine.call.CallCommand.HoldCall;
import baton.engine.call.CallCommand.ParkCall;
import baton.engine.call.CallCommand.ReceiveCall;
import baton.engine.call.CallCommand.ReportAgentHungUp;
import baton.engine.call.CallCommand.ReportDeclined;
import baton.engine.call.CallCommand.ReportPickedUp;
import baton.engine.call.CallCommand.ReportSession;
import baton.engine.call.CallCommand.RingPhone;
import baton.engine.call.CallCommand.StopPhone;
import baton.engine.call.CallEvent.CallArrived;
import baton.engine.call.CallEvent.CallConnected;
import baton.engine.call.CallEvent.CallEnded;
import baton.engine.call.CallEvent.CallParked;
import baton.engine.call.CallEvent.PhoneAnswered;
import baton.engine.call.CallEvent.PhoneFailed;
import baton.engine.call.CallEvent.PhoneRung;
import baton.engine.call.CallEvent.SessionChanged;
import baton.engine.call.CallReply.Accepted;
import baton.engine.call.CallState.Ended;
import baton.engine.call.CallState.PickedUp;
import baton.engine.call.CallState.Ringing;
import baton.engine.call.CallState.Talking;
import baton.engine.call.CallState.Waiting;
import baton.engine.duty.RecordingCarrier;
import baton.protocol.gateway.v1.CallOrder;
import baton.protocol.gateway.v1.CallOrder.OrderCase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResultWithReply;
import org.junit.jupiter.api.Test;

class CallTest extends EntityTest<CallCommand, CallEvent, CallState> {

    private static final Dialog CALLER =
            new Dialog("c1", "l1", "r1", "sip:100@b", "sip:380@t", "sip:380@t", List.of(), 1, 2, "udp", "", "", "");
    private static final Door DOOR = new Door("door", "10.0.0.1:5060");
    private static final Dialog PHONE = phone("p1");

    private RecordingCarrier<CallErrand> carrier = new RecordingCarrier<>();
    private AtomicInteger slept = new AtomicInteger();
    private TestProbe<CallOrder> door = actors.createTestProbe();

    @Override
    protected Behavior<CallCommand> behavior(EntityKey key) {
        carrier = new RecordingCarrier<>();
        slept = new AtomicInteger();
        door = actors.createTestProbe();
        var doors = new KnownDoors();
        doors.open(DOOR.name(), door.ref());
        return Call.create(key, clock, carrier, doors, slept::incrementAndGet);
    }

    @Test
    void aCallerHearsRinging() {
        var received = receive();

        assertThat(received.event())
                .isEqualTo(new CallArrived("e1", "380501112233", "100", "v=0 offer", CALLER, DOOR, START));
        assertThat(received.reply()).isEqualTo(new Accepted());
        assertThat(order().getOrderCase()).isEqualTo(OrderCase.PROGRESS);
        assertThat(receive().hasNoEvents()).isTrue();
    }

    /** The two come on different ways, and one of them may have to wait for its shard. */
    @Test
    void aCallWhoseEndIsSaidBeforeItsInvitationIsHereEndsAtOnce() {
        assertThat(end("closed").reply()).isEqualTo(new CallReply.Unknown());

        var received = receive();

        assertThat(received.events())
                .containsExactly(
                        new CallArrived("e1", "380501112233", "100", "v=0 offer", CALLER, DOOR, START),
                        new CallEnded("closed", START));
        assertThat(received.reply()).isEqualTo(new Accepted());
        assertThat(order().getRefuse().getReason()).isEqualTo("Closed now");
    }

    @Test
    void aCallThatIsOverSaysSoOnceMoreBeforeItSleeps() {
        receive();
        end("closed");
        carrier.isDoneWithAll();
        orders();

        passesUntil(Duration.ofMinutes(2), () -> assertThat(slept).hasPositiveValue());

        assertThat(order().getRefuse().getReason()).isEqualTo("Closed now");
    }

    @Test
    void theOfferedAgentsPhoneRings() {
        receive();
        order();

        var rung = ring("o1", "anna");

        assertThat(rung.event()).isEqualTo(new PhoneRung("o1", "anna", "sip:anna@phone", START));
        var order = order();
        assertThat(order.getTenant()).isEqualTo(TENANT);
        assertThat(order.getCallId()).isEqualTo(id);
        assertThat(order.getRingPhone().getOfferId()).isEqualTo("o1");
        assertThat(order.getRingPhone().getContact()).isEqualTo("sip:anna@phone");
        assertThat(order.getRingPhone().getOfferSdp()).isEqualTo("v=0 offer");
        assertThat(order.getRingPhone().getCaller()).isEqualTo("380501112233");
        assertThat(order.getRingPhone().getAgentUri()).isEqualTo("sip:anna@baton");
        assertThat(carrier.takenIds()).containsExactly("ringing o1");
        assertThat(ring("o1", "anna").hasNoEvents()).isTrue();
    }

    @Test
    void theTwoTalkOnlyAfterTheAgentsAcceptanceStands() {
        receive();
        ring("o1", "anna");
        carrier.taken();
        orders();

        assertThat(pickUp("o1").event()).isEqualTo(new PhoneAnswered("o1", "v=0 answer", PHONE, START));
        assertThat(carrier.takenIds()).containsExactly("accept o1");
        assertThat(orders()).isEmpty();

        var confirmed = confirm("o1", true);

        assertThat(confirmed.event()).isEqualTo(new CallConnected("o1", "anna", START));
        assertThat(order().getConnect().getAnswerSdp()).isEqualTo("v=0 answer");
        assertThat(carrier.takenIds()).containsExactly("answered anna by o1");
        assertThat(confirm("o1", true).hasNoEvents()).isTrue();
        assertThat(pickUp("o1").hasNoEvents()).isTrue();
        assertThat(orders()).isEmpty();
    }

    @Test
    void aPhoneThatDoesNotTakeTheCallIsAMissAndTheCallerWaitsOn() {
        receive();
        ring("o1", "anna");
        orders();

        var declined = decline("o1", "busy");

        assertThat(declined.event()).isEqualTo(new PhoneFailed("o1", "busy", START));
        assertThat(declined.state()).isInstanceOf(Waiting.class);
        assertThat(order().getOrderCase()).isEqualTo(OrderCase.PROGRESS);
        assertThat(carrier.takenIds()).contains("miss o1");
        assertThat(decline("o1", "busy").hasNoEvents()).isTrue();
    }

    @Test
    void aPhoneThatDidNotTakeTheCallIsNotRungAgainByAnEcho() {
        receive();
        ring("o1", "anna");
        decline("o1", "busy");

        var echo = ring("o1", "anna");

        assertThat(echo.hasNoEvents()).isTrue();
        assertThat(echo.reply()).isEqualTo(new Accepted());
        assertThat(ring("o2", "ben").state()).isInstanceOf(Ringing.class);
    }

    @Test
    void onePhoneAtATime() {
        receive();
        ring("o1", "anna");
        orders();

        var replies = actors.createTestProbe(CallReply.class);
        var second = entity.runCommand(new RingPhone("o2", "ben", "sip:ben@phone", replies.ref()));

        assertThat(second.hasNoEvents()).isTrue();
        assertThat(orders()).isEmpty();
        stop("o1", "timed-out");
        replies.expectNoMessage(Duration.ZERO); // so that it is asked for again
    }

    @Test
    void anAcceptanceThatDoesNotStandHangsUpThePhoneAndTheCallerWaitsOn() {
        receive();
        ring("o1", "anna");
        pickUp("o1");
        orders();

        var refused = confirm("o1", false);

        assertThat(refused.event()).isEqualTo(new PhoneFailed("o1", "rescinded", START));
        assertThat(order().getStopPhone().getOfferId()).isEqualTo("o1");
        assertThat(order().getOrderCase()).isEqualTo(OrderCase.PROGRESS);
    }

    @Test
    void whoPicksUpTooLateIsHungUpAgain() {
        receive();
        ring("o1", "anna");
        stop("o1", "timed-out");
        ring("o2", "ben");
        orders();

        var late = pickUp("o1");

        assertThat(late.hasNoEvents()).isTrue();
        assertThat(order().getStopPhone().getOfferId()).isEqualTo("o1");
        assertThat(entity.getState()).isInstanceOf(Ringing.class);
    }

    @Test
    void whoPicksUpAfterTheCallerHasGoneIsHungUpAgain() {
        receive();
        ring("o1", "anna");
        end("caller-hung-up");
        orders();

        pickUp("o1");

        assertThat(order().getStopPhone().getOfferId()).isEqualTo("o1");
    }

    @Test
    void anOfferThatIsOverStopsThePhone() {
        receive();
        ring("o1", "anna");
        orders();

        var stopped = stop("o1", "timed-out");

        assertThat(stopped.event()).isEqualTo(new PhoneFailed("o1", "timed-out", START));
        assertThat(order().getStopPhone().getOfferId()).isEqualTo("o1");
        assertThat(stop("o1", "timed-out").hasNoEvents()).isTrue();
    }

    @Test
    void aConversationIsNotStoppedByTheEndOfItsOffer() {
        talk("o1");

        assertThat(stop("o1", "timed-out").hasNoEvents()).isTrue();
        assertThat(entity.getState()).isInstanceOf(Talking.class);
    }

    @Test
    void aCallerWhoGivesUpHasBeenMissed() {
        receive();
        ring("o1", "anna");
        orders();
        carrier.taken();

        var ended = end("caller-hung-up");

        assertThat(ended.event()).isEqualTo(new CallEnded("abandoned", START));
        assertThat(order().getOrderCase()).isEqualTo(OrderCase.HANG_UP);
        assertThat(carrier.taken())
                .contains(new CallErrand.EndLeg("e1", id, "abandoned"), new CallErrand.FreeLine("anna", id));
        assertThat(end("caller-hung-up").hasNoEvents()).isTrue();
    }

    @Test
    void aCallerWhomNobodyWillAnswerIsSentAwayForThatReason() {
        receive();
        orders();

        var ended = end("closed");

        assertThat(ended.event()).isEqualTo(new CallEnded("closed", START));
        assertThat(orders()).last().satisfies(order -> {
            assertThat(order.getRefuse().getStatus()).isEqualTo(480);
            assertThat(order.getRefuse().getReason()).isEqualTo("Closed now");
        });
        assertThat(end("closed").hasNoEvents()).isTrue();
    }

    @Test
    void whoTalksAlreadyWhenTheyAreSentAwayIsHungUp() {
        talk("o1");
        orders();

        end("closed");

        assertThat(order().getOrderCase()).isEqualTo(OrderCase.HANG_UP);
    }

    @Test
    void eitherSideHangsUp() {
        talk("o1");

        assertThat(agentHangsUp("o1").event()).isEqualTo(new CallEnded("agent-hung-up", START));
        assertThat(orders()).last().satisfies(order -> assertThat(order.hasHangUp())
                .isTrue());
    }

    @Test
    void theCallerHangsUp() {
        talk("o1");

        assertThat(end("caller-hung-up").event()).isEqualTo(new CallEnded("caller-hung-up", START));
        assertThat(carrier.takenIds()).contains("end " + id, "free anna");
    }

    @Test
    void whoHangsUpBeforeTheAcceptanceStandsHangsUpAfterwards() {
        receive();
        ring("o1", "anna");
        pickUp("o1");
        var replies = actors.createTestProbe(CallReply.class);
        var hungUp = entity.runCommand(new ReportAgentHungUp("o1", false, "", "", replies.ref()));

        confirm("o1", true);

        assertThat(hungUp.hasNoEvents()).isTrue();
        assertThat(replies.receiveMessage()).isEqualTo(new Accepted());
        assertThat(entity.getState()).isInstanceOf(Ended.class);
    }

    @Test
    void whoHangsUpTooEarlyDoesNotHangUpOnTheNextAgent() {
        receive();
        ring("o1", "anna");
        pickUp("o1");
        var replies = actors.createTestProbe(CallReply.class);
        entity.runCommand(new ReportAgentHungUp("o1", false, "", "", replies.ref()));
        stop("o1", "timed-out");

        ring("o2", "ben");
        pickUp("o2");
        confirm("o2", true);

        assertThat(replies.receiveMessage()).isEqualTo(new Accepted());
        assertThat(entity.getState()).isInstanceOf(Talking.class);
    }

    @Test
    void whileTheTwoTalkTheNextAgentsPhoneRings() {
        talk("o1");
        orders();
        carrier.taken();

        var rung = ring("o2", "ben");

        assertThat(rung.event()).isEqualTo(new PhoneRung("o2", "ben", "sip:ben@phone", START));
        assertThat(order().getRingPhone().getOfferId()).isEqualTo("o2");
        assertThat(orders()).isEmpty();
        assertThat(ring("o1", "anna").hasNoEvents())
                .as("an echo of the talk's own offer")
                .isTrue();
        assertThat(pickUp("o1").hasNoEvents()).isTrue();
        assertThat(orders()).isEmpty();
    }

    @Test
    void theNextAgentTakesTheCallOverWhenTheAcceptanceStands() {
        talk("o1");
        ring("o2", "ben");
        pickUp("o2");
        orders();
        carrier.taken();

        var confirmed = confirm("o2", true);

        assertThat(confirmed.event()).isEqualTo(new CallConnected("o2", "ben", START));
        assertThat(order().getConnect().getOfferId()).isEqualTo("o2");
        assertThat(orders()).isEmpty();
        joined("p2");
        assertThat(carrier.takenIds()).contains("answered ben by o2");
        orders();
        assertThat(agentHangsUp("o1").hasNoEvents()).as("anna is out of it").isTrue();
        assertThat(ring("o1", "anna").hasNoEvents()).as("an echo").isTrue();
        assertThat(agentHangsUp("o2").event()).isEqualTo(new CallEnded("agent-hung-up", START));
        assertThat(carrier.takenIds()).contains("free anna", "free ben");
    }

    @Test
    void aNextPhoneThatDoesNotTakeTheCallLeavesTheTwoTalking() {
        talk("o1");
        ring("o2", "ben");
        orders();

        var declined = decline("o2", "busy");

        assertThat(declined.event()).isEqualTo(new PhoneFailed("o2", "busy", START));
        assertThat(declined.state()).isInstanceOf(Talking.class);
        assertThat(order().getConnect().getOfferId()).isEqualTo("o1");
        assertThat(carrier.takenIds()).contains("miss o2").doesNotContain("free anna");
        assertThat(ring("o2", "ben").hasNoEvents()).as("an echo").isTrue();
        assertThat(ring("o3", "chloe").state()).isInstanceOf(Ringing.class);
    }

    @Test
    void aNextAgentWhoseAcceptanceDoesNotStandIsHungUpAndTheTwoTalkOn() {
        talk("o1");
        ring("o2", "ben");
        pickUp("o2");
        orders();

        var refused = confirm("o2", false);

        assertThat(refused.state()).isInstanceOf(Talking.class);
        assertThat(order().getStopPhone().getOfferId()).isEqualTo("o2");
        assertThat(order().getConnect().getOfferId()).isEqualTo("o1");
    }

    @Test
    void aTransferThatIsOffStopsTheNextPhoneOnly() {
        talk("o1");
        ring("o2", "ben");
        orders();

        var stopped = stop("o2", "rescinded");

        assertThat(stopped.event()).isEqualTo(new PhoneFailed("o2", "rescinded", START));
        assertThat(stopped.state()).isInstanceOf(Talking.class);
        assertThat(order().getStopPhone().getOfferId()).isEqualTo("o2");
    }

    @Test
    void theCallerWhoHangsUpWhileTheNextPhoneRingsEndsEverything() {
        talk("o1");
        ring("o2", "ben");
        orders();

        var ended = end("caller-hung-up");

        assertThat(ended.event()).isEqualTo(new CallEnded("caller-hung-up", START));
        assertThat(order().getOrderCase()).isEqualTo(OrderCase.HANG_UP);
        assertThat(carrier.takenIds()).contains("end " + id, "free anna", "free ben");
    }

    @Test
    void theAgentWhoHangsUpWhileTheNextPhoneRingsEndsTheCall() {
        talk("o1");
        ring("o2", "ben");

        assertThat(agentHangsUp("o1").event()).isEqualTo(new CallEnded("agent-hung-up", START));
    }

    @Test
    void theAgentWhoHangsUpWhenTheNextOneHasPickedUpLeavesTheCallerToThatOne() {
        talk("o1");
        ring("o2", "ben");
        pickUp("o2");
        var replies = actors.createTestProbe(CallReply.class);
        var hungUp = entity.runCommand(new ReportAgentHungUp("o1", false, "", "", replies.ref()));

        confirm("o2", true);

        assertThat(hungUp.hasNoEvents()).isTrue();
        assertThat(replies.receiveMessage()).isEqualTo(new Accepted());
        assertThat(talksNow()).isEqualTo("o2");
    }

    @Test
    void theAgentWhoHangsUpEndsTheCallIfTheNextOneMayNotHaveIt() {
        talk("o1");
        ring("o2", "ben");
        pickUp("o2");
        var replies = actors.createTestProbe(CallReply.class);
        entity.runCommand(new ReportAgentHungUp("o1", false, "", "", replies.ref()));

        confirm("o2", false);

        assertThat(replies.receiveMessage()).isEqualTo(new Accepted());
        assertThat(((Ended) entity.getState()).ended().reason()).isEqualTo("agent-hung-up");
    }

    @Test
    void theNextAgentWhoHangsUpBeforeTheCallerIsJoinedGivesTheCallerBack() {
        talk("o1");
        carrier.isDoneWithAll();
        ring("o2", "ben");
        pickUp("o2");
        confirm("o2", true);
        orders();
        carrier.taken();

        var hungUp = agentHangsUpEarly("o2", "o1");

        assertThat(hungUp.event()).isEqualTo(new PhoneFailed("o2", "not-joined", START));
        assertThat(talksNow()).isEqualTo("o1");
        assertThat(orders()).extracting(CallOrder::getOrderCase).containsExactly(OrderCase.CONNECT);
        assertThat(carrier.taken()).contains(new CallErrand.ReportMiss("e1", id, "ben", "o2", "not-joined", "anna"));
        assertThat(agentHangsUpEarly("o2", "o1").hasNoEvents()).isTrue();
        assertThat(ring("o2", "ben").hasNoEvents()).as("an echo").isTrue();
        assertThat(CallState.replay(entity.getState().history())).isEqualTo(entity.getState());
        assertThat(agentHangsUp("o1").event()).isEqualTo(new CallEnded("agent-hung-up", START));
    }

    @Test
    void theNextAgentWhoHangsUpBeforeTheAcceptanceStandsGivesTheCallerBackToo() {
        talk("o1");
        ring("o2", "ben");
        pickUp("o2");
        var replies = actors.createTestProbe(CallReply.class);
        entity.runCommand(new ReportAgentHungUp("o2", true, "o1", "", replies.ref()));

        confirm("o2", true);

        assertThat(replies.receiveMessage()).isEqualTo(new Accepted());
        assertThat(talksNow()).isEqualTo("o1");
    }

    @Test
    void ifBothHangUpTheCallerWaitsOnTheLine() {
        talk("o1");
        ring("o2", "ben");
        pickUp("o2");
        confirm("o2", true);
        agentHangsUp("o1");
        orders();
        carrier.taken();

        var hungUp = agentHangsUpEarly("o2", "");

        assertThat(hungUp.events()).containsExactly(new PhoneFailed("o2", "not-joined", START), new CallParked(START));
        assertThat(hungUp.state()).isInstanceOf(Waiting.class);
        assertThat(order().getOrderCase()).isEqualTo(OrderCase.PARK);
        assertThat(carrier.taken()).contains(new CallErrand.ReportMiss("e1", id, "ben", "o2", "not-joined", ""));
        assertThat(CallState.replay(hungUp.state().history())).isEqualTo(hungUp.state());
        assertThat(ring("o3", "chloe").state()).isInstanceOf(Ringing.class);
    }

    @Test
    void whoHangsUpBeforeTheParkedCallerIsJoinedLeavesTheCallerParked() {
        talk("o1");
        park(START);
        ring("o2", "ben");
        pickUp("o2");
        confirm("o2", true);
        orders();

        assertThat(agentHangsUpEarly("o2", "").state()).isInstanceOf(Waiting.class);
        assertThat(order().getOrderCase()).isEqualTo(OrderCase.PARK);
    }

    @Test
    void theFirstWhoHangsUpBeforeTheCallerIsAnsweredLeavesTheCallerWaiting() {
        receive();
        ring("o1", "anna");
        pickUp("o1");
        var replies = actors.createTestProbe(CallReply.class);
        entity.runCommand(new ReportAgentHungUp("o1", true, "", "", replies.ref()));
        orders();

        confirm("o1", true);

        assertThat(entity.getState()).isInstanceOf(Waiting.class);
        assertThat(orders()).last().satisfies(order -> assertThat(order.getOrderCase())
                .isEqualTo(OrderCase.PROGRESS));
    }

    @Test
    void theNextAgentTalksWhenTheCallersPhoneHasAgreed() {
        talk("o1");
        ring("o2", "ben");
        pickUp("o2");
        carrier.taken();

        confirm("o2", true);
        assertThat(carrier.takenIds()).isEmpty();
        joined("p2");

        assertThat(carrier.takenIds()).contains("answered ben by o2");
    }

    @Test
    void aCallerWhoIsHandedOnAtOnceIsParkedUntilTheNextAgentTakesTheCall() {
        talk("o1");
        orders();

        var parked = park(START);

        assertThat(parked.event()).isEqualTo(new CallParked(START));
        assertThat(order().getOrderCase()).isEqualTo(OrderCase.PARK);
        assertThat(park(START).hasNoEvents()).isTrue();
        assertThat(agentHangsUp("o1").hasNoEvents()).isTrue();
        ring("o2", "ben");
        assertThat(orders()).extracting(CallOrder::getOrderCase).containsExactly(OrderCase.PARK, OrderCase.RING_PHONE);
        pickUp("o2");
        confirm("o2", true);
        assertThat(orders())
                .last()
                .satisfies(order -> assertThat(order.getConnect().getOfferId()).isEqualTo("o2"));
    }

    @Test
    void aParkedCallerWhoHangsUpHasGivenUp() {
        talk("o1");
        park(START);
        orders();

        assertThat(end("caller-hung-up").event()).isEqualTo(new CallEnded("abandoned", START));
        assertThat(order().getOrderCase()).isEqualTo(OrderCase.HANG_UP);
    }

    @Test
    void aParkedCallerWhoIsSentAwayIsHungUpBecauseTheCallWasAnsweredLongAgo() {
        talk("o1");
        park(START);
        orders();

        end("call-back");

        assertThat(order().getOrderCase()).isEqualTo(OrderCase.HANG_UP);
    }

    @Test
    void whatWasSaidBeforeTheTalkBeganParksNobody() {
        talk("o1");

        assertThat(park(START.minusSeconds(1)).hasNoEvents()).isTrue();
    }

    @Test
    void whoTalksIsPartedAlsoIfTheClockOfWhoSaysSoIsSlow() {
        talk("o1");

        var parked = park("o1", START.minusSeconds(3600));

        assertThat(parked.event()).isEqualTo(new CallParked(START));
    }

    @Test
    void anEchoPartsNobodyWhoTalksSinceAlsoIfTheClockOfWhoSaidItIsFast() {
        talk("o1");
        park("o1", START.plusSeconds(3600));
        ring("o2", "ben");
        pickUp("o2");
        confirm("o2", true);
        joined("p2");

        var echo = park("o1", START.plusSeconds(3600));

        assertThat(echo.reply()).isEqualTo(new Accepted());
        assertThat(echo.hasNoEvents()).isTrue();
        assertThat(talksNow()).isEqualTo("o2");
    }

    /** It has been handed on at once by whoever took it over. */
    @Test
    void whoHasTakenTheCallOverWithoutTheEpisodeKnowingItIsPartedTooAndThatOnce() {
        talk("o1");
        ring("o2", "ben");
        pickUp("o2");
        confirm("o2", true);
        joined("p2");

        var parked = park("o1", START);

        assertThat(parked.event()).isEqualTo(new CallParked(START));
        ring("o3", "chloe");
        pickUp("o3");
        confirm("o3", true);
        assertThat(park("o1", START).hasNoEvents()).as("an echo").isTrue();
    }

    @Test
    void aCallerIsParkedThoughTheNextPhoneRingsAlready() {
        talk("o1");
        ring("o2", "ben");
        orders();

        var parked = park(START);

        assertThat(parked.state()).isInstanceOf(Ringing.class);
        assertThat(order().getOrderCase()).isEqualTo(OrderCase.PARK);
        decline("o2", "busy");
        assertThat(entity.getState()).isInstanceOf(Waiting.class);
    }

    @Test
    void theNextPhoneIsOfferedWhatTheCallersPhoneCanDoNow() {
        talk("o1");
        orders();

        var changed = agrees("v=0 moved");

        assertThat(changed.event()).isEqualTo(new SessionChanged("v=0 moved", CALLER, PHONE, true, false, START));
        orders();
        ring("o2", "ben");
        assertThat(order().getRingPhone().getOfferSdp()).isEqualTo("v=0 moved");
    }

    @Test
    void whoTalksHoldsTheCaller() {
        talk("o1");
        orders();

        assertThat(hold("anna", true)).isEqualTo(new Accepted());
        assertThat(order().getHold().getOn()).isTrue();
        assertThat(hold("anna", false)).isEqualTo(new Accepted());
        assertThat(order().getHold().getOn()).isFalse();
    }

    @Test
    void nobodyElseHoldsTheCaller() {
        var notInThisCall = new CallReply.NotInThisCall();
        receive();
        assertThat(hold("anna", true)).isEqualTo(notInThisCall);
        ring("o1", "anna");
        assertThat(hold("anna", true)).isEqualTo(notInThisCall);
        pickUp("o1");
        confirm("o1", true);
        ring("o2", "ben");
        orders();

        assertThat(hold("ben", true)).isEqualTo(notInThisCall);
        assertThat(orders()).isEmpty();
        assertThat(hold("anna", true)).isEqualTo(new Accepted());
        end("caller-hung-up");
        assertThat(hold("anna", true)).isEqualTo(notInThisCall);
    }

    @Test
    void whatThePhonesHaveAgreedUponIsReported() {
        talk("o1");
        carrier.taken();

        agrees("v=0 moved");

        assertThat(carrier.taken()).contains(new CallErrand.ReportHeld("e1", id, "agent", START));
    }

    @Test
    void whatThePhonesHaveAgreedUponAlreadyIsStoredOnce() {
        talk("o1");
        agrees("v=0 moved");

        clock.passes(Duration.ofSeconds(1));
        var again = agrees("v=0 moved");

        assertThat(again.reply()).isEqualTo(new Accepted());
        assertThat(again.hasNoEvents()).isTrue();
        assertThat(agrees("v=0 moved on").hasNoEvents()).isFalse();
    }

    @Test
    void anOfferThatOvertakesTheInvitationWaitsForIt() {
        var replies = actors.createTestProbe(CallReply.class);
        entity.runCommand(new RingPhone("o1", "anna", "sip:anna@phone", replies.ref()));

        receive();

        assertThat(replies.receiveMessage()).isEqualTo(new Accepted());
        assertThat(entity.getState()).isInstanceOf(Ringing.class);
    }

    @Test
    void whatTheStateForbidsIsRefused() {
        var unknown = new CallReply.Unknown();

        assertThat(stop("o1", "timed-out").reply()).isEqualTo(unknown);
        assertThat(pickUp("o1").reply()).isEqualTo(unknown);
        assertThat(confirm("o1", true).reply()).isEqualTo(unknown);
        assertThat(decline("o1", "busy").reply()).isEqualTo(unknown);
        assertThat(end("caller-hung-up").reply()).isEqualTo(unknown);
        assertThat(agentHangsUp("o1").reply()).isEqualTo(unknown);
        assertThat(orders()).isEmpty();
    }

    @Test
    void aCallThatIsOverOrdersADoorThatTellsOfItAgainToHangUp() {
        receive();
        end("caller-hung-up");
        orders();

        assertThat(receive().hasNoEvents()).isTrue();

        assertThat(order().getOrderCase()).isEqualTo(OrderCase.HANG_UP);
    }

    @Test
    void aRestartForgetsNothing() {
        receive();
        ring("o1", "anna");
        decline("o1", "busy");
        ring("o2", "ben");
        pickUp("o2");
        carrier.isDoneWithAll();
        carrier.taken();
        orders();
        var before = entity.getState();

        var after = entity.restart();

        assertThat(after.state()).isEqualTo(before).isInstanceOf(PickedUp.class);
        assertThat(carrier.takenIds()).containsExactlyInAnyOrder("miss o1", "accept o2");
    }

    @Test
    void aRestartInTheMiddleOfATransferForgetsNothing() {
        talk("o1");
        agrees("v=0 moved");
        ring("o2", "ben");
        decline("o2", "busy");
        ring("o3", "chloe");
        pickUp("o3");
        orders();
        var before = entity.getState();

        var after = entity.restart();

        assertThat(after.state()).isEqualTo(before).isInstanceOf(PickedUp.class);
        assertThat(CallState.replay(after.state().history())).isEqualTo(before);
        confirm("o3", true);
        assertThat(order().getConnect().getOfferId()).isEqualTo("o3");
    }

    @Test
    void aRestartRepeatsTheOrder() {
        receive();
        ring("o1", "anna");
        orders();

        entity.restart();

        assertThat(order().getRingPhone().getOfferId()).isEqualTo("o1");
    }

    @Test
    void errandsAreCarriedUntilTheyAreDone() {
        talk("o1");
        assertThat(carrier.takenIds()).contains("answered anna by o1");

        passes(Duration.ofSeconds(2));
        assertThat(carrier.takenIds()).containsExactly("answered anna by o1");

        carrier.isDoneWithAll();
        passes(Duration.ofSeconds(10));
        assertThat(carrier.taken()).isEmpty();
    }

    @Test
    void onlyACallThatIsOverAndOwesNothingSleeps() {
        talk("o1");
        carrier.isDoneWithAll();
        passes(Duration.ofMinutes(2));
        assertThat(slept).as("talking").hasValue(0);

        end("caller-hung-up");
        passes(Duration.ofMinutes(2));
        assertThat(slept).as("the episode does not know").hasValue(0);

        carrier.isDoneWithAll();
        passesUntil(Duration.ofMinutes(2), () -> assertThat(slept).hasPositiveValue());
    }

    private static Dialog phone(String callId) {
        return new Dialog(
                callId, "l2", "r2", "sip:100@b", "sip:anna@b", "sip:anna@p", List.of(), 1, 0, "udp", "", "", "");
    }

    private void talk(String offerId) {
        receive();
        ring(offerId, "anna");
        pickUp(offerId);
        confirm(offerId, true);
    }

    private CallOrder order() {
        return door.receiveMessage();
    }

    /** Everything ordered until now. */
    private List<CallOrder> orders() {
        var orders = new ArrayList<CallOrder>();
        door.ref().tell(CallOrder.getDefaultInstance());
        for (var order = order(); order.getOrderCase() != OrderCase.ORDER_NOT_SET; order = order()) {
            orders.add(order);
        }
        return orders;
    }

    private CommandResultWithReply<CallCommand, CallEvent, CallState, CallReply> receive() {
        return act(to -> new ReceiveCall("e1", "380501112233", "100", "v=0 offer", CALLER, DOOR, to));
    }

    private CommandResultWithReply<CallCommand, CallEvent, CallState, CallReply> ring(String offerId, String agentId) {
        return act(to -> new RingPhone(offerId, agentId, "sip:" + agentId + "@phone", to));
    }

    private CommandResultWithReply<CallCommand, CallEvent, CallState, CallReply> pickUp(String offerId) {
        return act(to -> new ReportPickedUp(offerId, "v=0 answer", phone(offerId.replace("o", "p")), 0, to));
    }

    private CommandResultWithReply<CallCommand, CallEvent, CallState, CallReply> confirm(String offerId, boolean yes) {
        return act(to -> new ConfirmPickUp(offerId, yes, to));
    }

    private CommandResultWithReply<CallCommand, CallEvent, CallState, CallReply> decline(
            String offerId, String reason) {
        return act(to -> new ReportDeclined(offerId, reason, 0, to));
    }

    private CommandResultWithReply<CallCommand, CallEvent, CallState, CallReply> stop(String offerId, String reason) {
        return act(to -> new StopPhone(offerId, reason, to));
    }

    private CommandResultWithReply<CallCommand, CallEvent, CallState, CallReply> end(String reason) {
        return act(to -> new EndCall(reason, to));
    }

    private CommandResultWithReply<CallCommand, CallEvent, CallState, CallReply> agentHangsUp(String offerId) {
        return act(to -> new ReportAgentHungUp(offerId, false, "", "", to));
    }

    private CommandResultWithReply<CallCommand, CallEvent, CallState, CallReply> agentHangsUpEarly(
            String offerId, String staysWith) {
        return act(to -> new ReportAgentHungUp(offerId, true, staysWith, "", to));
    }

    /** The caller's phone has agreed to talk with the one that has this dialog. */
    private void joined(String dialog) {
        act(to -> new ReportSession("v=0 offer", CALLER, phone(dialog), false, false, 0, to));
    }

    private String talksNow() {
        return ((Talking) entity.getState()).now().rung().offerId();
    }

    private CommandResultWithReply<CallCommand, CallEvent, CallState, CallReply> park(Instant since) {
        return park("", since);
    }

    private CommandResultWithReply<CallCommand, CallEvent, CallState, CallReply> park(String offerId, Instant since) {
        return act(to -> new ParkCall(offerId, since, to));
    }

    private CallReply hold(String agentId, boolean on) {
        var held = act(to -> new HoldCall(agentId, on, to));
        assertThat(held.hasNoEvents()).isTrue();
        return held.reply();
    }

    private CommandResultWithReply<CallCommand, CallEvent, CallState, CallReply> agrees(String offerSdp) {
        return act(to -> new ReportSession(offerSdp, CALLER, PHONE, true, false, 0, to));
    }

    private CommandResultWithReply<CallCommand, CallEvent, CallState, CallReply> act(
            Function<ActorRef<CallReply>, CallCommand> deed) {
        return run(deed);
    }
}
