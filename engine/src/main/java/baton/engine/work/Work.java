package baton.engine.work;

import java.time.Instant;

/**
 * Something of an episode that needs an agent.
 *
 * @param channel on which the customer waits
 * @param legId the call that rings, for voice; empty for text
 * @param queueId the named queue in which it waits; empty: the company's default queue
 * @param segment the customer's; empty for none
 * @param since seniority: since when the customer has been waiting, kept over requeue, transfer and hop
 * @param from from when routing steps and the longest wait count: when the need arose
 */
public record Work(
        String workId,
        Purpose purpose,
        Medium medium,
        String channel,
        String legId,
        String queueId,
        String segment,
        Instant since,
        Instant from,
        Wishes wishes) {

    public Work with(Wishes newWishes) {
        return new Work(workId, purpose, medium, channel, legId, queueId, segment, since, from, newWishes);
    }

    public Work in(String newQueueId) {
        return new Work(workId, purpose, medium, channel, legId, newQueueId, segment, since, from, wishes);
    }

    /** The same by telephone. */
    public Work over(String callChannel, String callId) {
        return new Work(workId, purpose, Medium.VOICE, callChannel, callId, queueId, segment, since, from, wishes);
    }
}
