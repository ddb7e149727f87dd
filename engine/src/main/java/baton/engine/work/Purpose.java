package baton.engine.work;

import java.util.Locale;

/** What an agent is wanted for. */
public enum Purpose {
    /** To serve the episode. */
    SERVE,
    /** To take it over from a colleague, who stays until then. */
    TRANSFER,
    /** To stand by the colleague who serves it, or to look on. */
    HELP;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty is the word of earlier releases for {@link #SERVE}. */
    public static Purpose of(String word) {
        return word.isEmpty() ? SERVE : valueOf(word.toUpperCase(Locale.ROOT));
    }
}
