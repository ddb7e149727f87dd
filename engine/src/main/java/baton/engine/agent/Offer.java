package baton.engine.agent;

import baton.engine.work.Medium;
import java.time.Instant;

/**
 * A reservation of an agent for a piece of work.
 *
 * @param legId the call, for voice; empty for text
 * @param until when it is missed
 * @param because why this agent, in a sentence for people
 */
public record Offer(
        String offerId,
        String workId,
        Medium medium,
        String episodeId,
        String legId,
        String queueId,
        Instant madeAt,
        Instant until,
        String because) {}
