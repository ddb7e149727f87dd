package baton.gateway.phone;

import baton.gateway.phone.CallBridge.Surroundings;
import baton.gateway.phone.CallerSide.Phase;
import baton.gateway.phone.PhoneCounters.Kind;
import baton.gateway.phone.SipEdge.Incoming;
import java.util.Optional;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** What the ends of one call want of us: finds out whose request it is, answers it or passes it on. */
final class CallRequests {

    /** What a request means for the call. */
    interface Meaning {

        void acked(Request ack);

        /** This answer must be repeated until it is acknowledged. */
        void expectAck(Unacked answer);
    }

    /** Seconds until a phone that changes things all the time may do so again. */
    private static final int RETRY_AFTER = 10;

    private final CallEnds ends;
    private final Session session;
    private final MidCall midCall;
    private final Plumbing plumbing;
    private final Acknowledging acks;
    private final PhoneCounters counters;
    private final FloodGate changes;
    private final Conference conference;
    private final Leaving leaving;
    private final Meaning meaning;

    CallRequests(
            Surroundings door,
            CallEnds ends,
            Session session,
            MidCall midCall,
            Plumbing plumbing,
            Acknowledging acks,
            Conference conference,
            Leaving leaving,
            Meaning meaning) {
        this.ends = ends;
        this.session = session;
        this.midCall = midCall;
        this.plumbing = plumbing;
        this.acks = acks;
        this.counters = door.counters();
        this.changes = gate(door.settings().changesPerMinute());
        this.conference = conference;
        this.leaving = leaving;
        this.meaning = meaning;
    }

    private static FloodGate gate(int perMinute) {
        return new FloodGate(perMinute / 60.0, perMinute, System::nanoTime);
    }

    void hear(Incoming incoming) {
        var request = incoming.request();
        if (request.getMethod().equals(Request.INVITE) && Sip.toTag(request).isEmpty()) {
            invitedAgain(incoming);
            return;
        }
        var seat = conference.seatOf(request);
        if (seat.isPresent() && hear(incoming, seat.get())) {
            return;
        }
        var agent = ends.agentOf(request);
        switch (request.getMethod()) {
            case Request.ACK -> meaning.acked(request);
            case Request.CANCEL -> cancelled(incoming);
            case Request.BYE -> left(incoming, agent);
            case Request.OPTIONS -> incoming.answer(Sip.allow(Sip.reply(request, Response.OK, "")));
            case Request.INVITE, Request.UPDATE, Request.INFO -> change(incoming, agent);
            default -> {
                counters.count(Kind.METHOD_NOT_ALLOWED);
                incoming.answer(Sip.reply(request, Response.METHOD_NOT_ALLOWED, ""));
            }
        }
    }

    /** What the conference bridge says in the name of the others. False if it is what anybody may say. */
    private boolean hear(Incoming incoming, PhoneRing seat) {
        var request = incoming.request();
        var dialog = seat.dialog();
        var end = dialog == null ? Optional.<DialogSide>empty() : conference.endOf(dialog);
        switch (request.getMethod()) {
            case Request.BYE -> {
                incoming.answer(Sip.reply(request, Response.OK, ""));
                seat.left();
                conference.lost();
            }
            case Request.INVITE, Request.UPDATE -> {
                if (dialog == null || end.isEmpty() || conference.isForming() || isInTheWay(request)) {
                    notYet(incoming);
                } else {
                    midCall.pass(incoming, dialog, end.get());
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The caller's INVITE: a second way, unless it has been another node's and comes here now. */
    private void invitedAgain(Incoming invite) {
        if (!ends.caller().hearsAgain(invite)) {
            invite.answer(Sip.refuse(invite.request(), Response.LOOP_DETECTED, ""));
        }
    }

    private void cancelled(Incoming cancel) {
        var request = cancel.request();
        var caller = ends.caller();
        if (caller.isCancelledBy(request)) {
            cancel.answer(Sip.reply(request, Response.OK, caller.dialog().localTag()));
            if (caller.phase() == Phase.WAITING) {
                leaving.callerGaveUp();
            }
        } else if (midCall.cancelled(cancel)) {
            cancel.answer(Sip.reply(request, Response.OK, Sip.random()));
        } else {
            unknown(cancel);
        }
    }

    private void left(Incoming bye, Optional<PhoneRing> agent) {
        var request = bye.request();
        var caller = ends.caller();
        if (agent.isPresent()) {
            bye.answer(Sip.reply(request, Response.OK, ""));
            leaving.agentLeft(agent.get());
        } else if (caller.dialog().isOf(request) && caller.phase() != Phase.OVER) {
            bye.answer(Sip.reply(request, Response.OK, ""));
            if (caller.phase() == Phase.WAITING) {
                leaving.callerGaveUp();
            } else {
                leaving.callerLeft();
            }
        } else {
            unknown(bye);
        }
    }

    private void change(Incoming incoming, Optional<PhoneRing> agent) {
        var caller = ends.caller();
        var request = incoming.request();
        if (caller.phase() == Phase.OVER || agent.isEmpty() && !caller.dialog().isOf(request)) {
            unknown(incoming);
        } else if (!request.getMethod().equals(Request.INFO) && !changes.pass(Sip.fromTag(request))) {
            tooMany(incoming);
        } else if (caller.phase() == Phase.WAITING || isInTheWay(request) || conference.isForming()) {
            notYet(incoming);
        } else if (partner(agent).isPresent()) {
            midCall.pass(incoming, end(agent), partner(agent).get());
        } else if (agent.isEmpty() && staysSilent(request)) {
            answerAlone(incoming);
        } else if (agent.isPresent() && !ends.talksWith(agent.get())) {
            notYet(incoming);
        } else {
            pass(incoming, agent.isPresent());
        }
    }

    private DialogSide end(Optional<PhoneRing> agent) {
        return agent.map(PhoneRing::dialog).orElse(ends.caller().dialog());
    }

    private Optional<DialogSide> partner(Optional<PhoneRing> agent) {
        return conference.partnerOf(end(agent));
    }

    /** There is nobody to talk with, or the agent holds: then the caller's phone must not begin to talk by itself. */
    private boolean staysSilent(Request request) {
        return ends.talking().isEmpty()
                || session.quiet() && !request.getMethod().equals(Request.INFO);
    }

    private boolean isInTheWay(Request request) {
        var isInvite = request.getMethod().equals(Request.INVITE);
        return isInvite && acks.isUnderWay() || !request.getMethod().equals(Request.INFO) && plumbing.isUnderWay();
    }

    private void pass(Incoming incoming, boolean fromAgent) {
        var agent = ends.talking().map(PhoneRing::dialog).orElse(null);
        if (agent == null) {
            unknown(incoming);
            return;
        }
        var caller = ends.caller().dialog();
        midCall.pass(incoming, fromAgent ? agent : caller, fromAgent ? caller : agent);
    }

    /** The caller is on hold and stays so. */
    private void answerAlone(Incoming incoming) {
        var request = incoming.request();
        var dialog = ends.caller().dialog();
        if (!dialog.follows(request)) {
            counters.count(Kind.OUT_OF_ORDER);
            incoming.answer(Sip.refuse(request, Response.SERVER_INTERNAL_ERROR, "Request out of order"));
            return;
        }
        var ok = dialog.withContact(Sip.reply(request, Response.OK, dialog.localTag()));
        var isInvite = request.getMethod().equals(Request.INVITE);
        if (isInvite || Sip.isSdp(request)) {
            dialog.retarget(request);
            if (Sip.isSdp(request)) {
                session.callerOffered(Sip.body(request));
            }
            Sip.withSdp(ok, dialog.saying(SessionText.directed(dialog.said(), "inactive")));
        }
        incoming.answer(ok);
        if (isInvite) {
            meaning.expectAck(new Unacked(ok));
        }
    }

    private void notYet(Incoming incoming) {
        counters.count(Kind.GLARE);
        incoming.answer(Sip.reply(incoming.request(), Response.REQUEST_PENDING, ""));
    }

    /** RFC 3261 section 21.5.1; whoever changes things by hand does not come here. */
    private void tooMany(Incoming incoming) {
        counters.count(Kind.FLOOD);
        incoming.answer(Sip.later(incoming.request(), Response.SERVER_INTERNAL_ERROR, RETRY_AFTER));
    }

    private void unknown(Incoming incoming) {
        counters.count(Kind.UNKNOWN_DIALOG);
        incoming.answer(Sip.reply(incoming.request(), Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST, Sip.random()));
    }
}
