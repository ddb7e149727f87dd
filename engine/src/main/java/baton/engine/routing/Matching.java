package baton.engine.routing;

import baton.engine.routing.QueueState.Waiting;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who gets what: the one place that decides it. Pure. The longest waiting work first; for each the agent who serves this customer
 * already, else the longest idle one.
 */
final class Matching {

    private static final Comparator<Availability> LONGEST_IDLE =
            Comparator.comparing(Availability::idleSince).thenComparing(Availability::agentId);

    /** @param because why this agent, in a sentence for people */
    record Match(Waiting waiting, String agentId, String because) {}

    private Matching() {}

    static Optional<Match> next(QueueState state, Instant now) {
        if (state.agents().values().stream().noneMatch(agent -> agent.freeText() > 0 || agent.freeVoice() > 0)) {
            return Optional.empty();
        }
        return state.inOrder().stream()
                .flatMap(waiting -> agentFor(waiting, state, now).stream())
                .findFirst();
    }

    private static Optional<Match> agentFor(Waiting waiting, QueueState state, Instant now) {
        var work = waiting.work().work();
        var preferred = Optional.ofNullable(state.agents().get(work.wishes().first()))
                .filter(agent -> fits(agent, waiting, now));
        if (preferred.isPresent()) {
            return Optional.of(new Match(waiting, work.wishes().first(), "Serves this customer already."));
        }
        return longestIdle(waiting, state, now)
                .filter(agent -> !agent.agentId().equals(work.wishes().avoidedAgentId()))
                .findFirst()
                .or(() -> longestIdle(waiting, state, now).findFirst())
                .map(agent -> new Match(waiting, agent.agentId(), "Has been idle for longest."));
    }

    private static Stream<Availability> longestIdle(Waiting waiting, QueueState state, Instant now) {
        return state.agents().values().stream()
                .filter(agent -> fits(agent, waiting, now))
                .sorted(LONGEST_IDLE);
    }

    private static boolean fits(Availability agent, Waiting waiting, Instant now) {
        var notAgain = waiting.notAgain().get(agent.agentId());
        return agent.freeFor(waiting.work().work().medium()) && (notAgain == null || !now.isBefore(notAgain));
    }
}
