package baton.engine.call;

import baton.engine.call.CallEvent.PhoneRung;
import baton.engine.call.CallState.Arrived;
import baton.engine.call.CallState.Ended;
import baton.engine.call.CallState.Ringing;
import baton.engine.call.CallState.Talking;
import baton.engine.call.CallState.Waiting;
import baton.engine.call.Known.Talk;
import baton.protocol.gateway.v1.Adopt;
import baton.protocol.gateway.v1.CallOrder;
import baton.protocol.gateway.v1.Confer;
import baton.protocol.gateway.v1.Connect;
import baton.protocol.gateway.v1.Hold;
import baton.protocol.gateway.v1.RingPhone;
import baton.protocol.gateway.v1.StopPhone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the phone door is to do about a call in a given state. Pure; the door takes repeats calmly. */
final class CallOrders {

    /** RFC 3261 section 21.4.18: the callee is there, but nobody can answer now. */
    private static final int TEMPORARILY_UNAVAILABLE = 480;

    private static final Map<String, String> SENT_AWAY =
            Map.of("closed", "Closed now", "call-back", "We will call you back");

    private CallOrders() {}

    /** In this order. {@code conference}: where the rooms are for those who talk in three. */
    static List<CallOrder> of(String tenant, String callId, CallState state, String conference) {
        var orders = new ArrayList<CallOrder>();
        if (state instanceof Arrived arrived && arrived.isParked()) {
            orders.add(order(tenant, callId, CallOrder.Builder::getParkBuilder));
        } else if (state instanceof Waiting) {
            orders.add(order(tenant, callId, CallOrder.Builder::getProgressBuilder));
        }
        if (state instanceof Ringing ringing) {
            orders.add(order(tenant, callId, order -> order.setRingPhone(ring(ringing.known(), ringing.rung()))));
        } else if (state instanceof Talking talking) {
            orders.add(order(tenant, callId, order -> order.setConnect(connect(talking.now()))));
        } else if (state instanceof Conferring conferring) {
            orders.add(order(
                    tenant,
                    callId,
                    order -> order.setConfer(Confer.newBuilder()
                            .setOfferId(conferring.rung().offerId())
                            .setAddress(conference))));
        } else if (state instanceof Ended ended) {
            orders.add(end(tenant, callId, ended));
        }
        return orders;
    }

    /** The same, and before it what was said only once: phones that rang until lately are to ring no more. */
    static List<CallOrder> again(String tenant, String callId, CallState state, String conference, Instant now) {
        var orders = new ArrayList<CallOrder>();
        if (state instanceof Arrived arrived) {
            arrived.known()
                    .missedLately(now)
                    .forEach(
                            miss -> orders.add(stop(tenant, callId, miss.phone().offerId())));
        }
        orders.addAll(of(tenant, callId, state, conference));
        return orders;
    }

    /** Whoever is sent away while they wait hears why; who has talked already cannot be told by an answer. */
    private static CallOrder end(String tenant, String callId, Ended ended) {
        var why = SENT_AWAY.get(ended.ended().reason());
        var before = ended.before();
        if (why == null || before.known().hasBeenAnswered() || before.talk().isPresent()) {
            return order(tenant, callId, CallOrder.Builder::getHangUpBuilder);
        }
        return order(tenant, callId, order -> order.getRefuseBuilder()
                .setStatus(TEMPORARILY_UNAVAILABLE)
                .setReason(why));
    }

    static RingPhone ring(Known known, PhoneRung rung) {
        return RingPhone.newBuilder()
                .setOfferId(rung.offerId())
                .setContact(rung.contact())
                .setCaller(known.arrived().caller())
                .setDisplayName(known.arrived().caller())
                .setOfferSdp(known.offerSdp())
                .setAgentUri("sip:" + rung.agentId() + "@baton")
                .build();
    }

    private static Connect connect(Talk talk) {
        return Connect.newBuilder()
                .setOfferId(talk.rung().offerId())
                .setAnswerSdp(talk.answered().answerSdp())
                .build();
    }

    static CallOrder hold(String tenant, String callId, boolean on) {
        return order(tenant, callId, order -> order.setHold(Hold.newBuilder().setOn(on)));
    }

    /** Another door is to claim the call. */
    static CallOrder takeOver(String tenant, String callId) {
        return order(tenant, callId, CallOrder.Builder::getTakeOverBuilder);
    }

    static CallOrder adopt(String tenant, String callId, Adopt what) {
        return order(tenant, callId, order -> order.setAdopt(what));
    }

    /** Another door has it. */
    static CallOrder letGo(String tenant, String callId) {
        return order(tenant, callId, CallOrder.Builder::getLetGoBuilder);
    }

    static CallOrder stop(String tenant, String callId, String offerId) {
        return order(
                tenant,
                callId,
                order -> order.setStopPhone(StopPhone.newBuilder().setOfferId(offerId)));
    }

    private static CallOrder order(String tenant, String callId, Consumer<CallOrder.Builder> what) {
        var order = CallOrder.newBuilder().setTenant(tenant).setCallId(callId);
        what.accept(order);
        return order.build();
    }
}
