package baton.engine.call;

import static baton.engine.call.CallCommand.NOT_JOINED;

import baton.engine.call.CallCommand.ConfirmPickUp;
import baton.engine.call.CallCommand.Deed;
import baton.engine.call.CallCommand.EndCall;
import baton.engine.call.CallCommand.OfDoor;
import baton.engine.call.CallCommand.ParkCall;
import baton.engine.call.CallCommand.ReportAgentHungUp;
import baton.engine.call.CallCommand.ReportConferenceFailed;
import baton.engine.call.CallCommand.ReportDeclined;
import baton.engine.call.CallCommand.ReportPickedUp;
import baton.engine.call.CallCommand.ReportSession;
import baton.engine.call.CallCommand.RingPhone;
import baton.engine.call.CallCommand.StopPhone;
import baton.engine.call.CallEvent.CallConnected;
import baton.engine.call.CallEvent.CallEnded;
import baton.engine.call.CallEvent.CallParked;
import baton.engine.call.CallEvent.PhoneAdded;
import baton.engine.call.CallEvent.PhoneAnswered;
import baton.engine.call.CallEvent.PhoneFailed;
import baton.engine.call.CallEvent.PhoneRung;
import baton.engine.call.CallEvent.SessionChanged;
import baton.engine.call.CallState.Arrived;
import baton.engine.call.CallState.Ended;
import baton.engine.call.CallState.PickedUp;
import baton.engine.call.CallState.Ringing;
import baton.engine.call.CallState.Talking;
import baton.engine.call.Decision.Again;
import baton.engine.call.Decision.Happens;
import baton.engine.call.Decision.Later;
import baton.engine.call.Decision.NotNow;
import baton.engine.call.Decision.Nothing;
import baton.engine.call.Decision.Stop;
import baton.engine.call.Known.Talk;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a call decides. Pure. */
final class CallDecisions {

    private static final Decision NOTHING = new Nothing();

    private CallDecisions() {}

    /**
     * What a door says of its own attempts when another one has, or had, the call since: nobody goes on with them. So the end of an attempt
     * that was void is void as well, although the same offer's phone may talk by now.
     */
    static boolean isVoid(CallState state, Deed deed) {
        return deed instanceof OfDoor said
                        && known(state)
                                .filter(it -> it.known().isFormer(said.adoption()))
                                .isPresent()
                || deed instanceof ReportAgentHungUp hungUp
                        && state instanceof Arrived arrived
                        && !AdoptionFormat.knowsPhone(arrived, hungUp.sipCallId());
    }

    /** As it stands, or stood when it ended. */
    private static Optional<Arrived> known(CallState state) {
        if (state instanceof Arrived arrived) {
            return Optional.of(arrived);
        }
        return state instanceof Ended ended ? Optional.of(ended.before()) : Optional.empty();
    }

    /** What whoever said something void hears. A phone whose pick-up was stored before has come to the present door with the call. */
    static CallReply answerToVoid(CallState state, Deed deed) {
        var stored = deed instanceof ReportPickedUp picked
                && known(state)
                        .filter(it ->
                                AdoptionFormat.knowsPhone(it, picked.dialog().callId()))
                        .isPresent();
        return deed instanceof OfDoor && !stored ? new CallReply.AnotherDoor() : new CallReply.Accepted();
    }

    /** Unless somebody talks with them by now: then the door has missed it. */
    static Decision waitedTooLong(Arrived state, Instant now) {
        return state.talk().isPresent() ? new Again() : Decision.happens(new CallEnded("abandoned", now));
    }

    /** Whether the agent who has picked up gets them is being decided. */
    static Decision waitedTooLong(PickedUp state, Instant now) {
        return new Later();
    }

    /** A phone that has had its turn is not rung again for the same offer: that was an echo. */
    static Decision ring(Arrived state, RingPhone command, Instant now) {
        return state.known().isOver(command.offerId()) || state.talks(command.offerId())
                ? NOTHING
                : Decision.happens(
                        new PhoneRung(command.offerId(), command.agentId(), command.contact(), command.beside(), now));
    }

    /** Whoever is to come beside has nothing to come to. */
    static Decision ringWaiting(Arrived state, RingPhone command, Instant now) {
        return command.beside() ? new NotNow() : ring(state, command, now);
    }

    /** One phone at a time: the next agent's is asked for again when this one has stopped. */
    static Decision ringNext(Arrived state, RingPhone command) {
        return state.rings(command.offerId()) || state.talks(command.offerId()) ? NOTHING : new NotNow();
    }

    static Decision pickedUp(Ringing state, ReportPickedUp command, Instant now) {
        return state.rings(command.offerId())
                ? Decision.happens(new PhoneAnswered(command.offerId(), command.answerSdp(), command.dialog(), now))
                : pickedUpTooLate(state, command);
    }

    /** Nobody waits for this phone any more: hang it up - unless it is the very one that talks. */
    static Decision pickedUpTooLate(CallState state, ReportPickedUp command) {
        var expected = state instanceof Arrived arrived
                && (arrived.rings(command.offerId()) || arrived.talks(command.offerId()));
        return expected ? NOTHING : new Stop(command.offerId());
    }

    static Decision declined(Ringing state, ReportDeclined command, Instant now) {
        return state.rings(command.offerId())
                ? Decision.happens(new PhoneFailed(command.offerId(), command.reason(), now))
                : NOTHING;
    }

    static Decision confirm(PickedUp state, ConfirmPickUp command, Instant now) {
        if (!state.rings(command.offerId())) {
            return NOTHING;
        }
        if (command.accepted() && state.rung().beside() && state.talk().isPresent()) {
            return Decision.happens(
                    new PhoneAdded(command.offerId(), state.rung().agentId(), now));
        }
        return command.accepted()
                ? Decision.happens(
                        new CallConnected(command.offerId(), state.rung().agentId(), now))
                : stopped(command.offerId(), "rescinded", now);
    }

    static Decision stop(Arrived state, StopPhone command, Instant now) {
        return state.rings(command.offerId()) && !(state instanceof Conferring)
                ? stopped(command.offerId(), command.reason(), now)
                : NOTHING;
    }

    private static Decision stopped(String offerId, String reason, Instant now) {
        return new Happens(List.of(new PhoneFailed(offerId, reason, now)), Optional.of(offerId));
    }

    /**
     * Whether the agent who has picked up gets the caller is being decided: if so the one before may go, and the other one who goes
     * gives the caller back.
     */
    static Decision hungUp(PickedUp state, ReportAgentHungUp command, Instant now) {
        return new Later();
    }

    /** Whose phone has been parted from the caller, or is not known, ends nothing. */
    static Decision hungUp(Arrived state, ReportAgentHungUp command, Instant now) {
        var talks = command.offerId().isEmpty() ? state.talk().isPresent() : state.talks(command.offerId());
        if (!talks) {
            return NOTHING;
        }
        if (!command.early()) {
            return agentHungUp(now);
        }
        return state instanceof Talking ? givenBack(state, command, now) : new Later();
    }

    /** Who talked before has the caller again, or has hung up too: then the caller waits. */
    private static Decision givenBack(Arrived state, ReportAgentHungUp command, Instant now) {
        var failed = new PhoneFailed(command.offerId(), NOT_JOINED, now);
        var alone = state.known()
                .lastTalk()
                .filter(talk -> !talk.of(command.staysWith()))
                .isPresent();
        return alone ? Decision.happens(failed, new CallParked(now)) : Decision.happens(failed);
    }

    /** The two who stay go on: with the first agent, or with the second, who has the caller then. */
    static Decision hungUp(Conferring state, ReportAgentHungUp command, Instant now) {
        if (state.rings(command.offerId())) {
            return Decision.happens(
                    new PhoneFailed(command.offerId(), command.early() ? NOT_JOINED : CallCommand.LEFT, now));
        }
        var first = command.offerId().isEmpty() || state.talks(command.offerId());
        return first
                ? Decision.happens(
                        new CallParked(now),
                        new CallConnected(state.rung().offerId(), state.rung().agentId(), now))
                : NOTHING;
    }

    static Decision failed(Conferring state, ReportConferenceFailed command, Instant now) {
        return state.rings(command.offerId())
                ? Decision.happens(new PhoneFailed(command.offerId(), CallCommand.NO_CONFERENCE, now))
                : NOTHING;
    }

    private static Decision agentHungUp(Instant now) {
        return Decision.happens(new CallEnded("agent-hung-up", now));
    }

    static Decision park(Arrived state, ParkCall command, Instant now) {
        return state.talk()
                .filter(talk -> !(state instanceof Conferring))
                .filter(talk -> !isEcho(state, talk, command))
                .map(talk -> Decision.happens(new CallParked(now)))
                .orElse(NOTHING);
    }

    /** What was said before the talk began is an echo: it was about somebody else. If it names no talk, the times decide, though they are of two clocks. */
    private static boolean isEcho(Arrived state, Talk now, ParkCall command) {
        return command.offerId().isEmpty()
                ? now.connected().at().isAfter(command.since())
                : state.known().isParted(command.offerId());
    }

    /** What has been agreed upon already is not stored again. */
    static Decision session(Arrived state, ReportSession command, Instant now) {
        var changed = new SessionChanged(
                command.offerSdp(),
                command.caller(),
                command.agent(),
                command.heldByAgent(),
                command.heldByCaller(),
                now);
        var isSame = state.known().session().filter(changed::isSameAs).isPresent();
        return isSame ? NOTHING : Decision.happens(changed);
    }

    static Decision end(Arrived state, EndCall command, Instant now) {
        return end(state, command.reason(), now);
    }

    /** The caller has gone without a word. */
    static Decision neverAcked(Arrived state, Instant now) {
        return end(state, CallCommand.CALLER_HUNG_UP, now);
    }

    private static Decision end(Arrived state, String reason, Instant now) {
        var gaveUp = reason.equals(CallCommand.CALLER_HUNG_UP) && state.talk().isEmpty();
        return Decision.happens(new CallEnded(gaveUp ? "abandoned" : reason, now));
    }
}
