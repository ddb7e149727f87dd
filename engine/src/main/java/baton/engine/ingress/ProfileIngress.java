package baton.engine.ingress;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.customer.AddressCommand.FindOwner;
import baton.engine.customer.AddressKey;
import baton.engine.customer.AddressReply.Owned;
import baton.engine.customer.CustomerCommand;
import baton.engine.customer.CustomerCommand.AddAddress;
import baton.engine.customer.CustomerCommand.ChangeProfile;
import baton.engine.customer.CustomerCommand.GetCustomer;
import baton.engine.customer.CustomerCommand.RecordActivity;
import baton.engine.customer.CustomerReply;
import baton.engine.customer.CustomerReply.TooMany;
import baton.engine.sharding.Entities;
import baton.engine.spi.Ingress.Party;
import baton.engine.spi.Profiles;
import baton.engine.spi.Tenants;
import baton.protocol.client.v1.CustomerActivity;
import baton.protocol.client.v1.CustomerView;
import baton.protocol.gateway.v1.ProfileChange;
import baton.protocol.gateway.v1.Receipt;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/** {@link Profiles} by asking entities. Who is the same person as somebody else hears it through who answers for both. */
public final class ProfileIngress implements Profiles {

    private final Tenants tenants;
    private final Entities entities;
    private final EpisodeFinder finder;
    private final ProfileAddresses addresses;
    private final ProfileRules rules;

    public ProfileIngress(Tenants tenants, Entities entities, ProfileAddresses addresses, InstantSource clock) {
        this.tenants = tenants;
        this.entities = entities;
        this.finder = new EpisodeFinder(entities);
        this.addresses = addresses;
        this.rules = new ProfileRules(clock);
    }

    @Override
    public CompletionStage<Receipt> change(Party customer, String program, ProfileChange change) {
        var tenant = tenants.byId(customer.tenant());
        var wrong = tenant.<Optional<Receipt>>map(t -> rules.wrong(t, change)).orElseGet(ProfileIngress::noTenant);
        return wrong.<CompletionStage<Receipt>>map(refusal -> completedStage(refusal))
                .orElseGet(() -> tell(
                        customer,
                        to -> new ChangeProfile(
                                optional(change.hasName(), change.getName().strip()),
                                optional(change.hasSegment(), change.getSegment()),
                                optional(change.hasPersonalAgentId(), change.getPersonalAgentId()),
                                change.getAttributesMap(),
                                change.getConsentsMap(),
                                program,
                                to)));
    }

    private static Optional<String> optional(boolean there, String value) {
        return there ? Optional.of(value) : Optional.empty();
    }

    private static Optional<Receipt> noTenant() {
        return Optional.of(Receipts.refused("no-such-tenant", "This company does not exist here."));
    }

    @Override
    public CompletionStage<Receipt> record(Party customer, String program, CustomerActivity activity) {
        return rules.wrong(activity)
                .<CompletionStage<Receipt>>map(refusal -> completedStage(refusal))
                .orElseGet(() -> {
                    var read = rules.read(activity);
                    return tell(customer, to -> new RecordActivity(read, program, to));
                });
    }

    private CompletionStage<Receipt> tell(Party customer, Function<ActorRef<CustomerReply>, CustomerCommand> command) {
        return addresses
                .of(customer)
                .map(address -> tell(customer.tenant(), address, command))
                .orElseGet(() -> completedStage(badAddress()))
                .exceptionally(late -> Receipts.tryAgain(customer.tenant(), late));
    }

    private CompletionStage<Receipt> tell(
            String tenant, AddressKey address, Function<ActorRef<CustomerReply>, CustomerCommand> command) {
        return finder.customerOf(tenant, address)
                .thenCompose(customerId -> entities.askCustomer(tenant, customerId, to -> new AddAddress(address, to))
                        .thenCompose(added -> entities.askCustomer(tenant, customerId, command)))
                .thenApply(ProfileIngress::receipt);
    }

    private static Receipt receipt(CustomerReply reply) {
        return reply instanceof TooMany many
                ? Receipts.refused(
                        "too-many-" + many.what(), "A customer has at most " + many.most() + " " + many.what() + ".")
                : Receipts.accepted();
    }

    private static Receipt badAddress() {
        return Receipts.refused(
                "bad-address",
                "An address is a channel that this installation has, and what customers are known by there.");
    }

    /** Asking makes nobody known. */
    @Override
    public CompletionStage<Optional<CustomerView>> find(Party customer) {
        return addresses
                .of(customer)
                .map(address -> entities.askAddress(customer.tenant(), address, FindOwner::new)
                        .thenCompose(reply -> reply instanceof Owned owned
                                ? entities.ask(
                                                entities.customer(customer.tenant(), owned.customerId()),
                                                GetCustomer::new)
                                        .thenApply(Optional::of)
                                : completedStage(Optional.<CustomerView>empty())))
                .orElseGet(() -> completedStage(Optional.empty()));
    }
}
