package baton.chaos;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long anybody may wait for an acknowledgement.
 *
 * @param brief whether this is the short form: it runs on machines that do much else, so only who is really stuck has waited for too long
 * @param seconds instead of what the fault allows; null: what it allows
 */
record Patience(boolean brief, @Nullable Integer seconds) {

    private static final Duration BRIEF = Duration.ofSeconds(60);

    /** @param lasted how long the fault itself took */
    Duration with(Fault fault, Duration lasted) {
        var bound = seconds == null ? usual(fault) : Duration.ofSeconds(seconds);
        return fault.takesAllAway() ? bound.plus(lasted) : bound;
    }

    private Duration usual(Fault fault) {
        return brief && fault.patience().compareTo(BRIEF) < 0 ? BRIEF : fault.patience();
    }
}
