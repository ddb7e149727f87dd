package baton.engine.routing;

import baton.engine.routing.Availability.Competence;
import baton.engine.work.Medium;
import java.util.Map;
import java.util.Optional;

/**
 * What an agent must bring for a piece of work at a moment. Work with equal needs waits in one pool.
 *
 * @param overflowQueueId whose agents are asked too; empty: nobody else's
 * @param skills least level by skill
 */
record Need(
        String queueId, String overflowQueueId, Medium medium, String channel, int step, Map<String, Integer> skills) {

    /** Agents of the overflow queue come after all agents of the queue itself. */
    private static final int OVERFLOW = 1000;

    boolean suits(Competence competence) {
        return inQueue(competence) && missingSkill(competence).isEmpty();
    }

    boolean inQueue(Competence competence) {
        return competence.queues().containsKey(queueId) || competence.queues().containsKey(overflowQueueId);
    }

    /** A skill that is not there, or not well enough. */
    Optional<String> missingSkill(Competence competence) {
        for (var skill : skills.entrySet()) {
            if (competence.skills().getOrDefault(skill.getKey(), 0) < skill.getValue()) {
                return Optional.of(skill.getKey() + " " + skill.getValue());
            }
        }
        return Optional.empty();
    }

    /** How much the agent likes to serve this queue: 1 before 2. */
    int preference(Competence competence) {
        var own = competence.queues().get(queueId);
        return own != null ? own : OVERFLOW + competence.queues().getOrDefault(overflowQueueId, OVERFLOW);
    }

    int levels(Competence competence) {
        int sum = 0;
        for (var skill : skills.keySet()) {
            sum += competence.skills().getOrDefault(skill, 0);
        }
        return sum;
    }
}
