package baton.engine.routing;

import baton.engine.work.Explanation.Candidate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Work with equal needs in the order in which it is served, and the agents who could serve it now, the best first. */
final class Pool {

    private final Need need;
    private final NavigableSet<Place> waiting = new TreeSet<>(Place.ORDER);
    private final NavigableSet<Candidate> free;
    private final Map<String, Candidate> candidates = new HashMap<>();

    Pool(Need need, Selection selection) {
        this.need = need;
        this.free = new TreeSet<>(selection.order());
    }

    Need need() {
        return need;
    }

    NavigableSet<Place> waiting() {
        return waiting;
    }

    NavigableSet<Candidate> free() {
        return free;
    }

    Optional<Candidate> candidate(String agentId) {
        return Optional.ofNullable(candidates.get(agentId));
    }

    /** The agent can take this now; {@code availability} says how it compares with others. */
    void offer(Availability availability) {
        var candidate = candidate(need, availability, "");
        var before = candidates.put(availability.agentId(), candidate);
        if (!candidate.equals(before)) {
            if (before != null) {
                free.remove(before);
            }
            free.add(candidate);
        }
    }

    void withdraw(String agentId) {
        var before = candidates.remove(agentId);
        if (before != null) {
            free.remove(before);
        }
    }

    /** The first in line that this agent may get. */
    Optional<Place> first(Predicate<Place> allowed) {
        for (var place : waiting) {
            if (allowed.test(place)) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    static Candidate candidate(Need need, Availability availability, String preferred) {
        var competence = availability.competence();
        return new Candidate(
                availability.agentId(),
                preferred,
                need.preference(competence),
                need.levels(competence),
                availability.idleSince(),
                availability.load().occupied());
    }
}
