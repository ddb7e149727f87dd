package baton.engine.routing;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The rules of all queues of a company.
 *
 * @param version grows with each change of the configuration
 */
public record Rules(long version, String defaultQueueId, Map<String, QueueRules> queues) {

    /** Nothing is configured. */
    public static Rules none() {
        return new Rules(0, "main", Map.of());
    }

    /** Whether this queue is within its hours. */
    public boolean isOpen(String queueId, Instant now) {
        return of(queueId).isOpen(now);
    }

    /** When this queue opens again; empty if it is open, or does not open within a year. */
    public Optional<Instant> opensAt(String queueId, Instant now) {
        return of(queueId).hours().flatMap(hours -> hours.opensAt(now));
    }

    /** Work of a queue that does not exist (any more) waits in the default queue. */
    QueueRules of(String queueId) {
        var named = queues.get(queueId);
        return named != null
                ? named
                : Objects.requireNonNullElseGet(queues.get(defaultQueueId), () -> QueueRules.plain(defaultQueueId));
    }
}
