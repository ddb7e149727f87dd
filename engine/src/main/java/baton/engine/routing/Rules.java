package baton.engine.routing;

import java.time.Instant;
import java.util.HashMap;
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

    /** When each queue that is closed opens again; without those that do not within a year. */
    public Map<String, Instant> openings(Instant now) {
        // Hours without any day are looked through for a year: once, however many queues keep them.
        var known = new HashMap<OpeningHours, Optional<Instant>>();
        var openings = new HashMap<String, Instant>();
        queues.forEach((queueId, queue) -> queue.hours()
                .flatMap(hours -> known.computeIfAbsent(hours, h -> h.opensAt(now)))
                .ifPresent(opensAt -> openings.put(queueId, opensAt)));
        return openings;
    }

    /** Work of a queue that does not exist (any more) waits in the default queue. */
    QueueRules of(String queueId) {
        var named = queues.get(queueId);
        return named != null
                ? named
                : Objects.requireNonNullElseGet(queues.get(defaultQueueId), () -> QueueRules.plain(defaultQueueId));
    }
}
