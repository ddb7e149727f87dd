package baton.engine.routing;

import baton.engine.work.Explanation.EarlierOffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * A piece of work that needs an agent.
 *
 * @param refusals the last offers that came to nothing, oldest first, and all after which somebody is not asked again yet
 * @param offers how often it has been offered, so that no offer id comes twice
 * @param told what the customer has been told of the wait
 */
record Waiting(WorkItem item, PVector<Refusal> refusals, int offers, PSet<String> told) {

    private static final int REFUSALS = 20;

    /** Until whoever has handed it on may be asked again, if nobody else can. */
    private static final Duration HANDED_ON = Duration.ofSeconds(20);

    /** @param notAgainUntil until then this agent does not get it again */
    record Refusal(String agentId, Instant at, OfferOutcome outcome, Instant notAgainUntil) {}

    static Waiting first(WorkItem item) {
        return new Waiting(item, TreePVector.empty(), 0, HashTreePSet.empty());
    }

    Waiting with(WorkItem newItem) {
        return new Waiting(newItem, refusals, offers, told);
    }

    Waiting offeredOnce() {
        return new Waiting(item, refusals, offers + 1, told);
    }

    Waiting refused(Refusal refusal) {
        var all = refusals.plus(refusal);
        while (all.size() > REFUSALS && !refusal.at().isBefore(all.get(0).notAgainUntil())) {
            all = all.minus(0);
        }
        return new Waiting(item, all, offers, told);
    }

    Waiting told(String kind) {
        return new Waiting(item, refusals, offers, told.plus(kind));
    }

    boolean notAgainYet(String agentId, Instant now) {
        for (var refusal : refusals) {
            if (refusal.agentId().equals(agentId) && now.isBefore(refusal.notAgainUntil())) {
                return true;
            }
        }
        return item.work().wishes().avoidedAgentId().equals(agentId) && now.isBefore(avoidedUntil());
    }

    private Instant avoidedUntil() {
        return item.work().from().plus(HANDED_ON);
    }

    /** When somebody who did not take it, or handed it on, may be asked again. */
    Optional<Instant> nextSecondChance(Instant now) {
        var avoided =
                item.work().wishes().avoidedAgentId().isEmpty() ? Stream.<Instant>empty() : Stream.of(avoidedUntil());
        return Stream.concat(avoided, refusals.stream().map(Refusal::notAgainUntil))
                .filter(now::isBefore)
                .min(Instant::compareTo);
    }

    String nextOfferId() {
        return item.workId() + "#" + (offers + 1);
    }

    List<EarlierOffer> earlier() {
        return refusals.stream()
                .skip(Math.max(0, refusals.size() - REFUSALS))
                .map(r -> new EarlierOffer(r.agentId(), r.at(), r.outcome().word()))
                .toList();
    }

    /** As it was before it was offered last. */
    Waiting beforeOffer() {
        return new Waiting(item, refusals, offers - 1, told);
    }
}
