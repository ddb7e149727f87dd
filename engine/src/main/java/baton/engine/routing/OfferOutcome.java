package baton.engine.routing;

import java.util.Locale;

/** How an offer ended. */
public enum OfferOutcome {
    ACCEPTED,
    REJECTED,
    TIMED_OUT,
    BUSY,
    UNREACHABLE,
    RESCINDED,
    /** The agent had no room for it when it came. */
    NO_CAPACITY;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static OfferOutcome of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
