package baton.engine.ingress;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.customer.AddressCommand.FindOwner;
import baton.engine.customer.AddressCommand.MoveAddress;
import baton.engine.customer.AddressKey;
import baton.engine.customer.AddressReply.Moved;
import baton.engine.customer.AddressReply.Owned;
import baton.engine.customer.CustomerCommand.AddAddress;
import baton.engine.customer.CustomerCommand.RemoveAddress;
import baton.engine.sharding.Entities;
import baton.protocol.gateway.v1.Receipt;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Makes an address a customer's own, on proof. If somebody has said something under it already the two customers become one, so that
 * nothing stays behind and it can be taken back; otherwise the address just moves. Each step may be repeated.
 */
final class Linking {

    private final Entities entities;
    private final Merging merging;

    Linking(Entities entities) {
        this.entities = entities;
        this.merging = new Merging(entities);
    }

    /** {@code proof}: "agent", "code", "link"; {@code agentId}: who says so, empty: the customer proved it. */
    CompletionStage<Boolean> link(String tenant, AddressKey address, String customerId, String proof, String agentId) {
        return entities.askAddress(tenant, address, FindOwner::new)
                .thenCompose(reply -> reply instanceof Owned owned
                                && owned.until().isEmpty()
                                && !owned.customerId().equals(customerId)
                        ? unite(tenant, address, owned.customerId(), customerId, proof, agentId)
                        : move(tenant, address, customerId, proof));
    }

    private CompletionStage<Boolean> unite(
            String tenant, AddressKey address, String owner, String customerId, String proof, String agentId) {
        return merging.hasHistory(tenant, owner)
                .thenCompose(history -> history
                        ? merging.merge(tenant, owner, customerId, proof, agentId)
                                .thenApply(Receipt::hasAccepted)
                        : move(tenant, address, customerId, proof));
    }

    private CompletionStage<Boolean> move(String tenant, AddressKey address, String customerId, String proof) {
        return entities.askAddress(tenant, address, replyTo -> new MoveAddress(customerId, proof, replyTo))
                .thenCompose(reply -> removeFrom(tenant, address, (Moved) reply))
                .thenCompose(removed ->
                        entities.askCustomer(tenant, customerId, replyTo -> new AddAddress(address, replyTo)))
                .thenApply(added -> true);
    }

    private CompletionStage<Boolean> removeFrom(String tenant, AddressKey address, Moved moved) {
        return moved.before()
                .<CompletionStage<Boolean>>map(
                        before -> entities.askCustomer(tenant, before, replyTo -> new RemoveAddress(address, replyTo))
                                .thenApply(removed -> true))
                .orElseGet(() -> completedStage(false));
    }

    /** Whether whoever has this address has come by such a proof, be it that the address moved or that two became one. */
    CompletionStage<Boolean> isLinked(String tenant, AddressKey address, String proof) {
        return entities.askAddress(tenant, address, FindOwner::new)
                .thenCompose(
                        reply -> reply instanceof Owned owned ? isLinked(tenant, owned, proof) : completedStage(false));
    }

    private CompletionStage<Boolean> isLinked(String tenant, Owned owned, String proof) {
        return owned.proof().equals(proof)
                ? completedStage(true)
                : merging.proof(tenant, owned.customerId()).thenApply(merged -> merged.equals(Optional.of(proof)));
    }
}
