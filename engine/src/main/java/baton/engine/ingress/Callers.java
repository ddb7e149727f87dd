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
    private final DialledCodes codes;

    Callers(Entities entities, EpisodeFinder finder, Lending lending) {
        this.entities = entities;
        this.finder = finder;
        this.lending = lending;
        this.linking = new Linking(entities);
        this.codes = new DialledCodes(lending.clock());
    }

    /**
     * @param address where this call comes from
     * @param known whether that address is known to be the customer's own
     * @param code the one-time code that was dialled
     */
    record Caller(String customerId, AddressKey address, boolean known, Optional<String> code) {}

    /** A caller without a number is a stranger every time, and so is one whose number nobody vouches for. */
    CompletionStage<Caller> recognise(Tenant tenant, String callId, CallerInvited invited) {
        var number = provenNumber(invited);
        var address = new AddressKey(AddressKey.PHONE, number.orElse("anonymous " + callId));
        var star = invited.getCalled().indexOf('*');
        if (star >= 0) {
            var code = invited.getCalled().substring(star + 1);
            return byCode(tenant, number.map(known -> address), code)
                    .thenCompose(owner -> owner.<CompletionStage<Caller>>map(customerId -> completedStage(
                                    new Caller(customerId, address, number.isPresent(), Optional.of(code))))
                            .orElseGet(() -> byNumber(tenant, address)));
        }
        if (tenant.numbers().direct().contains(invited.getCalled())) {
            return byLoan(tenant, new AddressKey(AddressKey.DIRECT, invited.getCalled()))
                    .thenCompose(owner -> owner.<CompletionStage<Caller>>map(customerId ->
                                    completedStage(new Caller(customerId, address, false, Optional.empty())))
                            .orElseGet(() -> byNumber(tenant, address)));
        }
        return byNumber(tenant, address);
    }

    /** Whoever guesses too much is recognised by number only. */
    private CompletionStage<Optional<String>> byCode(Tenant tenant, Optional<AddressKey> caller, String code) {
        return code.isEmpty()
                ? completedStage(Optional.empty())
                : codes.owner(tenant.id(), caller, () -> byLoan(tenant, new AddressKey(AddressKey.CODE, code)));
    }

    private static Optional<String> provenNumber(CallerInvited invited) {
        return invited.getNumberUnproven() ? Optional.empty() : PhoneNumber.normal(invited.getCaller());
    }

    private CompletionStage<Optional<String>> byLoan(Tenant tenant, AddressKey loan) {
        return entities.askAddress(tenant.id(), loan, FindOwner::new)
                .thenApply(reply -> reply instanceof Owned owned && Lending.isSomebody(owned.customerId())
                        ? Optional.of(owned.customerId())
                        : Optional.empty());
    }

    /**
     * The call stands: the code is spent, and the number from which it was dialled is the customer's. Not before, so that an
     * invitation that is told again still finds the same customer.
     */
    CompletionStage<Boolean> settle(Tenant tenant, Caller caller) {
        return caller.code()
                .<CompletionStage<Boolean>>map(code -> lending.use(tenant.id(), caller.customerId(), code)
                        .thenCompose(used -> caller.known()
                                ? linking.link(tenant.id(), caller.address(), caller.customerId(), "code", "")
                                : completedStage(false)))
                .orElseGet(() -> completedStage(false));
    }

    private CompletionStage<Caller> byNumber(Tenant tenant, AddressKey address) {
        return finder.customerOf(tenant.id(), address)
                .thenApply(customerId -> new Caller(customerId, address, true, Optional.empty()));
    }
}
