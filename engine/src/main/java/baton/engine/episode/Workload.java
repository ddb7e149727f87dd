package baton.engine.episode;

import baton.engine.work.Medium;
import baton.engine.work.Purpose;
import baton.engine.work.Work;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
 * @param terms how the customer waits, or has waited last
 */
record Workload(
        PMap<String, Work> waiting,
        PVector<String> withdrawn,
        PMap<String, String> served,
        Instant seniority,
        int made,
        Terms terms) {

    static Workload none(Instant at) {
        return new Workload(HashTreePMap.empty(), TreePVector.empty(), HashTreePMap.empty(), at, 0, Terms.none());
    }

    /** What the customer waits for; colleagues who are asked to come are something else. */
    Stream<Work> customerWaits() {
        return waiting.values().stream().filter(work -> work.purpose() == Purpose.SERVE);
    }

    Optional<Instant> since() {
        return customerWaits().map(Work::since).min(Instant::compareTo);
    }

    /** From when routing steps count, for a wait that is going on. */
    Optional<Instant> from() {
        return customerWaits().map(Work::from).min(Instant::compareTo);
    }

    /** Something that this agent has taken. */
    Optional<String> takenBy(String agentId) {
        return served.entrySet().stream()
                .filter(taken -> taken.getValue().equals(agentId))
                .map(Map.Entry::getKey)
                .min(String::compareTo);
    }

    /** Work for the same leg takes the place of what was there before. */
    Workload queued(Work work) {
        var more = waiting.containsKey(work.workId()) ? made : made + 1;
        var all = waiting.plus(work.workId(), work);
        if (work.purpose() != Purpose.SERVE) {
            return new Workload(all, withdrawn, served, seniority, more, terms);
        }
        return new Workload(all, withdrawn, served, seniority, more, Terms.of(work))
                .without(other -> other.purpose() == Purpose.SERVE
                        && other.legId().equals(work.legId())
                        && !other.workId().equals(work.workId()));
    }

    /** Who takes one piece of work serves the whole episode: text that still waits has found its agent too. */
    Workload taken(String workId, String agentId) {
        var work = waiting.get(workId);
        var since = work == null ? seniority : work.since();
        var where = work == null ? terms : terms.in(work.queueId());
        return new Workload(waiting.minus(workId), withdrawn, served.plus(workId, agentId), since, made, where)
                .without(other -> other.purpose() == Purpose.SERVE && other.medium() == Medium.TEXT);
    }

    /** Who stands by serves nobody. */
    Workload joined(String workId, String agentId) {
        return new Workload(waiting.minus(workId), withdrawn, served.plus(workId, agentId), seniority, made, terms);
    }

    Workload declined(String workId) {
        return without(work -> work.workId().equals(workId));
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
        return new Workload(rest, gone, served, seniority, made, terms);
    }
}
