package baton.engine.call;

import java.util.Optional;

/** What a call makes of a command. Pure: nothing has happened yet. */
sealed interface Decision {

    /** Store this, stop that phone if there is one, then say yes. */
    record Happens(CallEvent event, Optional<String> stoppedOffer) implements Decision {}

    /** This phone has no business here any more. */
    record Stop(String offerId) implements Decision {}

    /** There is nothing to do. */
    record Nothing() implements Decision {}

    /** Not now and without an answer, so that it is asked for again. */
    record NotNow() implements Decision {}

    /** Something that is under way decides it. */
    record Later() implements Decision {}

    static Decision happens(CallEvent event) {
        return new Happens(event, Optional.empty());
    }
}
