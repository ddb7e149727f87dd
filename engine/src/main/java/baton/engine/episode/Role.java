package baton.engine.episode;

import java.util.Locale;

/** What an agent is in an episode. */
public enum Role {
    /** Serves it: the only one who writes to the customer, hands on and closes. */
    OWNER,
    /** Stands by the owner: sees everything, writes notes. */
    HELPER,
    /** Stands by the owner on the telephone, too: owner, customer and partner hear each other. At most one. */
    PARTNER,
    /** Looks on. */
    OBSERVER;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty is the word of earlier releases for {@link #OWNER}. */
    public static Role of(String word) {
        return word.isEmpty() ? OWNER : valueOf(word.toUpperCase(Locale.ROOT));
    }
}
