package baton.gateway.phone;

import baton.gateway.phone.PhoneCounters.Kind;
import gov.nist.javax.sip.message.SIPRequest;
import java.util.Locale;
import javax.sip.InvalidArgumentException;
import javax.sip.ObjectInUseException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request that came in over JAIN-SIP; an ACK has no transaction. */
final class Received implements SipEdge.Incoming {

    private static final Logger LOG = LoggerFactory.getLogger(Received.class);

    private final SIPRequest request;
    private final @Nullable ServerTransaction transaction;
    private final PhoneCounters counters;

    Received(SIPRequest request, @Nullable ServerTransaction transaction, PhoneCounters counters) {
        this.request = request;
        this.transaction = transaction;
        this.counters = counters;
    }

    /** Empty if the stack does not say. */
    static String source(SIPRequest request) {
        var address = request.getPeerPacketSourceAddress();
        if (address == null) {
            address = request.getRemoteAddress();
        }
        return address == null ? "" : address.getHostAddress();
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public String source() {
        return source(request);
    }

    @Override
    public int sourcePort() {
        return request.getPeerPacketSourcePort() > 0 ? request.getPeerPacketSourcePort() : request.getRemotePort();
    }

    @Override
    public String transport() {
        return request.getTopmostVia().getTransport().toLowerCase(Locale.ROOT);
    }

    @Override
    public String fault() {
        return MessageGuard.fault(request);
    }

    @Override
    public void answer(Response response) {
        if (transaction == null) {
            return;
        }
        try {
            transaction.sendResponse(response);
        } catch (SipException | InvalidArgumentException | RuntimeException e) {
            counters.count(Kind.SEND_FAILED);
            LOG.debug("{} could not be sent: {}", response.getStatusCode(), e.toString());
        }
    }

    @Override
    public void forget() {
        try {
            if (transaction != null) {
                transaction.terminate();
            }
        } catch (ObjectInUseException e) {
            LOG.trace("answered meanwhile");
        }
    }
}
