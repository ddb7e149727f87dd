package baton.gateway.phone;

import java.text.ParseException;
import java.util.ListIterator;
import java.util.Optional;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.MaxForwardsHeader;
import javax.sip.header.RecordRouteHeader;
import javax.sip.header.ToHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;

/** A caller's INVITE as far as its answers and its CANCEL need it, as text: so another node can answer it. Pure. */
final class InviteHead {

    private static final int LONGEST = 4096;
    private static final String[] NEEDED = {
        ViaHeader.NAME,
        RecordRouteHeader.NAME,
        FromHeader.NAME,
        ToHeader.NAME,
        CallIdHeader.NAME,
        CSeqHeader.NAME,
        ContactHeader.NAME,
        MaxForwardsHeader.NAME
    };

    private InviteHead() {}

    /** Empty if it is longer than anybody's. */
    static String of(Request invite) {
        var text = new StringBuilder("INVITE ").append(invite.getRequestURI()).append(" SIP/2.0\r\n");
        for (var name : NEEDED) {
            ListIterator<?> headers = invite.getHeaders(name);
            while (headers.hasNext()) {
                text.append(headers.next());
            }
        }
        var head = text.append("\r\n").toString();
        return head.length() <= LONGEST ? head : "";
    }

    static Optional<Request> read(String head) {
        try {
            return head.isEmpty() ? Optional.empty() : Optional.of(Sip.MESSAGES.createRequest(head));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}
