package baton.engine.call;

import java.util.List;
import java.util.Optional;

/** What a call makes of a command. Pure: nothing has happened yet. */
sealed interface Decision {

    /** Store these, in this order, stop that phone if there is one, then say yes. */
    record Happens(List<CallEvent> events, Optional<String> stoppedOffer) implements Decision {}

    /** This phone has no business here any more. */
    record Stop(String offerId) implements Decision {}

    /** What follows from the state is to be said to the door again: it has missed it. */
    record Again() implements Decision {}

    /** There is nothing to do. */
    record Nothing() implements Decision {}

    /** Not now and without an answer, so that it is asked for again. */
    record NotNow() implements Decision {}

    /** Something that is under way decides it. */
    record Later() implements Decision {}

    static Decision happens(CallEvent... events) {
        return new Happens(List.of(events), Optional.empty());
    }
}
