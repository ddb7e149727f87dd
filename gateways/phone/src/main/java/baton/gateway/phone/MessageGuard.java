package baton.gateway.phone;

import baton.gateway.phone.PhoneCounters.Kind;
import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import javax.sip.header.FromHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;

/**
 * Reads messages like the stack's own parser, and counts what it cannot read. A request that lacks a mandatory header would
 * be dropped by the stack without a word; here it gets a stand-in and a mark, so that the door can answer 400 and say what
 * was missing. Only without Via there is nobody to answer to.
 */
final class MessageGuard extends StringMsgParser {

    private final PhoneCounters counters;

    MessageGuard(PhoneCounters counters) {
        this.counters = counters;
    }

    /** What was missing, for people; empty for a request that is complete. */
    static String fault(Request request) {
        return ((SIPMessage) request).getApplicationData() instanceof String missing ? missing : "";
    }

    @Override
    public SIPMessage parseSIPMessage(byte[] buffer, boolean readBody, boolean strict, ParseExceptionListener listener)
            throws ParseException {
        try {
            var message = super.parseSIPMessage(buffer, readBody, strict, listener);
            if (message instanceof SIPRequest request) {
                mend(request);
            }
            return message;
        } catch (ParseException e) {
            counters.count(Kind.MALFORMED);
            throw e;
        } catch (RuntimeException e) {
            counters.count(Kind.MALFORMED);
            throw new ParseException("unreadable", 0);
        }
    }

    private void mend(SIPRequest request) throws ParseException {
        if (request.getRequestLine() == null || request.getRequestLine().getUri() == null) {
            throw new ParseException("no request line", 0);
        }
        if (request.getTopmostVia() == null) {
            counters.count(Kind.MISSING_HEADER);
            throw new ParseException("no Via", 0);
        }
        var method = request.getMethod();
        if (request.getCallId() == null) {
            missing(request, "Call-ID");
            request.setCallId(new CallID("missing-" + Sip.random()));
        }
        if (request.getCSeq() == null) {
            missing(request, "CSeq");
            request.setCSeq(new CSeq(1L, method));
        }
        if (request.getFrom() == null) {
            missing(request, FromHeader.NAME);
            request.setFrom(
                    Sip.HEADERS.createFromHeader(Sip.ADDRESSES.createAddress("sip:missing@invalid"), Sip.random()));
        }
        if (request.getTo() == null) {
            missing(request, ToHeader.NAME);
            request.setTo(Sip.HEADERS.createToHeader(Sip.ADDRESSES.createAddress("sip:missing@invalid"), null));
        }
    }

    private void missing(SIPRequest request, String header) {
        counters.count(Kind.MISSING_HEADER);
        request.setApplicationData("Missing " + header + " header");
    }
}
