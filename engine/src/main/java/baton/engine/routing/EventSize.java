package baton.engine.routing;

import baton.engine.routing.QueueEvent.AgentReported;
import baton.engine.routing.QueueEvent.WorkEnqueued;
import baton.engine.routing.QueueEvent.WorkOffered;
import baton.engine.work.Explanation;
import java.util.List;
import java.util.Map;

/**
 * How many bytes an event will need in a write, at most, without writing it. Writing each twice would cost more than finding the
 * match. Beside what the lists say, an event has a row of its own: some ids, times and the journal's columns.
 */
final class EventSize {

    private static final int ROW = 500;
    private static final int ENTRY = 24;

    private EventSize() {}

    static int of(QueueEvent event) {
        if (event instanceof WorkOffered e) {
            return ROW + of(e.explanation());
        } else if (event instanceof AgentReported e) {
            return ROW + of(e.availability());
        } else if (event instanceof WorkEnqueued e) {
            return ROW + of(e.work());
        }
        return ROW;
    }

    private static int of(Explanation explanation) {
        var bytes = of(explanation.summary()) + of(explanation.skills()) + of(explanation.excludedBy());
        for (var candidate : explanation.candidates()) {
            bytes += 2 * ENTRY + of(candidate.agentId()) + of(candidate.preferred());
        }
        for (var exclusion : explanation.excluded()) {
            bytes += ENTRY + of(exclusion.agentId()) + of(exclusion.reason()) + of(exclusion.detail());
        }
        for (var earlier : explanation.earlier()) {
            bytes += 2 * ENTRY + of(earlier.agentId()) + of(earlier.outcome());
        }
        return bytes;
    }

    private static int of(Availability agent) {
        var load = agent.load();
        return of(agent.name())
                + of(agent.status().reason())
                + of(agent.competence().skills())
                + of(agent.competence().queues())
                + of(load.capacity())
                + of(load.used())
                + of(load.episodeIds());
    }

    private static int of(WorkItem item) {
        var bytes = 0;
        for (var preference : item.work().wishes().preferences()) {
            bytes += 2 * ENTRY + of(preference.agentId()) + of(preference.why());
        }
        return bytes;
    }

    private static int of(Map<String, Integer> levels) {
        var bytes = 0;
        for (var name : levels.keySet()) {
            bytes += ENTRY + of(name);
        }
        return bytes;
    }

    private static int of(List<String> ids) {
        var bytes = 0;
        for (var id : ids) {
            bytes += ENTRY + of(id);
        }
        return bytes;
    }

    /** In UTF-8 a character has three bytes at most, two of them together four. */
    private static int of(String text) {
        return 3 * text.length();
    }
}
