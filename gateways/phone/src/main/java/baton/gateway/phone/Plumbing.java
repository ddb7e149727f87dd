package baton.gateway.phone;

import baton.gateway.phone.CallerSide.Phase;
import baton.gateway.phone.SipEdge.Answer;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * Joins a caller who has been answered to another phone, or puts the caller on hold, by re-INVITEs of our own (third party call
 * control as in RFC 3725): audio goes from end to end as ever. One thing at a time; of what is wanted the last counts.
 */
final class Plumbing {

    /** What is to be agreed upon with one of the ends. */
    sealed interface Wish {}

    /** The caller is to talk with this phone, which has been offered what the caller's can do. */
    record Join(PhoneRing phone) implements Wish {}

    /** The caller is to be silent and to hear nothing. */
    record Park() implements Wish {}

    /** The phone is to know what the caller has made of its description. */
    record Align(PhoneRing phone, String sdp) implements Wish {}

    /** What comes of it. */
    interface Outcome {

        void joined(PhoneRing phone);

        /** The caller's phone has answered an offer to be silent. */
        void parked();

        /** The caller's phone will not have it: they cannot be joined. */
        void notJoined(PhoneRing phone);

        void broken(DialogSide dialog);

        /** To be tried again after this time, by {@link #again}. */
        void later(Duration pause);
    }

    private final SipEdge edge;
    private final CallEnds ends;
    private final Session session;
    private final Outcome outcome;
    private final BiConsumer<Wish, Answer> answers;
    private @Nullable Wish wanted;
    private @Nullable Wish underWay;
    private boolean pausing;

    /** @param answers hears what an end says to a wish; it must only hand it over to {@link #answered} */
    Plumbing(SipEdge edge, CallEnds ends, Session session, Outcome outcome, BiConsumer<Wish, Answer> answers) {
        this.edge = edge;
        this.ends = ends;
        this.session = session;
        this.outcome = outcome;
        this.answers = answers;
    }

    /** Wanted, or under way. */
    boolean isBusy() {
        return wanted != null || underWay != null;
    }

    boolean isUnderWay() {
        return underWay != null;
    }

    /** Whether this phone is to get the caller. */
    boolean joins(PhoneRing phone) {
        return new Join(phone).equals(wanted) || new Join(phone).equals(underWay);
    }

    boolean joinsSomebody() {
        return wanted instanceof Join || underWay instanceof Join;
    }

    void join(PhoneRing phone) {
        if (!joins(phone)) {
            wanted = new Join(phone);
        }
    }

    void park() {
        wanted = new Park();
    }

    void again() {
        pausing = false;
    }

    /** Begins what is wanted, if nothing else is going on between the ends. */
    void goOn() {
        if (wanted == null || underWay != null || pausing || ends.caller().phase() != Phase.TALKING) {
            return;
        }
        var wish = wanted;
        wanted = null;
        var dialog = dialog(wish);
        if (dialog == null) {
            return;
        }
        underWay = wish;
        var invite = dialog.withContact(dialog.next(Request.INVITE));
        edge.send(Sip.withSdp(invite, dialog.saying(sdp(wish))), answer -> answers.accept(wish, answer));
    }

    private @Nullable DialogSide dialog(Wish wish) {
        return wish instanceof Align align
                ? align.phone().dialog()
                : ends.caller().dialog();
    }

    private String sdp(Wish wish) {
        if (wish instanceof Join join) {
            return join.phone().answered();
        } else if (wish instanceof Align align) {
            return align.sdp();
        }
        return SessionText.directed(ends.caller().dialog().said(), "inactive");
    }

    void answered(Wish wish, Answer answer) {
        var dialog = dialog(wish);
        if (answer.status() < 200 || dialog == null) {
            return;
        }
        underWay = null;
        if (answer.response().isPresent() && answer.status() < 300) {
            dialog.agreed(answer.response().get());
            done(wish, Sip.body(answer.response().get()));
        } else if (answer.status() == Response.REQUEST_PENDING) {
            wanted = wanted == null ? wish : wanted;
            pausing = true;
            outcome.later(pause(wish));
        } else if (answer.status() == Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST
                || answer.status() == Response.REQUEST_TIMEOUT) {
            outcome.broken(dialog);
        } else if (wish instanceof Join join) {
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
            if (wanted == null
                    && !sdp.isEmpty()
                    && !SessionText.isSame(sdp, join.phone().offered())) {
                wanted = new Align(join.phone(), sdp);
            }
            outcome.joined(join.phone());
        } else if (wish instanceof Park) {
            session.agentChanged(sdp);
            outcome.parked();
        }
    }

    /** RFC 3261 section 14.1: who has made the Call-ID waits longer, so that the two do not meet again. */
    private static Duration pause(Wish wish) {
        var random = ThreadLocalRandom.current();
        return Duration.ofMillis(wish instanceof Align ? random.nextInt(2100, 4000) : random.nextInt(10, 2000));
    }
}
