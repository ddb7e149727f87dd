package baton.engine.work;

import java.time.Instant;

/**
 * Somebody who should get a piece of work first. Whether others wait for that agent, and for how long, is the queue's rule.
 *
 * @param why one of the constants here
 * @param at when that began; for {@link #LAST} when the agent served the customer
 */
public record Preference(String agentId, String why, Instant at) {

    /** Serves this very episode. */
    public static final String SERVING = "serving";

    /** Served the conversation that was full and goes on in this one. */
    public static final String CONTINUED = "continued";

    /** A colleague asked for this agent. */
    public static final String TRANSFER = "transfer";

    /** The customer's own agent. */
    public static final String PERSONAL = "personal";

    /** Served the customer last time. */
    public static final String LAST = "last";
}
