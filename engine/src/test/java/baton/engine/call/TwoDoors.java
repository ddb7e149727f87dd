package baton.engine.call;

import baton.engine.EntityKey;
import baton.engine.EntityTest;
import baton.engine.call.CallCommand.ClaimCall;
import baton.engine.call.CallCommand.ConfirmPickUp;
import baton.engine.call.CallCommand.ReceiveCall;
import baton.engine.call.CallCommand.ReportPickedUp;
import baton.engine.call.CallCommand.RingPhone;
import baton.engine.duty.RecordingCarrier;
import baton.protocol.gateway.v1.Adopt;
import baton.protocol.gateway.v1.CallOrder;
import baton.protocol.gateway.v1.CallOrder.OrderCase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResultWithReply;

/** A call, and two doors that may have it. */
abstract class TwoDoors extends EntityTest<CallCommand, CallEvent, CallState> {

    static final Door FIRST = new Door("first", "10.0.0.1:5060");
    static final Door SECOND = new Door("second", "10.0.0.2:5060");
    static final Dialog CALLER = new Dialog(
            "c1", "l1", "r1", "sip:100@b", "sip:380@t", "sip:380@t", List.of(), 1, 2, "udp", "", "", "INVITE head");

    KnownDoors doors = new KnownDoors();
    AtomicInteger slept = new AtomicInteger();
    TestProbe<CallOrder> first = actors.createTestProbe();
    TestProbe<CallOrder> second = actors.createTestProbe();

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

    /** As asked by the call itself. */
    CommandResultWithReply<CallCommand, CallEvent, CallState, CallReply> claim() {
        return claim("", "", "");
    }

    CommandResultWithReply<CallCommand, CallEvent, CallState, CallReply> claim(
            String sipCallId, String localTag, String remoteTag) {
        return act(to -> new ClaimCall(SECOND, sipCallId, localTag, remoteTag, to));
    }

    static Adopt adopt(TestProbe<CallOrder> door) {
        while (true) {
            var order = door.receiveMessage();
            if (order.hasAdopt()) {
                return order.getAdopt();
            }
        }
    }

    /** Everything ordered until now. */
    static List<CallOrder> orders(TestProbe<CallOrder> door) {
        var orders = new ArrayList<CallOrder>();
        door.ref().tell(CallOrder.getDefaultInstance());
        for (var order = door.receiveMessage();
                order.getOrderCase() != OrderCase.ORDER_NOT_SET;
                order = door.receiveMessage()) {
            orders.add(order);
        }
        return orders;
    }

    static long asked(TestProbe<CallOrder> door) {
        return orders(door).stream().filter(CallOrder::hasTakeOver).count();
    }

    void eventually(Runnable holds) {
        actors.createTestProbe().awaitAssert(() -> {
            holds.run();
            return null;
        });
    }

    void receive() {
        receiveAt(FIRST);
    }

    CommandResultWithReply<CallCommand, CallEvent, CallState, CallReply> receiveAt(Door door) {
        return act(to -> new ReceiveCall("e1", "380501112233", "100", "v=0 offer", CALLER, door, to));
    }

    void ring(String offerId) {
        act(to -> new RingPhone(offerId, "anna", "sip:anna@phone", to));
    }

    void pickUp(String offerId) {
        act(to -> new ReportPickedUp(offerId, "v=0 answer", phone(offerId.replace("o", "p")), 0, to));
    }

    void confirm(String offerId) {
        act(to -> new ConfirmPickUp(offerId, true, to));
    }

    void talk() {
        receive();
        ring("o1");
        pickUp("o1");
        confirm("o1");
    }

    static Dialog phone(String callId) {
        return new Dialog(callId, "l2", "r2", "sip:100@b", "sip:a@b", "sip:a@p", List.of(), 1, 0, "udp", "", "", "");
    }

    CommandResultWithReply<CallCommand, CallEvent, CallState, CallReply> act(
            Function<ActorRef<CallReply>, CallCommand> deed) {
        return run(deed);
    }
}
