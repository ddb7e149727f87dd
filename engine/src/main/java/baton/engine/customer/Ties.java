package baton.engine.customer;

import java.time.Instant;

/**
 * What ties a customer to the company, for those who route.
 *
 * @param segment a word of the company's; empty for none
 * @param personalAgentId empty for nobody
 * @param lastAgentId who has served the customer last; empty for nobody
 * @param lastAgentAt until when; of no meaning if there is none
 */
public record Ties(String segment, String personalAgentId, String lastAgentId, Instant lastAgentAt) {

    public static Ties none() {
        return new Ties("", "", "", Instant.EPOCH);
    }

    Ties served(String agentId, Instant at) {
        return new Ties(segment, personalAgentId, agentId, at);
    }

    /** With what is known of the same person elsewhere. */
    Ties or(Ties other) {
        var newer = lastAgentId.isEmpty() || !other.lastAgentId.isEmpty() && other.lastAgentAt.isAfter(lastAgentAt);
        return new Ties(
                segment.isEmpty() ? other.segment : segment,
                personalAgentId.isEmpty() ? other.personalAgentId : personalAgentId,
                newer ? other.lastAgentId : lastAgentId,
                newer ? other.lastAgentAt : lastAgentAt);
    }

    Ties classified(String newSegment, String newPersonalAgentId) {
        return new Ties(newSegment, newPersonalAgentId, lastAgentId, lastAgentAt);
    }
}
