package baton.engine.routing;

import baton.engine.routing.Matching.Match;
import baton.engine.work.Explanation;
import baton.engine.work.Explanation.Candidate;
import baton.engine.work.Explanation.Exclusion;
import baton.engine.work.Preference;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Says why: for each match, and for work that waits when somebody asks. Decides nothing. */
final class Explaining {

    /** The best ones are enough to see why the first was chosen. */
    private static final int CANDIDATES = 5;

    /** In a company of this size everybody is named; in a larger one, looking at everybody for each match would be the cost of it. */
    private static final int SMALL_COMPANY = 64;

    private static final int NAMED = 20;

    private final Matching matching;

    Explaining(Matching matching) {
        this.matching = matching;
    }

    Explanation of(Match match, Instant now) {
        var place = match.place();
        var chosen = match.candidate();
        var others = others(place, now)
                .filter(other -> !other.agentId().equals(chosen.agentId()))
                .filter(other -> couldTake(other.agentId(), place, now))
                .limit(CANDIDATES - 1L);
        var candidates = Stream.concat(Stream.of(chosen), others).toList();
        var looked = matching.roster().agents().size() <= SMALL_COMPANY ? exclusions(place, now) : List.<Exclusion>of();
        return explanation(match.because(), place, candidates, looked, now);
    }

    /** What is kept, or comes when its queue is closed, only those get for whom it wishes; nobody looks through a whole pool to find that out. */
    private Stream<Candidate> others(Place place, Instant now) {
        return place.pooled() && place.rules().isOpen(now)
                ? matching.roster().pool(place.need(), place.rules().selection()).free().stream()
                : Line.wishes(place).distinct().flatMap(id -> matching.roster().agent(id).stream()
                        .map(agent -> Pool.candidate(place.need(), agent, why(place, id))));
    }

    private static String why(Place place, String agentId) {
        return place.preference(agentId).map(Preference::why).orElse("");
    }

    private boolean couldTake(String agentId, Place place, Instant now) {
        return matching.roster()
                .agent(agentId)
                .filter(agent -> exclusion(agent, place, now).isEmpty())
                .isPresent();
    }

    /** Looks at everybody. */
    Explanation ofWaiting(Place place, Instant now) {
        var looked = exclusions(place, now);
        var counts = counts(looked);
        return explanation(summary(place, counts, now), place, List.of(), looked, now);
    }

    private static String summary(Place place, Map<String, Integer> counts, Instant now) {
        if (place.pooled() && !place.rules().isOpen(now)) {
            return "The queue is closed.";
        }
        if (place.keeper().isPresent()) {
            return "It is kept for an agent whom the customer knows.";
        }
        if (counts.keySet().stream().allMatch(reason -> reason.equals("skill") || reason.equals("not-in-queue"))) {
            return "Nobody has what is needed.";
        }
        return "Everybody who could take it is busy or not there.";
    }

    private Explanation explanation(
            String summary, Place place, List<Candidate> candidates, List<Exclusion> looked, Instant now) {
        return new Explanation(
                summary,
                place.rules().queueId(),
                matching.rules().version(),
                place.need().step(),
                place.need().skills(),
                place.rules().priorityAt(place.work(), now),
                place.since(),
                List.copyOf(candidates),
                looked.stream().limit(NAMED).toList(),
                counts(looked),
                looked.size(),
                place.waiting().earlier());
    }

    private static Map<String, Integer> counts(List<Exclusion> exclusions) {
        var counts = new TreeMap<String, Integer>();
        exclusions.forEach(exclusion -> counts.merge(exclusion.reason(), 1, Integer::sum));
        return counts;
    }

    /** Those who nearly could come first: they are what people ask about. */
    private List<Exclusion> exclusions(Place place, Instant now) {
        return matching.roster().agents().stream()
                .flatMap(agent -> exclusion(agent, place, now).stream())
                .sorted(Comparator.comparing((Exclusion e) -> e.reason().equals("not-in-queue"))
                        .thenComparing(Exclusion::agentId))
                .toList();
    }

    private Optional<Exclusion> exclusion(Availability agent, Place place, Instant now) {
        var id = agent.agentId();
        var competence = agent.competence();
        var only = place.work().wishes().onlyAgentId();
        var wished = place.preference(id).isPresent() || only.equals(id);
        if (!only.isEmpty() && !only.equals(id)) {
            return Optional.of(new Exclusion(id, "kept-for-another", only));
        }
        if (!wished && !place.need().inQueue(competence)) {
            return Optional.of(new Exclusion(id, "not-in-queue", ""));
        }
        if (!wished && place.need().missingSkill(competence).isPresent()) {
            return place.need().missingSkill(competence).map(skill -> new Exclusion(id, "skill", skill));
        }
        var obstacle = matching.roster().obstacle(agent, place, wished);
        if (obstacle.isPresent()) {
            return Optional.of(new Exclusion(id, obstacle.get(), agent.status().reason()));
        }
        if (place.waiting().notAgainYet(id, now)) {
            return Optional.of(new Exclusion(id, "not-again-yet", ""));
        }
        if (!wished && place.keeper().isPresent()) {
            return Optional.of(
                    new Exclusion(id, "kept-for-another", place.keeper().get().agentId()));
        }
        return !wished && !place.rules().isOpen(now)
                ? Optional.of(new Exclusion(id, "queue-closed", ""))
                : Optional.empty();
    }
}
