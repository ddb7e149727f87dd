package baton.gateway.phone;

import java.util.Optional;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

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

    private final DialogSide dialog;
    /** What is to be answered; null if that was another node's and nobody knows how. */
    private SipEdge.@Nullable Incoming invite;

    private Phase phase;
    /** The answer has been given by another node before. */
    private boolean again;

    private boolean leaving;

    private CallerSide(SipEdge.@Nullable Incoming invite, DialogSide dialog, Phase phase) {
        this.invite = invite;
        this.dialog = dialog;
        this.phase = phase;
    }

    /** @param name by which the caller's phone finds us */
    static CallerSide calling(SipEdge edge, SipEdge.Incoming invite, String name) {
        var dialog = DialogSide.called(edge, invite.request(), Sip.random(), invite.transport(), name);
        return new CallerSide(invite, dialog, Phase.WAITING);
    }

    /** Another node had it before. */
    static CallerSide adopted(Optional<StoredInvite> invite, DialogSide dialog, boolean answered) {
        return new CallerSide(invite.orElse(null), dialog, answered ? Phase.TALKING : Phase.WAITING);
    }

    Phase phase() {
        return phase;
    }

    DialogSide dialog() {
        return dialog;
    }

    /** A CANCEL means this INVITE if it has its branch (RFC 3261 section 9.2). */
    boolean isCancelledBy(Request cancel) {
        return isOf(cancel);
    }

    private boolean isOf(Request request) {
        return invite != null && Sip.branch(request).equals(Sip.branch(invite.request()));
    }

    /** Its INVITE has come again, in a transaction of this node: another node had it before. False if it is another INVITE. */
    boolean hearsAgain(SipEdge.Incoming again) {
        if (!isOf(again.request())) {
            return false;
        }
        invite = again;
        progress();
        return true;
    }

    /** Another node answers it. */
    void letGo() {
        if (phase == Phase.WAITING && invite != null) {
            invite.forget();
        }
    }

    void progress() {
        if (phase == Phase.WAITING && invite != null) {
            invite.answer(dialog.withContact(reply(invite, Response.RINGING)));
        }
    }

    /** @return the answer, which must be repeated until it is acknowledged; empty if nobody knows how to answer */
    Optional<Unacked> answer(String sdp) {
        return accept(sdp).map(Unacked::new);
    }

    private Optional<Response> accept(String sdp) {
        if (invite == null) {
            return Optional.empty();
        }
        var ok = Sip.allow(Sip.withSdp(dialog.withContact(reply(invite, Response.OK)), dialog.saying(sdp)));
        phase = Phase.ANSWERED;
        invite.answer(ok);
        return Optional.of(ok);
    }

    /** Another node has answered, and nobody knows whether that was heard. */
    Optional<Unacked> answerAgain() {
        again = true;
        return accept(dialog.said()).map(Unacked::again);
    }

    /** Another node may have seen the ACK that does not come here. */
    boolean mayHaveAcked() {
        return again && phase == Phase.ANSWERED;
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
        if (invite == null) {
            return;
        }
        var response = reply(invite, status);
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

    /** It never came, and nothing has to wait for it any more (RFC 3261 section 15). */
    void ackIsOver() {
        if (phase == Phase.ANSWERED) {
            acked();
        }
    }

    /** The same, and this end is given up. */
    void neverAcked() {
        ackIsOver();
        hangUp();
    }

    /** The caller has ended the dialog. */
    void left() {
        refuse(Response.REQUEST_TERMINATED, "");
        phase = Phase.OVER;
    }

    private Response reply(SipEdge.Incoming to, int status) {
        return Sip.reply(to.request(), status, dialog.localTag());
    }
}
