package baton.gateway.phone;

import baton.gateway.phone.SipEdge.Answer;
import baton.gateway.phone.SipEdge.Outgoing;
import java.util.function.Consumer;
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

    private static final String WITHDRAWN = "Withdrawn";

    private final SipEdge edge;
    private final Story story;
    private final String offerId;
    private final String key;
    /** Null if another node has sent it and it has been answered. */
    private final @Nullable Request invite;

    private Phase phase;
    private @Nullable Outgoing outgoing;
    private @Nullable DialogSide dialog;
    private boolean heard;
    private String offered;
    private String answered = "";
    /** Why it is to be cancelled; empty if the caller gives up. */
    private String why = "";

    private PhoneRing(
            SipEdge edge,
            Story story,
            String offerId,
            String key,
            Phase phase,
            @Nullable Request invite,
            String offered) {
        this.edge = edge;
        this.story = story;
        this.offerId = offerId;
        this.key = key;
        this.phase = phase;
        this.invite = invite;
        this.offered = offered;
    }

    /** @throws IllegalArgumentException if the contact or the address is not one that can be called */
    static PhoneRing prepare(SipEdge edge, Story story, String offerId, Request invite) {
        return of(edge, story, offerId, Phase.CALLING, invite);
    }

    private static PhoneRing of(SipEdge edge, Story story, String offerId, Phase phase, Request invite) {
        var key = DialogSide.key(Sip.callId(invite), Sip.fromTag(invite));
        return new PhoneRing(edge, story, offerId, key, phase, invite, Sip.body(invite));
    }

    /** Another node has rung it, and it was picked up. */
    static PhoneRing adopted(SipEdge edge, Story story, String offerId, DialogSide dialog, String answered) {
        var ring = new PhoneRing(edge, story, offerId, dialog.key(), Phase.PICKED_UP, null, dialog.said());
        ring.dialog = dialog;
        ring.answered = answered;
        return ring;
    }

    /**
     * Another node has rung it, and is gone: it is to be stopped, whatever it answers.
     *
     * @param invite as that node has sent it
     */
    static PhoneRing left(SipEdge edge, Story story, String offerId, Request invite) {
        return of(edge, story, offerId, Phase.STOPPING, invite);
    }

    void start(Consumer<Answer> answers) {
        if (invite != null) {
            outgoing = edge.send(invite, answers);
        }
    }

    /** Without a transaction, because that of the INVITE was another node's. */
    void cancelLeft() {
        if (invite != null) {
            edge.sendAlone(Sip.because(Sip.cancel(invite), WITHDRAWN));
        }
    }

    /** Another node has rung it. */
    boolean isAdopted() {
        return invite == null;
    }

    String offerId() {
        return offerId;
    }

    Phase phase() {
        return phase;
    }

    /** The dialog's key is known before there is a dialog. */
    String key() {
        return key;
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

    /**
     * It has been told of another partner, and wants its audio there. What it could do before it can do again, unless it has moved.
     *
     * @param told what it knows of that partner
     * @param wants what it has said to that
     */
    void moved(String told, String wants) {
        offered = told;
        if (SessionText.hasPlace(wants) && !SessionText.isAtSamePlace(wants, answered)) {
            answered = SessionText.directed(wants, "sendrecv");
        }
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
        if (invite == null) {
            return;
        }
        var reached = DialogSide.calling(edge, invite, ok, Sip.contactUser(invite));
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

    /** Stops it like {@link #stop}, and lets the phone know that it is not the caller who has given up. */
    void withdraw() {
        why = phase == Phase.STOPPING ? why : WITHDRAWN;
        stop();
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

    /** Another node has the call, and cancels this attempt, too, unless it dies before; if it is picked up all the same, it is hung up. */
    void letGo() {
        if (phase != Phase.PICKED_UP) {
            withdraw();
        }
    }

    /** Takes it as unanswered. */
    void giveUp() {
        if (phase == Phase.CALLING || phase == Phase.PROCEEDING || phase == Phase.ALERTING) {
            withdraw();
            story.declined(this, Response.REQUEST_TIMEOUT);
        }
    }

    /** The agent has ended the dialog, or the last answer to a cancelled INVITE never came. */
    void left() {
        phase = Phase.OVER;
    }

    private void cancel() {
        if (outgoing != null) {
            outgoing.cancel(why);
        }
    }
}
