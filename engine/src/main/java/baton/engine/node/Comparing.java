package baton.engine.node;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.customer.CustomerCommand.NoteCompared;
import baton.engine.customer.CustomerCommand.SuggestCustomer;
import baton.engine.customer.CustomerCommand.WithdrawSuggestions;
import baton.engine.customer.CustomerErrand.CompareClue;
import baton.engine.likeness.Clue;
import baton.engine.likeness.LikenessCommand.MentionClue;
import baton.engine.likeness.LikenessCommand.Mentioned;
import baton.engine.sharding.Entities;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Tells customers with the same clue of each other. Each step may be repeated; the last one says that all were done. */
final class Comparing {

    private final Entities entities;

    Comparing(Entities entities) {
        this.entities = entities;
    }

    CompletionStage<Boolean> carry(String tenant, CompareClue compare) {
        var clue = compare.clue();
        return entities.askLikeness(tenant, clue, to -> new MentionClue(compare.customerId(), to))
                .thenCompose(mentioned -> mentioned.common()
                        ? withdraw(tenant, mentioned, clue)
                        : suggest(tenant, mentioned, compare.customerId(), clue))
                .thenCompose(
                        told -> entities.askCustomer(tenant, compare.customerId(), to -> new NoteCompared(clue, to)))
                .thenApply(noted -> true);
    }

    private CompletionStage<Boolean> withdraw(String tenant, Mentioned mentioned, Clue clue) {
        return each(mentioned.customerIds(), customerId -> entities.askCustomer(
                        tenant, customerId, to -> new WithdrawSuggestions(clue, to))
                .thenApply(noted -> true));
    }

    private CompletionStage<Boolean> suggest(String tenant, Mentioned mentioned, String customerId, Clue clue) {
        var others = mentioned.customerIds().stream()
                .filter(other -> !other.equals(customerId))
                .toList();
        return each(
                others, other -> entities.askCustomer(tenant, other, to -> new SuggestCustomer(customerId, clue, to))
                        .thenCompose(noted ->
                                entities.askCustomer(tenant, customerId, to -> new SuggestCustomer(other, clue, to)))
                        .thenApply(noted -> true));
    }

    /** One after the other. */
    private static CompletionStage<Boolean> each(
            List<String> customerIds, Function<String, CompletionStage<Boolean>> deed) {
        return customerIds.isEmpty()
                ? completedStage(true)
                : deed.apply(customerIds.get(0))
                        .thenCompose(done -> each(customerIds.subList(1, customerIds.size()), deed));
    }
}
