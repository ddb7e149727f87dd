package baton.engine.routing;

import baton.engine.episode.Medium;
import java.time.Instant;

/**
 * One piece of work as the queue sees it.
 *
 * @param since seniority: since when the customer has been waiting
 * @param legId the call, for voice; empty for text
 * @param preferredAgentId who gets it if that is possible at all; empty for nobody
 * @param avoidedAgentId who gets it only if nobody else can; empty for nobody
 */
public record WorkItem(
        String workId,
        String episodeId,
        Medium medium,
        String legId,
        Instant since,
        String preferredAgentId,
        String avoidedAgentId) {}
