package baton.gateway.phone;

import baton.gateway.phone.PhoneCounters.Kind;
import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Locale;
import javax.sip.header.FromHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * Reads messages like the stack's own parser, and counts what it cannot read. A request that lacks a mandatory header would
 * be dropped by the stack without a word; here it gets a stand-in and a mark, so that the door can answer 400 and say what
 * was missing. Only without Via there is nobody to answer to.
 */
final class MessageGuard extends StringMsgParser {

    private static final int MAX_FIRST_LINE = 512;
    private static final String OTHER_VERSION = "Only SIP/2.0 is spoken here";

    private final PhoneCounters counters;

    MessageGuard(PhoneCounters counters) {
        this.counters = counters;
    }

    /** What was missing, for people; empty for a request that is complete. */
    static String fault(Request request) {
        return ((SIPMessage) request).getApplicationData() instanceof String missing ? missing : "";
    }

    /** The status that fits to a fault. */
    static int status(String fault) {
        return fault.equals(OTHER_VERSION) ? Response.VERSION_NOT_SUPPORTED : Response.BAD_REQUEST;
    }

    /** What the stack itself will not have, for people; then it takes no transaction for the request. Empty if nothing. */
    static String stackFault(SIPRequest request) {
        try {
            request.checkHeaders();
            return "";
        } catch (ParseException e) {
            var missing = "Missing a required header : ";
            var text = String.valueOf(e.getMessage());
            return text.startsWith(missing)
                    ? "Missing " + text.substring(missing.length()) + " header"
                    : "Headers that do not fit together";
        }
    }

    @Override
    public SIPMessage parseSIPMessage(byte[] buffer, boolean readBody, boolean strict, ParseExceptionListener listener)
            throws ParseException {
        try {
            var message = super.parseSIPMessage(buffer, false, strict, listener);
            if (message != null && readBody) {
                takeBody(message, buffer);
            }
            if (message instanceof SIPRequest request) {
                mend(request);
                checkVersion(request, buffer);
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

    /** RFC 3261 section 18.3: what is over in a datagram is cut off, what lacks makes it a bad one. */
    private static void takeBody(SIPMessage message, byte[] buffer) throws ParseException {
        var start = message.getSize();
        var there = Math.max(0, buffer.length - start);
        var header = message.getContentLength();
        var promised = header == null ? there : header.getContentLength();
        if (promised > there) {
            throw new ParseException("the body is shorter than its Content-Length", 0);
        }
        if (promised > 0) {
            message.setMessageContent(Arrays.copyOfRange(buffer, start, start + promised));
        }
    }

    /** The stack takes any version for its own, so the first line is read once more. */
    private void checkVersion(SIPRequest request, byte[] buffer) {
        var text = new String(buffer, 0, Math.min(buffer.length, MAX_FIRST_LINE), StandardCharsets.ISO_8859_1);
        var first = text.stripLeading().lines().findFirst().orElse("").strip();
        if (first.length() < MAX_FIRST_LINE && !first.toUpperCase(Locale.ROOT).endsWith(" SIP/2.0")) {
            counters.count(Kind.MALFORMED);
            request.setApplicationData(OTHER_VERSION);
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
        if (request.getMaxForwards() == null) {
            request.setHeader(Sip.built(() -> Sip.HEADERS.createMaxForwardsHeader(70))); // RFC 2543 had none
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
