package baton.engine.ingress;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.customer.CustomerCommand.AbsorbCustomer;
import baton.engine.customer.CustomerCommand.Absorption;
import baton.engine.customer.CustomerCommand.ChooseEpisode;
import baton.engine.customer.CustomerCommand.GetCustomer;
import baton.engine.customer.CustomerCommand.MergeInto;
import baton.engine.customer.CustomerCommand.SeparateCustomer;
import baton.engine.customer.CustomerCommand.UndoMerge;
import baton.engine.customer.CustomerReply;
import baton.engine.customer.CustomerReply.Merged;
import baton.engine.customer.CustomerReply.Unmerged;
import baton.engine.episode.EpisodeCommand.GetStanding;
import baton.engine.episode.EpisodeCommand.Standing;
import baton.engine.journal.Times;
import baton.engine.sharding.Entities;
import baton.protocol.client.v1.CustomerAddress;
import baton.protocol.client.v1.CustomerView;
import baton.protocol.client.v1.MergedCustomer;
import baton.protocol.gateway.v1.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Makes one customer of two, and two of one again. Each step is stored by one customer before the next one hears of it, and may be repeated;
 * what is left undone by a crash the customers do by themselves.
 */
final class Merging {

    /** Somebody else merges the same customers at the same time: more than a few times would be a mistake of ours. */
    private static final int ATTEMPTS = 5;

    /** So many conversations that began while the two were one are looked at when they are separated. */
    private static final int LOOKED_AT = 20;

    private final Entities entities;

    Merging(Entities entities) {
        this.entities = entities;
    }

    /** {@code proof}: "agent", "link", "code". {@code agentId}: who says so; empty: the customer proved it. */
    CompletionStage<Receipt> merge(String tenant, String one, String other, String proof, String agentId) {
        if (one.equals(other)) {
            return refused("same-customer", "This is the same customer already.");
        }
        return customer(tenant, one)
                .thenCombine(customer(tenant, other), (a, b) -> List.of(a, b))
                .thenCompose(both -> both.stream().allMatch(Merging::isSomebody)
                        ? merge(tenant, both.get(0), both.get(1), proof, agentId, 1)
                        : refused("no-such-customer", "There is no such customer."));
    }

    private CompletionStage<Receipt> merge(
            String tenant, CustomerView one, CustomerView other, String proof, String agentId, int attempt) {
        var order = one.getCustomerId().compareTo(other.getCustomerId());
        if (order == 0) {
            return completedStage(Receipts.accepted());
        }
        var stays = order < 0 ? one : other;
        var goes = order < 0 ? other : one;
        return entities.askCustomer(
                        tenant, goes.getCustomerId(), to -> new MergeInto(stays.getCustomerId(), proof, agentId, to))
                .thenCompose(reply -> reply instanceof Merged merged
                        ? absorb(tenant, stays, goes, merged.absorption())
                        : again(tenant, stays, goes, proof, agentId, attempt));
    }

    private CompletionStage<Receipt> again(
            String tenant, CustomerView one, CustomerView other, String proof, String agentId, int attempt) {
        return attempt == ATTEMPTS
                ? refused("try-again", "Somebody else merges these customers just now.")
                : customer(tenant, one.getCustomerId())
                        .thenCombine(customer(tenant, other.getCustomerId()), (a, b) -> List.of(a, b))
                        .thenCompose(both -> merge(tenant, both.get(0), both.get(1), proof, agentId, attempt + 1));
    }

    /** Which episode goes on is said at once, so that what comes next does not open another one meanwhile. */
    private CompletionStage<Receipt> absorb(
            String tenant, CustomerView stays, CustomerView goes, Absorption absorption) {
        return entities.askCustomer(tenant, stays.getCustomerId(), to -> new AbsorbCustomer(absorption, true, to))
                .thenCompose(noted -> current(stays).isEmpty() || current(goes).isEmpty()
                        ? completedStage(noted)
                        : standing(tenant, current(stays))
                                .thenCombine(standing(tenant, current(goes)), (a, b) -> List.of(a, b))
                                .thenCompose(both -> choose(tenant, stays, absorption, both.get(0), both.get(1))))
                .thenApply(noted -> Receipts.accepted());
    }

    private CompletionStage<CustomerReply> choose(
            String tenant, CustomerView stays, Absorption absorption, Standing current, Standing other) {
        var goesOn = current.goesBefore(other) ? current : other;
        var over = goesOn == current ? other : current;
        return entities.askCustomer(
                tenant,
                stays.getCustomerId(),
                to -> new ChooseEpisode(
                        absorption.customerId(),
                        absorption.number(),
                        current.episodeId(),
                        goesOn.episodeId(),
                        over.isOpen() ? over.episodeId() : "",
                        to));
    }

    private static String current(CustomerView customer) {
        var count = customer.getEpisodeIdsCount();
        return count == 0 ? "" : customer.getEpisodeIds(count - 1);
    }

    private static boolean isSomebody(CustomerView customer) {
        return customer.getAddressesCount() > 0 || customer.getEpisodeIdsCount() > 0;
    }

    /** {@code other}: one of those who were merged into {@code customerId} directly. */
    CompletionStage<Receipt> separate(String tenant, String customerId, String other, String agentId) {
        return customer(tenant, customerId).thenCompose(view -> view.getMergedList().stream()
                .filter(merged -> merged.getCustomerId().equals(other))
                .findFirst()
                .map(merged -> separate(tenant, view, merged, agentId))
                .orElseGet(() -> notMerged(view, other)));
    }

    private static CompletionStage<Receipt> notMerged(CustomerView view, String other) {
        return view.getMergedList().stream()
                        .anyMatch(merged -> merged.getCustomerIdsList().contains(other))
                ? refused("separate-first", "These two were merged with somebody else later: separate those first.")
                : refused("not-merged", "These are two customers already.");
    }

    private CompletionStage<Receipt> separate(String tenant, CustomerView view, MergedCustomer merged, String agentId) {
        var customerId = view.getCustomerId();
        return taken(tenant, view, merged)
                .thenCompose(taken -> entities.askCustomer(
                        tenant, merged.getCustomerId(), to -> new UndoMerge(customerId, agentId, taken, to)))
                .thenCompose(reply -> reply instanceof Unmerged unmerged
                        ? entities.askCustomer(
                                        tenant, customerId, to -> new SeparateCustomer(unmerged.separation(), to))
                                .thenApply(noted -> Receipts.accepted())
                        : refused("not-merged", "These are two customers already."));
    }

    /** ConversationsFormat that began while the two were one, and in which only the one who leaves has been heard. */
    private CompletionStage<List<String>> taken(String tenant, CustomerView view, MergedCustomer merged) {
        var own = view.getEpisodeIdsList().stream()
                .filter(id -> id.startsWith(view.getCustomerId() + "-"))
                .collect(Collectors.toCollection(ArrayList::new));
        var latest = own.subList(Math.max(0, own.size() - LOOKED_AT), own.size());
        var theirs = merged.getAddressesList().stream().collect(Collectors.toSet());
        var since = Times.read(merged.getSince());
        CompletionStage<List<String>> taken = completedStage(List.of());
        for (var episodeId : latest) {
            taken = taken.thenCombine(standing(tenant, episodeId), (before, standing) -> {
                if (!isTheirs(standing, theirs, since)) {
                    return before;
                }
                var more = new ArrayList<>(before);
                more.add(episodeId);
                return more;
            });
        }
        return taken;
    }

    private static boolean isTheirs(Standing standing, Set<CustomerAddress> theirs, Instant since) {
        return !standing.openedAt().isBefore(since)
                && !standing.legs().isEmpty()
                && standing.legs().stream()
                        .map(leg -> CustomerAddress.newBuilder()
                                .setChannel(leg.channel())
                                .setAddress(leg.address())
                                .build())
                        .allMatch(theirs::contains);
    }

    /** Whether it is not only an address: somebody has said something there. */
    CompletionStage<Boolean> hasHistory(String tenant, String customerId) {
        return customer(tenant, customerId)
                .thenApply(view -> view.getEpisodeIdsCount() > 0
                        || view.getAttributesCount() > 0
                        || view.getConsentsCount() > 0
                        || view.getActivityCount() > 0
                        || !view.getSegment().isEmpty());
    }

    /** Why it is believed that the two are the same person; empty if it is not. */
    CompletionStage<Optional<String>> proof(String tenant, String customerId) {
        return customer(tenant, customerId).thenApply(view -> view.getMergedList().stream()
                .filter(merged -> merged.getCustomerId().equals(customerId)
                        || merged.getCustomerIdsList().contains(customerId)
                        || view.getCustomerId().equals(customerId))
                .map(MergedCustomer::getProof)
                .findFirst());
    }

    private CompletionStage<CustomerView> customer(String tenant, String customerId) {
        return entities.ask(entities.customer(tenant, customerId), GetCustomer::new);
    }

    private CompletionStage<Standing> standing(String tenant, String episodeId) {
        return entities.ask(entities.episode(tenant, episodeId), GetStanding::new);
    }

    private static CompletionStage<Receipt> refused(String code, String detail) {
        return completedStage(Receipts.refused(code, detail));
    }
}
