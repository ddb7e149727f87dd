package baton.gateway.phone;

import baton.protocol.gateway.v1.RingPhone;
import java.util.List;
import javax.sip.address.SipURI;
import javax.sip.message.Request;

/** Makes the INVITE by which a phone is rung. Pure. */
final class PhoneInvite {

    private static final int MAX_FORWARDS = 70;

    private PhoneInvite() {}

    /** An INVITE that every node would make the same. */
    static Request of(SipEdge edge, RingPhone order, CallName name, int number) {
        var offerId = order.getOfferId();
        var names = new Names(
                name.derived("call", offerId, number),
                name.derived("tag", offerId, number),
                "z9hG4bK" + name.derived("branch", offerId, number),
                name.user());
        return of(edge, order, names);
    }

    /** One that nobody else could make. */
    static Request of(SipEdge edge, RingPhone order) {
        return of(edge, order, new Names(Sip.random() + "@" + edge.host(), Sip.random(), "", "baton"));
    }

    /** What tells this INVITE from others; an empty branch is the stack's business. */
    private record Names(String callId, String tag, String branch, String contact) {}

    private static Request of(SipEdge edge, RingPhone order, Names names) {
        return Sip.built(() -> {
            var contact = Sip.ADDRESSES.createURI(order.getContact());
            var caller = order.getCaller().isEmpty() ? "anonymous" : order.getCaller();
            var from = Sip.ADDRESSES.createAddress(address(caller, edge));
            if (!order.getDisplayName().isEmpty()) {
                from.setDisplayName(order.getDisplayName());
            }
            var agent = order.getAgentUri().isEmpty() ? order.getContact() : order.getAgentUri();
            var to = Sip.ADDRESSES.createAddress(Sip.ADDRESSES.createURI(agent));
            var transport = DialogSide.transport(contact);
            var via = DialogSide.via(edge, transport);
            if (!names.branch().isEmpty()) {
                via.setBranch(names.branch());
            }
            var invite = Sip.MESSAGES.createRequest(
                    contact,
                    Request.INVITE,
                    Sip.HEADERS.createCallIdHeader(names.callId()),
                    Sip.HEADERS.createCSeqHeader(1L, Request.INVITE),
                    Sip.HEADERS.createFromHeader(from, names.tag()),
                    Sip.HEADERS.createToHeader(to, null),
                    List.of(via),
                    Sip.HEADERS.createMaxForwardsHeader(MAX_FORWARDS));
            invite.setHeader(DialogSide.contact(edge, names.contact(), transport));
            invite.setHeader(Sip.HEADERS.createAllowHeader(String.join(", ", Sip.ALLOWED)));
            return Sip.withSdp(invite, order.getOfferSdp());
        });
    }

    private static SipURI address(String user, SipEdge edge) throws java.text.ParseException {
        return Sip.ADDRESSES.createSipURI(user, edge.host());
    }
}
