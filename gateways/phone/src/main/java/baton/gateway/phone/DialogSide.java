package baton.gateway.phone;

import baton.protocol.journal.v1.SipDialog;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import javax.sip.header.RecordRouteHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * One of our dialogs (RFC 3261 section 12), kept as the {@link SipDialog} that the engine stores: everything that is needed to
 * send the next request in it, on this node or on another.
 */
final class DialogSide {

    private static final int MAX_FORWARDS = 70;

    /** More requests than anybody sends in a call on one node without a change that is stored. */
    private static final int CSEQ_STEP = 1000;

    private static final int VERSION_STEP = 10;

    private final SipEdge edge;
    private final SipDialog.Builder state;
    private final String name;
    private @Nullable Request lastAck;
    /** Up to here requests of ours were another node's. */
    private long formerCseq;

    /** @param name by which they find us at our address */
    private DialogSide(SipEdge edge, SipDialog.Builder state, String name) {
        this.edge = edge;
        this.state = state;
        this.name = name;
    }

    /** They called us. */
    static DialogSide called(SipEdge edge, Request invite, String localTag, String transport, String name) {
        var state = SipDialog.newBuilder()
                .setCallId(Sip.callId(invite))
                .setLocalTag(localTag)
                .setRemoteTag(Sip.fromTag(invite))
                .setLocalUri(Sip.to(invite).getAddress().getURI().toString())
                .setRemoteUri(Sip.from(invite).getAddress().getURI().toString())
                .addAllRouteSet(routes(invite))
                .setLocalCseq(0)
                .setRemoteCseq((int) Sip.cseq(invite).getSeqNumber())
                .setTransport(transport)
                .setInvite(InviteHead.of(invite));
        var side = new DialogSide(edge, state, name);
        side.retarget(invite);
        return side;
    }

    /** We called them, and they answered. */
    static DialogSide calling(SipEdge edge, Request invite, Response answer, String name) {
        var routes = new ArrayList<>(routes(answer));
        java.util.Collections.reverse(routes);
        var state = SipDialog.newBuilder()
                .setCallId(Sip.callId(invite))
                .setLocalTag(Sip.fromTag(invite))
                .setRemoteTag(Sip.toTag(answer))
                .setLocalUri(Sip.from(invite).getAddress().getURI().toString())
                .setRemoteUri(Sip.to(invite).getAddress().getURI().toString())
                .setRemoteTarget(invite.getRequestURI().toString())
                .addAllRouteSet(routes)
                .setLocalCseq((int) Sip.cseq(invite).getSeqNumber())
                .setRemoteCseq(0)
                .setTransport(transport(invite));
        var side = new DialogSide(edge, state, name);
        side.retarget(answer);
        side.saying(Sip.body(invite));
        return side;
    }

    /**
     * Another node began it. What is stored may lag behind what that node has sent, so our numbers go on far above.
     *
     * @param number how often the call has changed its node
     */
    static DialogSide adopted(SipEdge edge, SipDialog stored, String name, int number) {
        var state = stored.toBuilder()
                .setLocalCseq(stored.getLocalCseq() + number * CSEQ_STEP)
                .setOrigin(SessionText.later(stored.getOrigin(), number * VERSION_STEP));
        var side = new DialogSide(edge, state, name);
        side.formerCseq = state.getLocalCseq();
        return side;
    }

    SipDialog toProto() {
        return state.build();
    }

    /** As it is to be stored once more; its INVITE is stored already. */
    SipDialog toProtoAgain() {
        return state.clone().clearInvite().build();
    }

    /** How the door finds this dialog when a request comes in it. */
    String key() {
        return key(state.getCallId(), state.getLocalTag());
    }

    static String key(String callId, String ourTag) {
        return callId + "|" + ourTag;
    }

    String localTag() {
        return state.getLocalTag();
    }

    boolean isOf(Request request) {
        return state.getCallId().equals(Sip.callId(request))
                && state.getLocalTag().equals(Sip.toTag(request))
                && state.getRemoteTag().equals(Sip.fromTag(request));
    }

    /** Takes note of a request's number; false if it comes out of order (RFC 3261 section 12.2.2). */
    boolean follows(Request request) {
        var number = Sip.cseq(request).getSeqNumber();
        if (Integer.toUnsignedLong(state.getRemoteCseq()) >= number) {
            return false;
        }
        state.setRemoteCseq((int) number);
        return true;
    }

    /** The peer may move: a Contact in an INVITE or its answer says where to. */
    void retarget(Message message) {
        Sip.contact(message)
                .map(contact -> contact.getAddress().getURI())
                .filter(javax.sip.address.URI::isSipURI)
                .ifPresent(uri -> state.setRemoteTarget(uri.toString()));
    }

    /**
     * A session description that is about to be sent in this dialog, as its peer must get it: going on from the one before, even
     * if that came from another phone.
     */
    String saying(String sdp) {
        if (sdp.isEmpty() || sdp.equals(said())) {
            return sdp;
        }
        var said = SessionText.goingOn(state.getOrigin(), sdp);
        state.setSaid(said).setOrigin(SessionText.origin(said));
        return said;
    }

    /** The session description that was sent last; empty if none was. */
    String said() {
        return state.getSaid();
    }

    /** The same once more, as something new: what has been said since then may not be known. */
    String sayingAgain() {
        var before = state.getSaid();
        state.clearSaid();
        return saying(before);
    }

    /** What was said last has been refused: what was said before holds (RFC 3261 section 14.1). */
    void unsaid(String before) {
        state.setSaid(before);
    }

    /** The peer has accepted an INVITE of our own in this dialog. */
    void agreed(Response ok) {
        retarget(ok);
        ack(Sip.cseq(ok).getSeqNumber(), null);
    }

    /** Puts another message's body into one that is sent in this dialog. */
    <M extends Message> M withBodyOf(M message, Message other) {
        return Sip.isSdp(other) ? Sip.withSdp(message, saying(Sip.body(other))) : Sip.withBodyOf(message, other);
    }

    Request next(String method) {
        state.setLocalCseq(state.getLocalCseq() + 1);
        return request(method, Integer.toUnsignedLong(state.getLocalCseq()));
    }

    /** Acknowledges a 2xx, with the number of the INVITE that it answers, and the body of {@code theirs} if there is one. */
    void ack(long cseq, @Nullable Request theirs) {
        var ack = request(Request.ACK, cseq);
        lastAck = theirs == null ? ack : withBodyOf(ack, theirs);
        edge.sendAlone(lastAck);
    }

    /** Acknowledges a 2xx with this description, or with none if it is empty. */
    void ackWith(long cseq, String sdp) {
        var ack = request(Request.ACK, cseq);
        lastAck = sdp.isEmpty() ? ack : Sip.withSdp(ack, saying(sdp));
        edge.sendAlone(lastAck);
    }

    /**
     * A 2xx came again: our ACK got lost. Nothing is sent for one that we have not acknowledged yet, unless it was another node's to
     * acknowledge.
     */
    void ackAgain(Response response) {
        if (lastAck == null && Sip.cseq(response).getSeqNumber() <= formerCseq) {
            ack(Sip.cseq(response).getSeqNumber(), null);
        } else if (lastAck != null
                && Sip.cseq(lastAck).getSeqNumber() == Sip.cseq(response).getSeqNumber()) {
            edge.sendAlone(lastAck);
        }
    }

    /** A 2xx for which nobody waited any more. */
    void ackLate(Response response) {
        var number = Sip.cseq(response).getSeqNumber();
        if (lastAck == null || Sip.cseq(lastAck).getSeqNumber() < number) {
            ack(number, null);
        } else {
            ackAgain(response);
        }
    }

    /** Ends the dialog; nobody waits for the answer, the transaction repeats it by itself. */
    void bye() {
        edge.send(next(Request.BYE), answer -> {});
    }

    /** Where we can be reached in this dialog. */
    <M extends Message> M withContact(M message) {
        return Sip.with(message, contact(edge, name, state.getTransport()));
    }

    static javax.sip.header.ContactHeader contact(SipEdge edge, String name, String transport) {
        return Sip.built(() -> {
            var uri = Sip.ADDRESSES.createSipURI(name, edge.host());
            uri.setPort(edge.port());
            if (!transport.equals("udp")) {
                uri.setTransportParam(transport);
            }
            return Sip.HEADERS.createContactHeader(Sip.ADDRESSES.createAddress(uri));
        });
    }

    private Request request(String method, long cseq) {
        return Sip.built(() -> {
            var target = Sip.ADDRESSES.createURI(state.getRemoteTarget());
            var from = Sip.ADDRESSES.createAddress(Sip.ADDRESSES.createURI(state.getLocalUri()));
            var to = Sip.ADDRESSES.createAddress(Sip.ADDRESSES.createURI(state.getRemoteUri()));
            var request = Sip.MESSAGES.createRequest(
                    target,
                    method,
                    Sip.HEADERS.createCallIdHeader(state.getCallId()),
                    Sip.HEADERS.createCSeqHeader(cseq, method),
                    Sip.HEADERS.createFromHeader(from, state.getLocalTag()),
                    Sip.HEADERS.createToHeader(to, state.getRemoteTag().isEmpty() ? null : state.getRemoteTag()),
                    List.of(via(edge, hop(target))),
                    Sip.HEADERS.createMaxForwardsHeader(MAX_FORWARDS));
            for (var route : state.getRouteSetList()) {
                request.addLast(Sip.HEADERS.createRouteHeader(Sip.ADDRESSES.createAddress(route)));
            }
            return request;
        });
    }

    private String hop(javax.sip.address.URI target) throws java.text.ParseException {
        if (state.getRouteSetCount() == 0) {
            return transport(target);
        }
        return transport(Sip.ADDRESSES.createAddress(state.getRouteSet(0)).getURI());
    }

    static ViaHeader via(SipEdge edge, String transport) {
        return Sip.built(() -> {
            var via = Sip.HEADERS.createViaHeader(edge.host(), edge.port(), transport, null);
            via.setRPort();
            return via;
        });
    }

    static String transport(javax.sip.address.URI uri) {
        return uri instanceof javax.sip.address.SipURI sip && "tcp".equalsIgnoreCase(sip.getTransportParam())
                ? "tcp"
                : "udp";
    }

    private static String transport(Request request) {
        return ((ViaHeader) request.getHeader(ViaHeader.NAME)).getTransport().toLowerCase(java.util.Locale.ROOT);
    }

    private static List<String> routes(Message message) {
        var routes = new ArrayList<String>();
        ListIterator<?> headers = message.getHeaders(RecordRouteHeader.NAME);
        while (headers.hasNext()) {
            routes.add(((RecordRouteHeader) headers.next()).getAddress().toString());
        }
        return routes;
    }
}
