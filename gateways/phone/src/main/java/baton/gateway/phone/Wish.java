package baton.gateway.phone;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What {@link Plumbing} is to bring one of a call's ends to agree upon, by a re-INVITE. */
sealed interface Wish {

    /** The dialog in which it is said; null if there is none (any more). */
    default @Nullable DialogSide in(CallEnds ends) {
        return ends.caller().dialog();
    }

    /** What is said there. */
    default String sdp(CallEnds ends, Session session) {
        if (this instanceof Join join) {
            return join.phone().answered();
        } else if (this instanceof Align align) {
            return align.sdp();
        } else if (this instanceof Seat seat) {
            return seat.sdp();
        } else if (this instanceof Back back) {
            return back.sdp();
        } else if (this instanceof Wake) {
            return session.callersOffer();
        }
        var end = this instanceof Quiet quiet ? quiet.end() : ends.caller().dialog();
        return SessionText.directed(end.said(), "inactive");
    }

    /** RFC 3261 section 14.1: who has made the Call-ID waits longer, so that the two do not meet again. */
    default Duration pause() {
        var random = ThreadLocalRandom.current();
        var ours = this instanceof Align || this instanceof Wake;
        return Duration.ofMillis(ours ? random.nextInt(2100, 4000) : random.nextInt(10, 2000));
    }

    /** The caller is to talk with this phone, which has been offered what the caller's can do. */
    record Join(PhoneRing phone) implements Wish {}

    /** The caller is to be silent and to hear nothing. */
    record Park() implements Wish {}

    /** The agent holds: first the caller, then the agent's phone is to be silent. */
    record Quiet(DialogSide end) implements Wish {
        @Override
        public DialogSide in(CallEnds ends) {
            return end;
        }
    }

    /** The agent talks again: the phone is offered what the caller's can do, its answer is for the caller. */
    record Wake(PhoneRing phone) implements Wish {
        @Override
        public @Nullable DialogSide in(CallEnds ends) {
            return phone.dialog();
        }
    }

    /** The phone is to know what the caller has made of its description. */
    record Align(PhoneRing phone, String sdp) implements Wish {
        @Override
        public @Nullable DialogSide in(CallEnds ends) {
            return phone.dialog();
        }
    }

    /** Nothing is to change: is this end still there? It learns where we are now. */
    record Ask(DialogSide end) implements Wish {
        @Override
        public DialogSide in(CallEnds ends) {
            return end;
        }
    }

    /** This end is to talk with the conference bridge. */
    record Seat(DialogSide end, String sdp) implements Wish {
        @Override
        public DialogSide in(CallEnds ends) {
            return end;
        }
    }

    /** The caller is to have what it had before: the phone that was to get it has gone. */
    record Back(String sdp) implements Wish {}
}
