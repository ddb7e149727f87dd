package baton.engine.episode;

import java.time.Instant;

/**
 * Something of an episode that needs an agent.
 *
 * @param since seniority: since when the customer has been waiting
 * @param legId the call that rings, for voice; empty for text
 * @param preferredAgentId who should get it if that is possible at all; empty for nobody
 * @param avoidedAgentId who should be the last to get it; empty for nobody
 */
public record Work(
        String workId, Medium medium, Instant since, String legId, String preferredAgentId, String avoidedAgentId) {

    Work preferring(String agentId) {
        return new Work(workId, medium, since, legId, agentId, avoidedAgentId);
    }
}
