package baton.engine.routing;

import baton.engine.work.Medium;
import java.time.Instant;

/**
 * What an agent said of itself last.
 *
 * @param version grows with every change of the agent; what is older than the last one known is ignored
 * @param freeText how many more text episodes the agent can take now
 * @param freeVoice how many more calls, 0 or 1
 * @param idleSince since when the agent has had nothing new
 */
public record Availability(String agentId, long version, int freeText, int freeVoice, Instant idleSince) {

    boolean freeFor(Medium medium) {
        return (medium == Medium.TEXT ? freeText : freeVoice) > 0;
    }

    /** Nothing more of this kind until the agent says so. */
    Availability reservedFor(Medium medium) {
        return medium == Medium.TEXT
                ? new Availability(agentId, version, 0, freeVoice, idleSince)
                : new Availability(agentId, version, freeText, 0, idleSince);
    }
}
