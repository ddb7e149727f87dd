package baton.engine.ingress;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.customer.AddressCommand.ClaimAddress;
import baton.engine.customer.AddressKey;
import baton.engine.customer.AddressReply.Owned;
import baton.engine.customer.CustomerCommand.FindEpisode;
import baton.engine.customer.CustomerCommand.OpenEpisode;
import baton.engine.customer.CustomerIds;
import baton.engine.customer.CustomerReply.CurrentEpisode;
import baton.engine.episode.Continuation;
import baton.engine.episode.EpisodeCommand;
import baton.engine.episode.EpisodeCommand.Opening;
import baton.engine.episode.EpisodeReply;
import baton.engine.episode.EpisodeReply.Reason;
import baton.engine.episode.EpisodeReply.Rejected;
import baton.engine.sharding.Entities;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;

/** Brings what comes from a customer to the one open episode, and opens the next one when the last one is closed, or has just closed because it was full. */
final class EpisodeFinder {

    /** An episode that closes between question and message is asked for again; more than a few times would be a mistake of ours. */
    private static final int ATTEMPTS = 5;

    private final Entities entities;

    EpisodeFinder(Entities entities) {
        this.entities = entities;
    }

    /** @param continues what the current episode must know of the full one that it goes on with */
    record Known(CurrentEpisode current, Optional<Continuation> continues) {}

    /** What comes from the customer, said with what is known of them. */
    @FunctionalInterface
    interface Contact {
        EpisodeCommand with(Known known, ActorRef<EpisodeReply> replyTo);
    }

    /** Asks an episode that may have seen it before whether it has. */
    @FunctionalInterface
    interface Repeat {
        EpisodeCommand to(ActorRef<EpisodeReply> replyTo);
    }

    /** @param episodeId which episode has answered */
    record Answer(String episodeId, EpisodeReply reply) {}

    /**
     * Whose address it is; a new customer's if it is nobody's. A short message is from whoever calls from the same number. Mostly it is who is proposed, so
     * that one wakes up meanwhile.
     */
    CompletionStage<String> customerOf(String tenant, AddressKey address) {
        return address.phone()
                .map(phone -> customerOf(tenant, phone))
                .orElseGet(() -> completedStage(CustomerIds.of(tenant, address)))
                .thenCompose(proposed -> claim(tenant, address, proposed));
    }

    private CompletionStage<String> claim(String tenant, AddressKey address, String proposed) {
        entities.wakeCustomer(tenant, proposed);
        return entities.askAddress(tenant, address, replyTo -> new ClaimAddress(proposed, "first-contact", replyTo))
                .thenApply(reply -> ((Owned) reply).customerId());
    }

    /** {@code address}: the customer's own, where they have just appeared; empty if it is not known to be theirs. */
    CompletionStage<Answer> bring(String tenant, String customerId, Optional<AddressKey> address, Contact contact) {
        return find(tenant, customerId, address)
                .thenCompose(found -> bringTo(tenant, customerId, new Known(found, Optional.empty()), contact, 1));
    }

    /** It may have been said in an episode that goes on in the current one since: one that was full, or that of who is the same person. */
    CompletionStage<Answer> bring(
            String tenant, String customerId, Optional<AddressKey> address, Repeat repeat, Contact contact) {
        return find(tenant, customerId, address).thenCompose(found -> {
            return seen(tenant, found.joined(), Optional.empty(), repeat).thenCompose(seen -> seen.answer()
                    .<CompletionStage<Answer>>map(answer -> completedStage(answer))
                    .orElseGet(() -> bringTo(tenant, customerId, new Known(found, seen.continues()), contact, 1)));
        });
    }

    private CompletionStage<CurrentEpisode> find(String tenant, String customerId, Optional<AddressKey> address) {
        return entities.askCustomer(tenant, customerId, replyTo -> new FindEpisode(address, replyTo))
                .thenApply(CurrentEpisode.class::cast);
    }

    /** @param continues of the full one among those that were asked */
    private record Seen(Optional<Answer> answer, Optional<Continuation> continues) {}

    private CompletionStage<Seen> seen(
            String tenant, List<String> episodes, Optional<Continuation> full, Repeat repeat) {
        if (episodes.isEmpty()) {
            return completedStage(new Seen(Optional.empty(), full));
        }
        var episodeId = episodes.get(0);
        return entities.askEpisode(tenant, episodeId, repeat::to).thenCompose(reply -> {
            if (!(reply instanceof Rejected rejected)) {
                return completedStage(new Seen(Optional.of(new Answer(episodeId, reply)), full));
            }
            var others = episodes.subList(1, episodes.size());
            return seen(tenant, others, full.or(rejected::continuation), repeat);
        });
    }

    private CompletionStage<Answer> open(
            String tenant,
            String customerId,
            String after,
            Optional<Continuation> continues,
            Contact contact,
            int attempt) {
        return entities.askCustomer(
                        tenant, customerId, replyTo -> new OpenEpisode(after, continues.isPresent(), replyTo))
                .thenCompose(reply ->
                        bringTo(tenant, customerId, new Known((CurrentEpisode) reply, continues), contact, attempt));
    }

    static Opening opening(Known known, String queueId) {
        var ties = known.current().ties();
        return new Opening(
                known.current().customerId(),
                queueId,
                ties.segment(),
                ties.personalAgentId(),
                ties.lastAgentId(),
                ties.lastAgentAt(),
                known.continues());
    }

    /** A closed episode still recognises what it has seen before; only what is new opens the next one. */
    private CompletionStage<Answer> bringTo(
            String tenant, String customerId, Known known, Contact contact, int attempt) {
        var episodeId = known.current().episodeId();
        return entities.askEpisode(tenant, episodeId, to -> contact.with(known, to))
                .thenCompose(reply -> reply instanceof Rejected rejected
                                && rejected.reason() == Reason.EPISODE_CLOSED
                                && attempt < ATTEMPTS
                        ? open(tenant, customerId, episodeId, rejected.continuation(), contact, attempt + 1)
                        : completedStage(new Answer(episodeId, reply)));
    }
}
