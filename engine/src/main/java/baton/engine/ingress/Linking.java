package baton.engine.ingress;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.customer.AddressCommand.MoveAddress;
import baton.engine.customer.AddressKey;
import baton.engine.customer.AddressReply.Moved;
import baton.engine.customer.CustomerCommand.AddAddress;
import baton.engine.customer.CustomerCommand.RemoveAddress;
import baton.engine.sharding.Entities;
import java.util.concurrent.CompletionStage;

/** Makes an address a customer's own, on proof. Each step may be repeated. */
final class Linking {

    private final Entities entities;

    Linking(Entities entities) {
        this.entities = entities;
    }

    /** {@code proof}: "agent", "code". */
    CompletionStage<Boolean> link(String tenant, AddressKey address, String customerId, String proof) {
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
}
