package baton.engine.episode;

import baton.engine.work.Medium;
import baton.engine.work.Work;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * What of an episode needs an agent, and who has served it.
 *
 * @param waiting by work id
 * @param withdrawn ids of work that nobody needs to do any more
 * @param served agents by the id of the work that they took
 * @param seniority since when the customer had been waiting for the agent who came last
 * @param made how many pieces of work there have been
 */
record Workload(
        PMap<String, Work> waiting,
        PVector<String> withdrawn,
        PMap<String, String> served,
        Instant seniority,
        int made) {

    static Workload none(Instant at) {
        return new Workload(HashTreePMap.empty(), TreePVector.empty(), HashTreePMap.empty(), at, 0);
    }

    Optional<Instant> since() {
        return waiting.values().stream().map(Work::since).min(Instant::compareTo);
    }

    /** From when routing steps count, for a wait that is going on. */
    Optional<Instant> from() {
        return waiting.values().stream().map(Work::from).min(Instant::compareTo);
    }

    Workload queued(Work work) {
        var more = waiting.containsKey(work.workId()) ? made : made + 1;
        return new Workload(waiting.plus(work.workId(), work), withdrawn, served, seniority, more);
    }

    /** Who takes one piece of work serves the whole episode: text that still waits has found its agent too. */
    Workload taken(String workId, String agentId) {
        var work = waiting.get(workId);
        var since = work == null ? seniority : work.since();
        return new Workload(waiting.minus(workId), withdrawn, served.plus(workId, agentId), since, made)
                .without(other -> other.medium() == Medium.TEXT);
    }

    Workload withoutLeg(String legId) {
        return without(work -> work.legId().equals(legId));
    }

    Workload withoutAll() {
        return without(work -> true);
    }

    private Workload without(Predicate<Work> unneeded) {
        var rest = waiting;
        var gone = withdrawn;
        for (var work : waiting.values()) {
            if (unneeded.test(work)) {
                rest = rest.minus(work.workId());
                gone = gone.plus(work.workId());
            }
        }
        return new Workload(rest, gone, served, seniority, made);
    }
}
