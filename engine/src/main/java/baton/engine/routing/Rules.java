package baton.engine.routing;

import java.util.Map;
import java.util.Objects;

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

    /** Work of a queue that does not exist (any more) waits in the default queue. */
    QueueRules of(String queueId) {
        var named = queues.get(queueId);
        return named != null
                ? named
                : Objects.requireNonNullElseGet(queues.get(defaultQueueId), () -> QueueRules.plain(defaultQueueId));
    }
}
