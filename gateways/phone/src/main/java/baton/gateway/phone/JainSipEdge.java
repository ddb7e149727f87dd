package baton.gateway.phone;

import baton.gateway.phone.PhoneCounters.Kind;
import gov.nist.javax.sip.EventWrapper;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.Utils;
import gov.nist.javax.sip.message.SIPRequest;
import java.io.IOException;
import java.util.ConcurrentModificationException;
import java.util.EventObject;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.InvalidArgumentException;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionAlreadyExistsException;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link SipEdge} over JAIN-SIP's transaction layer, UDP and TCP; its dialog layer is switched off. */
final class JainSipEdge implements SipEdge, SipListener {

    private static final Logger LOG = LoggerFactory.getLogger(JainSipEdge.class);

    private static final int STOP_ATTEMPTS = 5;

    private final String host;
    private final int port;
    private final Ear ear;
    private final PhoneCounters counters;
    private final SipStackImpl stack;
    private final SipProvider provider;
    private final AtomicBoolean closed = new AtomicBoolean();

    private JainSipEdge(PhoneSettings.Sip sip, PhoneCounters counters, Ear ear) throws Exception {
        this.host = sip.host();
        this.port = sip.port();
        this.ear = ear;
        this.counters = counters;
        this.stack = new SipStackImpl(StackProperties.of(sip.threads()));
        try {
            var guard = new MessageGuard(counters);
            stack.setMessageParserFactory(any -> guard);
            this.provider = stack.createSipProvider(stack.createListeningPoint(host, port, "udp"));
            provider.addListeningPoint(stack.createListeningPoint(host, port, "tcp"));
            provider.addSipListener(this);
        } catch (Exception e) {
            stop(stack);
            throw e;
        }
    }

    /** @throws IOException with one sentence if the address or port cannot be had */
    static SipEdge open(PhoneSettings.Sip sip, PhoneCounters counters, Ear ear) throws IOException {
        try {
            return new JainSipEdge(sip, counters, ear);
        } catch (Exception e) {
            throw new IOException(
                    "The phone door cannot listen on " + sip.host() + ":" + sip.port() + " (UDP and TCP): "
                            + e.getMessage()
                            + ". Set BATON_SIP_HOST and BATON_SIP_PORT to an address of this machine and a free port.",
                    e);
        }
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Outgoing send(Request request, Consumer<Answer> answers) {
        try {
            var transaction = provider.getNewClientTransaction(request);
            transaction.setApplicationData(answers);
            transaction.sendRequest();
            return why -> cancel(transaction, why);
        } catch (SipException | RuntimeException e) {
            failed(request.getMethod(), e);
            answers.accept(Answer.nothing());
            return why -> {};
        }
    }

    private void cancel(ClientTransaction invite, String why) {
        try {
            var cancel = Sip.because(invite.createCancel(), why);
            provider.getNewClientTransaction(cancel).sendRequest();
        } catch (SipException | RuntimeException e) {
            failed(Request.CANCEL, e);
        }
    }

    @Override
    public void sendAlone(Request request) {
        try {
            var via = Sip.via(request);
            if (via.getBranch() == null) {
                via.setBranch(Utils.getInstance().generateBranchId());
            }
            provider.sendRequest(request);
        } catch (SipException | java.text.ParseException | RuntimeException e) {
            failed(request.getMethod(), e);
        }
    }

    @Override
    public void repeat(Response response) {
        try {
            provider.sendResponse(response);
        } catch (SipException | RuntimeException e) {
            failed("200", e);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            provider.removeSipListener(this);
            stop(stack);
        }
    }

    /**
     * The stack trips over itself if it is stopped while it still starts its threads; its sockets are closed by then. And it
     * leaves one thread waiting for an event for ever, which therefore gets one: it only looks whether it is to end.
     */
    private static void stop(SipStackImpl stack) {
        var scanner = stack.getEventScanner();
        for (var attempt = 1; ; attempt++) {
            try {
                stack.stop();
                break;
            } catch (ConcurrentModificationException e) {
                if (attempt == STOP_ATTEMPTS) {
                    throw e;
                }
            }
        }
        if (scanner != null) {
            scanner.addEvent(new EventWrapper(new EventObject(stack), null));
        }
    }

    @Override
    public void processRequest(RequestEvent event) {
        var request = (SIPRequest) event.getRequest();
        try {
            if (!ear.admits(request, Received.source(request))) {
                turnAway(request);
                return;
            }
            var fault = MessageGuard.stackFault(request);
            if (!fault.isEmpty()) {
                refuseUnfit(request, fault);
                return;
            }
            var transaction = transaction(event, request);
            if (transaction != null && opensDialog(request)) {
                transaction.sendResponse(Sip.reply(request, Response.TRYING, ""));
            }
            ear.request(new Received(request, transaction, counters));
        } catch (TransactionAlreadyExistsException e) {
            LOG.trace("{} repeated", request.getMethod());
        } catch (SipException | InvalidArgumentException | RuntimeException e) {
            failed(request.getMethod(), e);
        }
    }

    private void turnAway(Request request) throws SipException {
        counters.count(Kind.FLOOD);
        var refusal = Newcomers.refusal(request);
        if (refusal.isPresent()) {
            provider.sendResponse(refusal.get());
        }
    }

    private void refuseUnfit(Request request, String fault) throws SipException {
        counters.count(Kind.MISSING_HEADER);
        if (!request.getMethod().equals(Request.ACK)) {
            provider.sendResponse(Sip.refuse(request, Response.BAD_REQUEST, fault));
        }
    }

    private @Nullable ServerTransaction transaction(RequestEvent event, Request request) throws SipException {
        if (request.getMethod().equals(Request.ACK)) {
            return null;
        }
        var known = event.getServerTransaction();
        return known == null ? provider.getNewServerTransaction(request) : known;
    }

    private static boolean opensDialog(Request request) {
        return request.getMethod().equals(Request.INVITE)
                && Sip.toTag(request).isEmpty()
                && MessageGuard.fault(request).isEmpty();
    }

    @Override
    @SuppressWarnings("unchecked")
    public void processResponse(ResponseEvent event) {
        var response = event.getResponse();
        var transaction = event.getClientTransaction();
        if (transaction != null && transaction.getApplicationData() != null) {
            ((Consumer<Answer>) transaction.getApplicationData()).accept(Answer.of(response));
        } else if (response.getStatusCode() / 100 == 2
                && Sip.cseq(response).getMethod().equals(Request.INVITE)) {
            ear.repeated(response);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public void processTimeout(TimeoutEvent event) {
        var transaction = event.getClientTransaction();
        if (transaction != null && transaction.getApplicationData() != null) {
            ((Consumer<Answer>) transaction.getApplicationData()).accept(Answer.nothing());
        }
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        counters.count(Kind.SEND_FAILED);
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {}

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}

    private void failed(String what, Exception trouble) {
        counters.count(Kind.SEND_FAILED);
        LOG.debug("{} could not be sent or taken: {}", what, trouble.toString());
    }
}
