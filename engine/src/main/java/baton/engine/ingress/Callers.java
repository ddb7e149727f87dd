package baton.engine.ingress;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.customer.AddressCommand.FindOwner;
import baton.engine.customer.AddressKey;
import baton.engine.customer.AddressReply.Owned;
import baton.engine.sharding.Entities;
import baton.engine.spi.Tenants.Tenant;
import baton.protocol.gateway.v1.CallerInvited;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Who is calling: the customer to whom the dialled code or direct number is lent, else the owner of the caller's number. A code
 * proves whose phone it is, so the number is linked for the next time; a direct number does not, anybody may mistype it.
 */
final class Callers {

    private final Entities entities;
    private final EpisodeFinder finder;
    private final Lending lending;
    private final Linking linking;

    Callers(Entities entities, EpisodeFinder finder, Lending lending) {
        this.entities = entities;
        this.finder = finder;
        this.lending = lending;
        this.linking = new Linking(entities);
    }

    /**
     * @param address where this call comes from
     * @param proven whether that address is the customer's own
     */
    record Caller(String customerId, AddressKey address, boolean proven) {}

    /** A caller without a number is a stranger every time. */
    CompletionStage<Caller> recognise(Tenant tenant, String callId, CallerInvited invited) {
        var number = PhoneNumber.normal(invited.getCaller());
        var address = new AddressKey(AddressKey.PHONE, number.orElse("anonymous " + callId));
        var star = invited.getCalled().indexOf('*');
        if (star >= 0) {
            var code = invited.getCalled().substring(star + 1);
            return byLoan(tenant, new AddressKey(AddressKey.CODE, code))
                    .thenCompose(owner -> owner.map(customerId -> byCode(tenant, code, customerId, address, number))
                            .orElseGet(() -> byNumber(tenant, address)));
        }
        if (tenant.numbers().direct().contains(invited.getCalled())) {
            return byLoan(tenant, new AddressKey(AddressKey.DIRECT, invited.getCalled()))
                    .thenCompose(owner -> owner.<CompletionStage<Caller>>map(
                                    customerId -> completedStage(new Caller(customerId, address, false)))
                            .orElseGet(() -> byNumber(tenant, address)));
        }
        return byNumber(tenant, address);
    }

    private CompletionStage<Optional<String>> byLoan(Tenant tenant, AddressKey loan) {
        if (loan.value().isEmpty()) {
            return completedStage(Optional.empty());
        }
        return entities.askAddress(tenant.id(), loan, FindOwner::new)
                .thenApply(reply -> reply instanceof Owned owned && Lending.isSomebody(owned.customerId())
                        ? Optional.of(owned.customerId())
                        : Optional.empty());
    }

    private CompletionStage<Caller> byCode(
            Tenant tenant, String code, String customerId, AddressKey address, Optional<String> number) {
        return lending.use(tenant.id(), customerId, code)
                .thenCompose(used -> number.isPresent()
                        ? linking.link(tenant.id(), address, customerId, "code")
                        : completedStage(false))
                .thenApply(linked -> new Caller(customerId, address, linked));
    }

    private CompletionStage<Caller> byNumber(Tenant tenant, AddressKey address) {
        return finder.customerOf(tenant.id(), address).thenApply(customerId -> new Caller(customerId, address, true));
    }
}
