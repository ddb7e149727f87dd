package baton.engine.call;

import baton.engine.call.CallState.Ended;
import baton.engine.call.CallState.Ringing;
import baton.engine.call.CallState.Talking;
import baton.engine.call.CallState.Waiting;
import baton.protocol.gateway.v1.CallOrder;
import java.util.Map;
import java.util.Optional;

/** What the phone door is to do about a call in a given state. Pure; the door takes repeats calmly. */
final class CallOrders {

    /** RFC 3261 section 21.4.18: the callee is there, but nobody can answer now. */
    private static final int TEMPORARILY_UNAVAILABLE = 480;

    private static final Map<String, String> SENT_AWAY =
            Map.of("closed", "Closed now", "call-back", "We will call you back");

    private CallOrders() {}

    static Optional<CallOrder> of(String tenant, String callId, CallState state) {
        var order = CallOrder.newBuilder().setTenant(tenant).setCallId(callId);
        if (state instanceof Waiting) {
            order.getProgressBuilder();
        } else if (state instanceof Ringing ringing) {
            ring(ringing, order);
        } else if (state instanceof Talking talking) {
            order.getConnectBuilder()
                    .setOfferId(talking.rung().offerId())
                    .setAnswerSdp(talking.answered().answerSdp());
        } else if (state instanceof Ended ended) {
            end(ended, order);
        } else {
            return Optional.empty();
        }
        return Optional.of(order.build());
    }

    /** Whoever is sent away while they wait hears why. */
    private static void end(Ended ended, CallOrder.Builder order) {
        var why = SENT_AWAY.get(ended.ended().reason());
        if (why == null) {
            order.getHangUpBuilder();
        } else {
            order.getRefuseBuilder().setStatus(TEMPORARILY_UNAVAILABLE).setReason(why);
        }
    }

    private static void ring(Ringing ringing, CallOrder.Builder order) {
        var arrived = ringing.known().arrived();
        order.getRingPhoneBuilder()
                .setOfferId(ringing.rung().offerId())
                .setContact(ringing.rung().contact())
                .setCaller(arrived.caller())
                .setDisplayName(arrived.caller())
                .setOfferSdp(arrived.offerSdp())
                .setAgentUri("sip:" + ringing.rung().agentId() + "@baton");
    }

    static CallOrder stop(String tenant, String callId, String offerId) {
        var order = CallOrder.newBuilder().setTenant(tenant).setCallId(callId);
        order.getStopPhoneBuilder().setOfferId(offerId);
        return order.build();
    }
}
