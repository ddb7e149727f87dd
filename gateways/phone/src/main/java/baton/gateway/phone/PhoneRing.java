package baton.gateway.phone;

import baton.gateway.phone.SipEdge.Answer;
import baton.gateway.phone.SipEdge.Outgoing;
import baton.protocol.gateway.v1.RingPhone;
import java.util.List;
import java.util.function.Consumer;
import javax.sip.address.SipURI;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/** One attempt to reach an agent's phone: an INVITE of ours, then perhaps a dialog. */
final class PhoneRing {

    enum Phase {
        /** Nothing heard yet. */
        CALLING,
        /** The phone or somebody on the way has answered provisionally. */
        PROCEEDING,
        ALERTING,
        /** To be cancelled, or cancelled; the final answer is still to come. */
        STOPPING,
        PICKED_UP,
        OVER
    }

    /** What the attempt tells about itself. */
    interface Story {
        void alerting(PhoneRing ring);

        void pickedUp(PhoneRing ring, String sdp);

        void declined(PhoneRing ring, int status);
    }

    private static final int MAX_FORWARDS = 70;

    private final SipEdge edge;
    private final Story story;
    private final String offerId;
    private final Request invite;
    private Phase phase = Phase.CALLING;
    private @Nullable Outgoing outgoing;
    private @Nullable DialogSide dialog;
    private boolean heard;
    private String offered;
    private String answered = "";

    private PhoneRing(SipEdge edge, Story story, String offerId, Request invite) {
        this.edge = edge;
        this.story = story;
        this.offerId = offerId;
        this.invite = invite;
        this.offered = Sip.body(invite);
    }

    /** @throws IllegalArgumentException if the contact or the address is not one that can be called */
    static PhoneRing prepare(SipEdge edge, Story story, RingPhone order) {
        return new PhoneRing(edge, story, order.getOfferId(), invite(edge, order));
    }

    void start(Consumer<Answer> answers) {
        outgoing = edge.send(invite, answers);
    }

    String offerId() {
        return offerId;
    }

    Phase phase() {
        return phase;
    }

    /** The dialog's key is known before there is a dialog. */
    String key() {
        return DialogSide.key(Sip.callId(invite), Sip.fromTag(invite));
    }

    /** Only while {@link Phase#PICKED_UP}. */
    @Nullable
    DialogSide dialog() {
        return dialog;
    }

    /** What it was told of the caller's phone. */
    String offered() {
        return offered;
    }

    /** What it answered to that. */
    String answered() {
        return answered;
    }

    /** It has been told anew, and has answered. */
    void agreed(String offer, String answer) {
        offered = offer;
        answered = answer;
    }

    boolean heardNothing() {
        return phase == Phase.CALLING;
    }

    void on(Answer answer) {
        if (answer.response().isPresent() && answer.status() / 100 == 2) {
            accepted(answer.response().get());
        } else if (answer.status() >= 300) {
            failed(answer.status());
        } else {
            proceeding(answer.status());
        }
    }

    private void proceeding(int status) {
        var before = phase;
        heard = true;
        if (before == Phase.STOPPING) {
            cancel();
        } else if (before == Phase.CALLING || before == Phase.PROCEEDING) {
            phase = status >= Response.RINGING ? Phase.ALERTING : Phase.PROCEEDING;
            if (phase == Phase.ALERTING) {
                story.alerting(this);
            }
        }
    }

    private void accepted(Response ok) {
        if (dialog != null && dialog.toProto().getRemoteTag().equals(Sip.toTag(ok))) {
            dialog.ackAgain(ok);
            return;
        }
        var reached = DialogSide.calling(edge, invite, ok);
        reached.ack(Sip.cseq(ok).getSeqNumber(), null);
        if (phase == Phase.STOPPING || phase == Phase.PICKED_UP || phase == Phase.OVER) {
            reached.bye();
            phase = phase == Phase.STOPPING ? Phase.OVER : phase;
            return;
        }
        dialog = reached;
        answered = Sip.body(ok);
        phase = Phase.PICKED_UP;
        story.pickedUp(this, answered);
    }

    private void failed(int status) {
        var before = phase;
        if (before == Phase.PICKED_UP || before == Phase.OVER) {
            return;
        }
        phase = Phase.OVER;
        if (before != Phase.STOPPING) {
            story.declined(this, status);
        }
    }

    /** Stops it without a word: who stops it knows. Cancels, or hangs up if it has just been answered. */
    void stop() {
        switch (phase) {
            case CALLING, PROCEEDING, ALERTING -> {
                phase = Phase.STOPPING;
                if (heard) {
                    cancel();
                }
            }
            case PICKED_UP -> {
                phase = Phase.OVER;
                if (dialog != null) {
                    dialog.bye();
                }
            }
            case STOPPING, OVER -> {}
        }
    }

    /** Takes it as unanswered. */
    void giveUp() {
        if (phase == Phase.CALLING || phase == Phase.PROCEEDING || phase == Phase.ALERTING) {
            stop();
            story.declined(this, Response.REQUEST_TIMEOUT);
        }
    }

    /** The agent has ended the dialog, or the last answer to a cancelled INVITE never came. */
    void left() {
        phase = Phase.OVER;
    }

    private void cancel() {
        if (outgoing != null) {
            outgoing.cancel();
        }
    }

    private static Request invite(SipEdge edge, RingPhone order) {
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
            var invite = Sip.MESSAGES.createRequest(
                    contact,
                    Request.INVITE,
                    Sip.HEADERS.createCallIdHeader(Sip.random() + "@" + edge.host()),
                    Sip.HEADERS.createCSeqHeader(1L, Request.INVITE),
                    Sip.HEADERS.createFromHeader(from, Sip.random()),
                    Sip.HEADERS.createToHeader(to, null),
                    List.of(DialogSide.via(edge, transport)),
                    Sip.HEADERS.createMaxForwardsHeader(MAX_FORWARDS));
            invite.setHeader(DialogSide.contact(edge, transport));
            invite.setHeader(Sip.HEADERS.createAllowHeader(String.join(", ", Sip.ALLOWED)));
            return Sip.withSdp(invite, order.getOfferSdp());
        });
    }

    private static SipURI address(String user, SipEdge edge) throws java.text.ParseException {
        return Sip.ADDRESSES.createSipURI(user, edge.host());
    }
}
