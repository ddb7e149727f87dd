package baton.engine.call;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.engine.call.CallCommand.ConfirmPickUp;
import baton.engine.call.CallCommand.EndCall;
import baton.engine.call.CallCommand.HoldCall;
import baton.engine.call.CallCommand.ParkCall;
import baton.engine.call.CallCommand.ReportAgentHungUp;
import baton.engine.call.CallCommand.ReportConferenceFailed;
import baton.engine.call.CallCommand.RingPhone;
import baton.engine.call.CallEvent.CallConnected;
import baton.engine.call.CallEvent.CallEnded;
import baton.engine.call.CallEvent.CallParked;
import baton.engine.call.CallEvent.PhoneAdded;
import baton.engine.call.CallEvent.PhoneFailed;
import baton.engine.call.CallEvent.PhoneRung;
import baton.engine.call.CallReply.Accepted;
import baton.engine.call.CallState.Talking;
import baton.protocol.gateway.v1.AdoptedPhone;
import baton.protocol.gateway.v1.CallOrder;
import baton.protocol.gateway.v1.CallOrder.OrderCase;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResultWithReply;
import org.junit.jupiter.api.Test;

/** A second agent comes into a talk, and three hear each other. */
class CallConferenceTest extends TwoDoors {

    private static final String ROOMS = "sip:room-{id}@mixer.example:5060";

    @Test
    void thePhoneThatIsRungBesideATalkIsAddedToItWhenTheAcceptanceStands() {
        talk();
        orders(first);

        var rung = ringBeside();
        pickUp("o2");
        var confirmed = act(to -> new ConfirmPickUp("o2", true, to));

        assertThat(rung.event()).isEqualTo(new PhoneRung("o2", "ben", "sip:ben@phone", true, START));
        assertThat(confirmed.event()).isEqualTo(new PhoneAdded("o2", "ben", START));
        assertThat(orders(first))
                .last()
                .satisfies(order -> assertThat(order.getConfer().getOfferId()).isEqualTo("o2"));
        assertThat(act(to -> new ConfirmPickUp("o2", true, to)).hasNoEvents()).isTrue();
        pickUp("o2");
        assertThat(orders(first)).as("nobody is hung up").isEmpty();
    }

    @Test
    void theOrderSaysWhereTheRoomsAre() {
        three();

        assertThat(CallOrders.of("shop", "call-1", entity.getState(), ROOMS))
                .extracting(order -> order.getConfer().getAddress())
                .containsExactly(ROOMS);
    }

    @Test
    void whoDeclinesToComeLeavesTheTwoTalking() {
        talk();
        ringBeside();

        act(to -> new CallCommand.ReportDeclined("o2", "busy", 0, to));

        assertThat(entity.getState()).isInstanceOf(Talking.class);
    }

    @Test
    void nobodyIsCalledToCallersWithWhomNobodyTalks() {
        receive();

        var replies = actors.createTestProbe(CallReply.class);
        var rung = entity.runCommand(new RingPhone("o2", "ben", "sip:ben@phone", true, replies.ref()));

        assertThat(rung.hasNoEvents()).isTrue();
    }

    @Test
    void theSecondAgentHangsUpAndTheFirstGoesOn() {
        three();

        var left = hangsUp("o2");

        assertThat(left.event()).isEqualTo(new PhoneFailed("o2", "left", START));
        assertThat(talksNow()).isEqualTo("o1");
        assertThat(hangsUp("o2").hasNoEvents()).isTrue();
        assertThat(orders(first)).extracting(CallOrder::getOrderCase).containsOnly(OrderCase.CONNECT);
    }

    @Test
    void theFirstAgentHangsUpAndTheSecondHasTheCaller() {
        three();

        var left = hangsUp("o1");

        assertThat(left.events()).containsExactly(new CallParked(START), new CallConnected("o2", "ben", START));
        assertThat(talksNow()).isEqualTo("o2");
        assertThat(orders(first))
                .last()
                .satisfies(order -> assertThat(order.getConnect().getOfferId()).isEqualTo("o2"));
        assertThat(hangsUp("o1").hasNoEvents()).isTrue();
        assertThat(hangsUp("o2").event()).isEqualTo(new CallEnded("agent-hung-up", START));
    }

    @Test
    void theFirstAgentWhoHangsUpJustAsTheSecondComesLeavesTheCallerToThatOne() {
        talk();
        ringBeside();
        pickUp("o2");
        var replies = actors.createTestProbe(CallReply.class);
        entity.runCommand(new ReportAgentHungUp("o1", false, "", "", replies.ref()));

        act(to -> new ConfirmPickUp("o2", true, to));

        assertThat(replies.receiveMessage()).isEqualTo(new Accepted());
        assertThat(talksNow()).isEqualTo("o2");
    }

    @Test
    void bothWhoHangUpJustAsTheSecondComesLeaveTheCallerWaitingAndItIsToldThatNobodyTalks() {
        talk();
        ringBeside();
        pickUp("o2");
        var replies = actors.createTestProbe(CallReply.class);
        entity.runCommand(new ReportAgentHungUp("o1", false, "", "", replies.ref()));
        entity.runCommand(new ReportAgentHungUp("o2", true, "", "", replies.ref()));

        act(to -> new ConfirmPickUp("o2", true, to));

        assertThat(entity.getState()).isInstanceOf(CallState.Waiting.class);
        assertThat(orders(first)).last().satisfies(order -> assertThat(order.hasPark())
                .isTrue());
        assertThat(CallErrand.of("call-1", entity.getState()))
                .contains(new CallErrand.ReportMiss("e1", "call-1", "ben", "o2", "not-joined", ""));
    }

    @Test
    void aBridgeThatFailsLeavesTheFirstTwoTalking() {
        three();

        var failed = act(to -> new ReportConferenceFailed("o2", 0, to));

        assertThat(failed.event()).isEqualTo(new PhoneFailed("o2", "no-conference", START));
        assertThat(talksNow()).isEqualTo("o1");
        assertThat(act(to -> new ReportConferenceFailed("o2", 0, to)).hasNoEvents())
                .isTrue();
    }

    @Test
    void theCallersHangUpEndsIt() {
        three();

        var ended = act(to -> new EndCall("caller-hung-up", to));

        assertThat(ended.event()).isEqualTo(new CallEnded("caller-hung-up", START));
        assertThat(orders(first)).last().satisfies(order -> assertThat(order.hasHangUp())
                .isTrue());
    }

    @Test
    void nobodyIsHeldOrParkedInAConference() {
        three();

        assertThat(act(to -> new HoldCall("anna", true, to)).reply()).isEqualTo(new CallReply.InConference());
        assertThat(act(to -> new ParkCall("o1", START, to)).hasNoEvents()).isTrue();
        assertThat(orders(first)).isEmpty();
    }

    @Test
    void anotherDoorBringsTheThreeTogetherAnew() {
        three();
        orders(first);

        var claimed = claim("p2", "l2", "r2");

        assertThat(claimed.reply()).isEqualTo(new Accepted());
        var adopt = adopt(second);
        assertThat(adopt.getTalking()).isEqualTo("o1");
        assertThat(adopt.getInConference()).isTrue();
        assertThat(adopt.getPhonesList()).extracting(AdoptedPhone::getOfferId).containsExactly("o1", "o2");
        assertThat(orders(second))
                .last()
                .satisfies(order -> assertThat(order.getConfer().getOfferId()).isEqualTo("o2"));
    }

    @Test
    void twoWhoTalkAreInNoRoom() {
        talk();
        orders(first);

        claim("c1", "l1", "r1");

        assertThat(adopt(second).getInConference()).isFalse();
    }

    @Test
    void aRestartForgetsNothing() {
        three();
        orders(first);
        var before = entity.getState();

        var after = entity.restart();

        assertThat(after.state()).isEqualTo(before).isInstanceOf(Conferring.class);
        assertThat(orders(first)).extracting(CallOrder::getOrderCase).containsExactly(OrderCase.CONFER);
    }

    @Test
    void anAddressWithoutARoomIsRefusedWhenTheNodeStarts() {
        for (var address : List.of("sip:room@mixer", "room-{id}", "http://{id}@mixer", "sip:{id} @mixer")) {
            assertThatThrownBy(() -> settings(address)).hasMessageContaining("baton.call.conference");
        }
        assertThat(settings("").isPossible()).isFalse();
        assertThat(settings(ROOMS).isPossible()).isTrue();
        assertThat(settings("sip:{id}@[::1]:5070;transport=tcp").isPossible()).isTrue();
    }

    private static ConferenceSettings settings(String address) {
        return ConferenceSettings.from(ConfigFactory.parseMap(Map.of("baton.call.conference", address)));
    }

    private void three() {
        talk();
        ringBeside();
        pickUp("o2");
        confirm("o2");
        assertThat(entity.getState()).isInstanceOf(Conferring.class);
        orders(first);
    }

    private CommandResultWithReply<CallCommand, CallEvent, CallState, CallReply> ringBeside() {
        return act(to -> new RingPhone("o2", "ben", "sip:ben@phone", true, to));
    }

    private CommandResultWithReply<CallCommand, CallEvent, CallState, CallReply> hangsUp(String offerId) {
        return act(to -> new ReportAgentHungUp(offerId, false, "", "", to));
    }

    private String talksNow() {
        return ((Talking) entity.getState()).now().rung().offerId();
    }
}
