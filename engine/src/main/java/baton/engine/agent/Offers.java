package baton.engine.agent;

import baton.engine.routing.OfferOutcome;
import baton.engine.work.Medium;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * The offers of one agent.
 *
 * @param pending that the agent is looking at, by offer id
 * @param ended of which the others do not all know yet how they ended, by offer id
 * @param settled the last ones that are over for everybody: when one comes again, it is an echo
 * @param missed offers of text missed in a row
 */
public record Offers(PMap<String, Offer> pending, PMap<String, Ended> ended, PVector<Settled> settled, int missed) {

    private static final int ECHOES = 64;

    record Ended(Offer offer, OfferOutcome outcome) {}

    record Settled(String offerId, boolean accepted) {}

    static Offers none() {
        return new Offers(HashTreePMap.empty(), HashTreePMap.empty(), TreePVector.empty(), 0);
    }

    boolean knows(String offerId) {
        return pending.containsKey(offerId)
                || ended.containsKey(offerId)
                || settled(offerId).isPresent();
    }

    Optional<Offer> pending(String offerId) {
        return Optional.ofNullable(pending.get(offerId));
    }

    Stream<Offer> pending(Medium medium) {
        return pending.values().stream().filter(offer -> offer.medium() == medium);
    }

    boolean accepted(String offerId) {
        var end = ended.get(offerId);
        return end == null
                ? settled(offerId).filter(Settled::accepted).isPresent()
                : end.outcome() == OfferOutcome.ACCEPTED;
    }

    /** Accepted, but not all others know it yet. */
    Optional<Offer> taken(String offerId) {
        return Optional.ofNullable(ended.get(offerId))
                .filter(end -> end.outcome() == OfferOutcome.ACCEPTED)
                .map(Ended::offer);
    }

    private Optional<Settled> settled(String offerId) {
        return settled.stream().filter(over -> over.offerId().equals(offerId)).findFirst();
    }

    /** Whether the others may not yet know that one of these has been taken. */
    boolean unsettled(Set<String> workIds) {
        return ended.values().stream()
                .anyMatch(end -> workIds.contains(end.offer().workId()));
    }

    Offers made(Offer offer) {
        return new Offers(pending.plus(offer.offerId(), offer), ended, settled, missed);
    }

    Offers ended(String offerId, OfferOutcome outcome) {
        var offer = pending.get(offerId);
        return offer == null
                ? this
                : new Offers(
                        pending.minus(offerId),
                        ended.plus(offerId, new Ended(offer, outcome)),
                        settled,
                        missed(offer, outcome));
    }

    /** {@code accepted} is not known of what the first release stored, nor needed while it is here how the offer ended. */
    Offers settled(String offerId, boolean accepted) {
        var echoes = settled.plus(new Settled(offerId, accepted || accepted(offerId)));
        return new Offers(pending, ended.minus(offerId), echoes.size() > ECHOES ? echoes.minus(0) : echoes, missed);
    }

    private int missed(Offer offer, OfferOutcome outcome) {
        return switch (outcome) {
            case TIMED_OUT -> offer.medium() == Medium.TEXT ? missed + 1 : missed;
            case ACCEPTED, REJECTED -> 0;
            case BUSY, UNREACHABLE, RESCINDED, NO_CAPACITY -> missed;
        };
    }

    Offers missed(int count) {
        return new Offers(pending, ended, settled, count);
    }
}
