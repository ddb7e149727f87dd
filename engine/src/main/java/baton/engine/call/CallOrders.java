package baton.engine.call;

import baton.engine.call.CallState.Ended;
import baton.engine.call.CallState.Ringing;
import baton.engine.call.CallState.Talking;
import baton.engine.call.CallState.Waiting;
import baton.protocol.gateway.v1.CallOrder;
import java.util.Optional;

/** What the phone door is to do about a call in a given state. Pure; the door takes repeats calmly. */
final class CallOrders {

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
        } else if (state instanceof Ended) {
            order.getHangUpBuilder();
        } else {
            return Optional.empty();
        }
        return Optional.of(order.build());
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
