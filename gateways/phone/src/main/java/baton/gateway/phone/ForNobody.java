package baton.gateway.phone;

import baton.gateway.phone.PhoneCounters.Kind;
import baton.gateway.phone.SipEdge.Incoming;
import java.util.Set;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** Answers requests that are for nobody here. */
record ForNobody(PhoneCounters counters) {

    private static final Set<String> UNSUPPORTED =
            Set.of(Request.SUBSCRIBE, Request.NOTIFY, Request.PUBLISH, Request.MESSAGE, Request.REFER, Request.PRACK);

    void unknown(Incoming incoming) {
        counters.count(Kind.UNKNOWN_DIALOG);
        incoming.answer(Sip.reply(incoming.request(), Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST, Sip.random()));
    }

    void notAllowed(Incoming incoming) {
        counters.count(Kind.METHOD_NOT_ALLOWED);
        var known = UNSUPPORTED.contains(incoming.request().getMethod());
        incoming.answer(Sip.reply(
                incoming.request(), known ? Response.METHOD_NOT_ALLOWED : Response.NOT_IMPLEMENTED, Sip.random()));
    }
}
