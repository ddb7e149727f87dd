package baton.gateway.phone;

import baton.gateway.phone.CallBridge.Surroundings;
import baton.gateway.phone.CallCommand.WishAgain;
import baton.gateway.phone.CallCommand.WishTooLong;
import baton.gateway.phone.CallerSide.Phase;
import baton.gateway.phone.SipEdge.Answer;
import baton.gateway.phone.SipEdge.Outgoing;
import baton.gateway.phone.Wish.Align;
import baton.gateway.phone.Wish.Ask;
import baton.gateway.phone.Wish.Back;
import baton.gateway.phone.Wish.Join;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Joins a caller who has been answered to another phone, or puts the caller on hold, by re-INVITEs of our own (third party call
 * control as in RFC 3725): audio goes from end to end as ever. One thing at a time; of what is wanted the last counts.
 */
final class Plumbing {

    /** What comes of it. */
    interface Outcome {

        void joined(PhoneRing phone);

        /** The caller's phone has agreed to be silent. */
        void silent();

        /** The caller's phone will not have this one, or does not say. */
        void notJoined(PhoneRing phone);

        /** The same, if the two hear each other in another way. Then true, and nothing else is done. */
        boolean isMended(PhoneRing phone);

        /** This end talks with the conference bridge, and has agreed to this; empty: it does not want to, or does not say. */
        void seated(Wish.Seat seat, Optional<String> sdp);

        void broken(DialogSide dialog);
    }

    private final SipEdge edge;
    private final CallEnds ends;
    private final Session session;
    private final Outcome outcome;
    private final TimerScheduler<CallCommand> timers;
    private final Patience patience;
    private final BiConsumer<Wish, Answer> answers;
    private @Nullable Wish wanted;
    private @Nullable Wish underWay;
    private Outgoing outgoing = why -> {};
    private boolean cancelled;
    private boolean pausing;
    private String before = "";

    /** @param answers hears what an end says to a wish; it must only hand it over to {@link #answered} */
    Plumbing(
            Surroundings door,
            CallEnds ends,
            Session session,
            Outcome outcome,
            TimerScheduler<CallCommand> timers,
            BiConsumer<Wish, Answer> answers) {
        this.edge = door.edge();
        this.ends = ends;
        this.session = session;
        this.outcome = outcome;
        this.timers = timers;
        this.patience = new Patience(timers, new WishTooLong(), door.settings().changeLimit());
        this.answers = answers;
    }

    boolean isUnderWay() {
        return underWay != null;
    }

    private boolean joins(PhoneRing phone) {
        return new Join(phone).equals(wanted) || new Join(phone).equals(underWay);
    }

    /** Whether another phone than the one that talks is to get the caller. */
    boolean joinsAnother() {
        return isAnother(wanted) || isAnother(underWay);
    }

    private boolean isAnother(@Nullable Wish wish) {
        return wish instanceof Join join && !ends.talksWith(join.phone());
    }

    void join(PhoneRing phone) {
        if (!joins(phone)) {
            wanted = new Join(phone);
        }
    }

    void park() {
        wanted = new Wish.Park();
    }

    void seat(DialogSide end, String sdp) {
        wanted = new Wish.Seat(end, sdp);
    }

    /** This phone has gone before it got the caller; what has been sent to the caller's already is put right when it answers. */
    void without(PhoneRing phone) {
        if (new Join(phone).equals(wanted)) {
            wanted = null;
        }
    }

    /** Whether the two are still there; what else is wanted tells as much. */
    void ask() {
        then(Optional.of(new Ask(ends.caller().dialog())));
    }

    /** The phone that talks does not know where we are: another node had it before, and the caller has just been told something. */
    void askAdopted() {
        then(ends.talking().filter(PhoneRing::isAdopted).map(PhoneRing::dialog).map(Ask::new));
    }

    /** The agent who talks holds the caller, or does so no more. A hand-over that is wanted counts more. */
    void hold(boolean on) {
        if (!joinsAnother()) {
            ends.talking()
                    .ifPresent(
                            phone -> wanted = on ? new Wish.Quiet(ends.caller().dialog()) : new Wish.Wake(phone));
        }
    }

    void again() {
        pausing = false;
    }

    /**
     * Begins what is wanted, if nothing else is going on between the ends.
     *
     * @param isFree whether a dialog has no INVITE under way (RFC 3261 section 14.1)
     */
    void goOn(Predicate<DialogSide> isFree) {
        if (wanted == null || underWay != null || pausing || ends.caller().phase() != Phase.TALKING) {
            return;
        }
        var wish = wanted;
        var dialog = wish.in(ends);
        if (dialog == null) {
            wanted = null;
        } else if (isFree.test(dialog)) {
            wanted = null;
            send(wish, dialog);
        }
    }

    private void send(Wish wish, DialogSide dialog) {
        underWay = wish;
        cancelled = false;
        before = dialog.said();
        var invite = dialog.withContact(dialog.next(Request.INVITE));
        var sdp = wish instanceof Ask ? dialog.sayingAgain() : dialog.saying(wish.sdp(ends, session));
        outgoing = edge.send(Sip.withSdp(invite, sdp), answer -> answers.accept(wish, answer));
    }

    void answered(Wish wish, Answer answer) {
        var dialog = wish.in(ends);
        if (dialog == null) {
            return;
        }
        if (answer.status() < 200) {
            if (underWay == wish) {
                patience.proceeding();
            }
            return;
        }
        if (underWay == wish) {
            forget();
        }
        if (answer.response().isPresent() && answer.status() < 300) {
            dialog.agreed(answer.response().get());
            done(wish, Sip.body(answer.response().get()));
            return;
        }
        dialog.unsaid(before);
        if (answer.status() == Response.REQUEST_PENDING) {
            then(Optional.of(wish).filter(this::isStillWanted));
            pausing = true;
            timers.startSingleTimer("wish", new WishAgain(), wish.pause());
        } else if (answer.status() == Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST
                || answer.status() == Response.REQUEST_TIMEOUT) {
            outcome.broken(dialog);
        } else {
            failed(wish);
        }
    }

    private void forget() {
        underWay = null;
        patience.over();
    }

    private boolean isStillWanted(Wish wish) {
        return !(wish instanceof Join join) || join.phone().phase() == PhoneRing.Phase.PICKED_UP;
    }

    /** The first time it is cancelled, and another agent's phone let go; whoever does not even answer that is not waited for. */
    void tooLong() {
        var wish = underWay;
        if (wish == null) {
            return;
        }
        if (cancelled) {
            forget();
            Optional.ofNullable(wish.in(ends)).ifPresent(dialog -> dialog.unsaid(before));
            failed(wish);
            return;
        }
        cancelled = true;
        outgoing.cancel();
        patience.cancelled();
        if (isAnother(wish)) {
            failed(wish);
        }
    }

    /** RFC 3261 section 14.1: then the session is as if it had never been asked for. Whoever was to talk again stays on hold. */
    private void failed(Wish wish) {
        if (wish instanceof Ask ask && isCallers(ask.end())) {
            then(ends.talking().map(PhoneRing::dialog).map(Ask::new));
        } else if (wish instanceof Wish.Seat seat) {
            outcome.seated(seat, Optional.empty());
        }
        if (!(wish instanceof Join join) || !isStillWanted(wish) || outcome.isMended(join.phone())) {
            return;
        }
        if (ends.talksWith(join.phone())) {
            then(Optional.ofNullable(join.phone().dialog()).map(Wish.Quiet::new));
        } else {
            outcome.notJoined(join.phone());
        }
    }

    private void done(Wish wish, String sdp) {
        if (ends.caller().phase() == Phase.OVER) {
            return;
        }
        if (wish instanceof Join join && join.phone().phase() == PhoneRing.Phase.PICKED_UP) {
            session.agentChanged(sdp);
            ends.talkWith(join.phone());
            if (!sdp.isEmpty() && !SessionText.isSame(sdp, join.phone().offered())) {
                then(Optional.of(new Align(join.phone(), sdp)));
            }
            askAdopted();
            outcome.joined(join.phone());
        } else if (wish instanceof Join) {
            then(Optional.of(ends.talking().isPresent() ? new Back(before) : new Wish.Park()));
        } else if (wish instanceof Ask ask && isCallers(ask.end())) {
            back(sdp);
            then(ends.talking().map(PhoneRing::dialog).map(Ask::new));
        } else if (wish instanceof Ask) {
            outcome.silent();
        } else if (wish instanceof Wish.Seat seat) {
            outcome.seated(seat, Optional.of(sdp));
        } else if (wish instanceof Back) {
            back(sdp);
        } else if (wish instanceof Wish.Park) {
            session.agentChanged(sdp);
            outcome.silent();
        } else if (wish instanceof Wish.Quiet quiet && isCallers(quiet.end())) {
            session.agentHolds(sdp);
            outcome.silent();
            then(ends.talking().map(PhoneRing::dialog).map(Wish.Quiet::new));
        } else if (wish instanceof Wish.Wake wake) {
            wake.phone().agreed(session.callersOffer(), sdp);
            then(Optional.of(new Join(wake.phone())));
        }
    }

    private boolean isCallers(DialogSide end) {
        return end == ends.caller().dialog();
    }

    /** The agent must know if the caller has moved by the way. */
    private void back(String sdp) {
        var moved = SessionText.hasPlace(sdp) && !SessionText.isAtSamePlace(sdp, session.callersOffer());
        session.callerSaid(sdp);
        if (moved) {
            then(ends.talking().map(phone -> new Align(phone, sdp)));
        }
    }

    /** Unless something else has been wanted meanwhile. */
    private void then(Optional<? extends Wish> next) {
        if (wanted == null && next.isPresent()) {
            wanted = next.get();
        }
    }
}
