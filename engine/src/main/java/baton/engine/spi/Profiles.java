package baton.engine.spi;

import baton.engine.spi.Ingress.Party;
import baton.protocol.client.v1.CustomerActivity;
import baton.protocol.client.v1.CustomerView;
import baton.protocol.gateway.v1.ProfileChange;
import baton.protocol.gateway.v1.Receipt;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What a company's own programs, a CRM or a shop, know of customers. A customer is named by an address; one that nobody has yet makes them
 * known, so that the programs may be first. Everything may be said twice. Refusals have a stable code; an answer {@code try-again} means that
 * nobody knows whether it was stored.
 */
public interface Profiles {

    /** {@code program}: whose id is kept with what it says. All of the change or nothing. */
    CompletionStage<Receipt> change(Party customer, String program, ProfileChange change);

    /** What the customer did elsewhere; without {@code at}: now. The latest hundred are kept. */
    CompletionStage<Receipt> record(Party customer, String program, CustomerActivity activity);

    /** Empty if nobody has this address. */
    CompletionStage<Optional<CustomerView>> find(Party customer);
}
