package baton.gateway.phone;

import javax.sip.message.Request;
import javax.sip.message.Response;

/** The customer's end of a call: an INVITE that waits for its final answer, then a dialog. */
final class CallerSide {

    enum Phase {
        /** No final answer yet. */
        WAITING,
        /** 200 sent, ACK not seen. */
        ANSWERED,
        TALKING,
        OVER
    }

    private final SipEdge.Incoming invite;
    private final DialogSide dialog;
    private Phase phase = Phase.WAITING;
    private boolean leaving;

    CallerSide(SipEdge edge, SipEdge.Incoming invite) {
        this.invite = invite;
        this.dialog = DialogSide.called(edge, invite.request(), Sip.random(), invite.transport());
    }

    Phase phase() {
        return phase;
    }

    DialogSide dialog() {
        return dialog;
    }

    /** A CANCEL means this INVITE if it has its branch (RFC 3261 section 9.2). */
    boolean isCancelledBy(Request cancel) {
        return Sip.branch(cancel).equals(Sip.branch(invite.request()));
    }

    void progress() {
        if (phase == Phase.WAITING) {
            invite.answer(dialog.withContact(reply(Response.RINGING)));
        }
    }

    /** @return the answer, which must be repeated until it is acknowledged */
    Unacked answer(String sdp) {
        var ok = Sip.allow(Sip.withSdp(dialog.withContact(reply(Response.OK)), dialog.saying(sdp)));
        phase = Phase.ANSWERED;
        invite.answer(ok);
        return new Unacked(ok);
    }

    void acked() {
        phase = Phase.TALKING;
        if (leaving) {
            hangUp();
        }
    }

    /** A final answer other than 2xx. */
    void refuse(int status, String reason) {
        if (phase != Phase.WAITING) {
            return;
        }
        phase = Phase.OVER;
        var response = reply(status);
        if (status == Response.SERVICE_UNAVAILABLE) {
            Sip.with(response, Sip.built(() -> Sip.HEADERS.createRetryAfterHeader(5)));
        }
        if (!reason.isEmpty()) {
            Sip.built(() -> {
                response.setReasonPhrase(reason);
                return response;
            });
        }
        invite.answer(response);
    }

    /** Whatever the caller is doing, it ends; before the ACK a BYE must wait (RFC 3261 section 15). */
    void hangUp() {
        switch (phase) {
            case WAITING -> refuse(Response.TEMPORARILY_UNAVAILABLE, "");
            case ANSWERED -> leaving = true;
            case TALKING -> {
                phase = Phase.OVER;
                dialog.bye();
            }
            case OVER -> {}
        }
    }

    /** The ACK never came. */
    void neverAcked() {
        phase = Phase.TALKING;
        hangUp();
    }

    /** The caller has ended the dialog. */
    void left() {
        refuse(Response.REQUEST_TERMINATED, "");
        phase = Phase.OVER;
    }

    private Response reply(int status) {
        return Sip.reply(invite.request(), status, dialog.localTag());
    }
}
