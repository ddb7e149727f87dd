package baton.engine.routing;

import baton.engine.work.Preference;
import baton.engine.work.Work;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * Where a piece of work stands at a moment.
 *
 * @param keeper for whom others have to wait now; empty: for nobody
 * @param rank less is earlier; known beforehand, because lines compare it all the time
 */
record Place(Waiting waiting, QueueRules rules, Need need, Optional<Keeper> keeper, double rank) {

    /** Work of one queue in the order in which it is served. Time does not change it: what ages, ages alike. */
    static final Comparator<Place> ORDER = Comparator.comparingDouble(Place::rank)
            .thenComparing(Place::since)
            .thenComparing(place -> place.work().workId());

    record Keeper(String agentId, Instant until) {}

    Place(Waiting waiting, QueueRules rules, Need need, Optional<Keeper> keeper) {
        this(waiting, rules, need, keeper, rankOf(waiting.item().work(), rules));
    }

    Work work() {
        return waiting.item().work();
    }

    String workId() {
        return work().workId();
    }

    Instant since() {
        return work().since();
    }

    /** Without ageing the priority alone; with ageing the moment at which the priority would be 0, in seconds. */
    private static double rankOf(Work work, QueueRules rules) {
        var priority = rules.basePriority(work);
        var since = work.since();
        return rules.ageing()
                .map(each -> since.getEpochSecond() + since.getNano() / 1e9 - priority * each.toNanos() / 1e9)
                .orElse(-(double) priority);
    }

    /** Whether anybody who fits may get it. */
    boolean pooled() {
        return keeper.isEmpty() && work().wishes().onlyAgentId().isEmpty();
    }

    Optional<Preference> preference(String agentId) {
        return work().wishes().preference(agentId).filter(preference -> rules.counts(work(), preference));
    }

    /** Which of two goes first at this moment, whatever queues they are in. */
    static Comparator<Place> at(Instant now) {
        return Comparator.<Place>comparingDouble(place -> -place.rules.priorityAt(place.work(), now))
                .thenComparing(Place::since)
                .thenComparing(Place::workId);
    }
}
