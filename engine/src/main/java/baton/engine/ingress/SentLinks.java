package baton.engine.ingress;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.allowance.AllowanceCommand.Spend;
import baton.engine.allowance.AllowanceReply.UsedUp;
import baton.engine.customer.AddressKey;
import baton.engine.customer.AddressReply.Owned;
import baton.engine.episode.EpisodeCommand.RequestLink;
import baton.engine.sharding.Entities;
import baton.engine.spi.Tenants.Tenant;
import baton.protocol.gateway.v1.Receipt;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Links that are sent to addresses which customers have typed, so that whoever opens one proves that it is theirs. Anybody can type the
 * address of a stranger: so few are sent that nobody is flooded, and no answer says whether an address is known.
 */
final class SentLinks {

    private static final int MAX_ADDRESS = 256;

    private final Entities entities;
    private final Lending lending;
    private final Messengers messengers;
    private final Provable provable;
    private final SentLinkRules rules;
    private final InstantSource clock;

    SentLinks(Entities entities, Lending lending, Messengers messengers, SentLinkRules rules) {
        this.entities = entities;
        this.lending = lending;
        this.messengers = messengers;
        this.provable = lending.provable();
        this.rules = rules;
        this.clock = lending.clock();
    }

    /** What a customer asks for, as it comes from outside. */
    record Wish(String channel, String typed, String language) {

        Wish {
            language = language.matches("[a-z]{2}") ? language : "en";
        }
    }

    /** Accepted when it is in the journal that it must be sent. */
    CompletionStage<Receipt> ask(Tenant tenant, String customerId, Wish wish) {
        if (provable.proof(tenant, wish.channel()).isEmpty()) {
            return refused("no-channel", "no-such-channel", "The company sends no links there.");
        }
        var address = wish.typed().length() > MAX_ADDRESS
                ? Optional.<String>empty()
                : provable.address(tenant, wish.channel(), wish.typed());
        return address.map(value -> new AddressKey(wish.channel(), value))
                .map(to -> ask(tenant.id(), customerId, to, wish.language()))
                .orElseGet(() -> refused(wish.channel(), "bad-address", "There is no such address."));
    }

    private CompletionStage<Receipt> ask(String tenant, String customerId, AddressKey to, String language) {
        return lending.customer(tenant, customerId)
                .thenCompose(customer -> customer.getEpisodeIdsCount() == 0
                        ? refused(to.channel(), "nothing-said", "There is nothing yet to go on with.")
                        : spend(tenant, customer.getCustomerId(), to)
                                .thenCompose(usedUp -> usedUp.<CompletionStage<Receipt>>map(
                                                refusal -> completedStage(refusal))
                                        .orElseGet(() -> request(
                                                tenant,
                                                customer.getEpisodeIds(customer.getEpisodeIdsCount() - 1),
                                                to,
                                                language))));
    }

    private CompletionStage<Receipt> request(String tenant, String episodeId, AddressKey to, String language) {
        return entities.askEpisode(
                        tenant, episodeId, reply -> new RequestLink(to.channel(), to.value(), language, reply))
                .thenApply(reply -> counted(to.channel(), "asked", Receipts.of(episodeId, reply)));
    }

    /** One after another, the company last: what one customer or address may not have uses up nothing of everybody's. */
    private CompletionStage<Optional<Receipt>> spend(String tenant, String customerId, AddressKey to) {
        var links = "links to " + to.channel();
        return spend(tenant, to.channel(), "customer", links + " by " + customerId, rules.perCustomer())
                .thenCompose(usedUp -> usedUp.isPresent()
                        ? completedStage(usedUp)
                        : spend(tenant, to.channel(), "address", "links to " + to, rules.perAddress()))
                .thenCompose(usedUp -> usedUp.isPresent()
                        ? completedStage(usedUp)
                        : spend(tenant, to.channel(), "company", links, rules.perCompany()));
    }

    private CompletionStage<Optional<Receipt>> spend(
            String tenant, String channel, String whose, String what, int most) {
        return entities.askAllowance(tenant, what, to -> new Spend(most, rules.window(), to))
                .thenApply(reply -> reply instanceof UsedUp usedUp
                        ? Optional.of(counted(
                                channel,
                                "too-many-of-" + whose,
                                Receipts.tooManyLinks(Duration.between(clock.instant(), usedUp.again()))))
                        : Optional.empty());
    }

    /** The page of a link says that whoever opened it is the customer. */
    CompletionStage<Receipt> confirm(String tenant, String channel, String code) {
        return messengers.ownerOf(tenant, new AddressKey(AddressKey.LINK, code)).thenCompose(lent -> lent.filter(
                        loan -> isAbout(loan, channel))
                .map(loan -> messengers
                        .arrive(tenant, AddressKey.parse(loan.sentTo()), code)
                        .thenApply(receipt -> counted(channel, "confirmed", receipt)))
                .orElseGet(() -> lent.filter(loan -> !Lending.isSomebody(loan.customerId()))
                        .map(used -> refused(channel, "link-used", "This link was used already."))
                        .orElseGet(() -> refused(channel, "link-too-old", "This link is too old."))));
    }

    private static boolean isAbout(Owned loan, String channel) {
        return Lending.isSomebody(loan.customerId()) && loan.sentTo().startsWith(channel + ":");
    }

    private static CompletionStage<Receipt> refused(String channel, String code, String detail) {
        return completedStage(counted(channel, code, Receipts.refused(code, detail)));
    }

    /** {@code outcome}: if it is accepted. */
    private static Receipt counted(String channel, String outcome, Receipt receipt) {
        var refused = receipt.getRefused();
        Counter.builder("baton_sent_links")
                .description(
                        "Links to addresses that customers have typed, by what became of asking for one, or of opening it")
                .tag("channel", channel)
                .tag(
                        "outcome",
                        receipt.hasAccepted() || refused.getCode().equals(Receipts.TOO_MANY_LINKS)
                                ? outcome
                                : refused.getCode())
                .register(Metrics.globalRegistry)
                .increment();
        return receipt;
    }
}
