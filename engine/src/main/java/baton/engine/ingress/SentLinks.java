package baton.engine.ingress;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.allowance.AllowanceCommand;
import baton.engine.allowance.AllowanceCommand.Look;
import baton.engine.allowance.AllowanceCommand.Spend;
import baton.engine.allowance.AllowanceReply;
import baton.engine.allowance.AllowanceReply.UsedUp;
import baton.engine.customer.AddressKey;
import baton.engine.customer.AddressReply.Owned;
import baton.engine.episode.EpisodeCommand.FindLink;
import baton.engine.episode.EpisodeCommand.RequestLink;
import baton.engine.episode.EpisodeReply.Accepted;
import baton.engine.sharding.Entities;
import baton.engine.spi.Tenants.Tenant;
import baton.protocol.client.v1.CustomerView;
import baton.protocol.gateway.v1.Receipt;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Links that are sent to addresses which customers have typed, so that whoever opens one proves that it is theirs. Anybody can type the
 * address of a stranger: so few are sent that nobody is flooded, and no answer says whether an address is known.
 */
final class SentLinks {

    private static final int MAX_ADDRESS = 256;
    private static final Duration DAY = Duration.ofDays(1);

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
                .map(to -> ask(tenant, customerId, to, wish.language()))
                .orElseGet(() -> refused(wish.channel(), "bad-address", "There is no such address."));
    }

    private CompletionStage<Receipt> ask(Tenant tenant, String customerId, AddressKey to, String language) {
        return lending.customer(tenant.id(), customerId)
                .thenCompose(customer -> customer.getEpisodeIdsCount() == 0
                        ? refused(to.channel(), "nothing-said", "There is nothing yet to go on with.")
                        : ask(tenant, customer, to, language));
    }

    /** Whoever presses twice gets the answer that they have; that costs nothing. */
    private CompletionStage<Receipt> ask(Tenant tenant, CustomerView customer, AddressKey to, String language) {
        var episodeId = customer.getEpisodeIds(customer.getEpisodeIdsCount() - 1);
        return waiting(tenant.id(), episodeId, to).thenCompose(waiting -> waiting.map(CompletableFuture::completedStage)
                .orElseGet(() -> spend(tenant, customer.getCustomerId(), to)
                        .thenCompose(usedUp -> usedUp.map(CompletableFuture::completedStage)
                                .orElseGet(() -> request(tenant.id(), episodeId, to, language)))));
    }

    private CompletionStage<Optional<Receipt>> waiting(String tenant, String episodeId, AddressKey to) {
        return entities.askEpisode(tenant, episodeId, reply -> new FindLink(to.channel(), to.value(), reply))
                .thenApply(reply -> reply instanceof Accepted
                        ? Optional.of(counted(to.channel(), "asked-again", Receipts.of(episodeId, reply)))
                        : Optional.empty());
    }

    private CompletionStage<Receipt> request(String tenant, String episodeId, AddressKey to, String language) {
        return entities.askEpisode(
                        tenant, episodeId, reply -> new RequestLink(to.channel(), to.value(), language, reply))
                .thenApply(reply -> counted(to.channel(), "asked", Receipts.of(episodeId, reply)));
    }

    /** So many may be sent. {@code whose}: customer, address, company. */
    private record Limit(String whose, String what, int most, Duration window) {}

    /** The company last: what one customer or address may not have uses up nothing of everybody's. */
    private List<Limit> limits(Tenant tenant, String customerId, AddressKey to) {
        var links = "links to " + to.channel();
        var mailbox = provable.counted(tenant, to);
        return List.of(
                new Limit("customer", links + " by " + customerId, rules.perCustomer(), rules.window()),
                new Limit("address", "links to " + mailbox, rules.perAddress(), rules.window()),
                new Limit("address", "links a day to " + mailbox, rules.perAddressADay(), DAY),
                new Limit("company", links, rules.perCompany(), rules.window()));
    }

    /** Looked at first, so that what one of them refuses uses up nothing of the others. */
    private CompletionStage<Optional<Receipt>> spend(Tenant tenant, String customerId, AddressKey to) {
        var limits = limits(tenant, customerId, to);
        return each(tenant.id(), to.channel(), limits, (limit, reply) -> new Look(limit.most(), reply))
                .thenCompose(usedUp -> usedUp.isPresent()
                        ? completedStage(usedUp)
                        : each(
                                tenant.id(),
                                to.channel(),
                                limits,
                                (limit, reply) -> new Spend(limit.most(), limit.window(), reply)));
    }

    /** One after another, until one of them is used up. */
    private CompletionStage<Optional<Receipt>> each(
            String tenant,
            String channel,
            List<Limit> limits,
            BiFunction<Limit, ActorRef<AllowanceReply>, AllowanceCommand> command) {
        if (limits.isEmpty()) {
            return completedStage(Optional.empty());
        }
        var limit = limits.get(0);
        return entities.askAllowance(tenant, limit.what(), reply -> command.apply(limit, reply))
                .thenCompose(reply -> reply instanceof UsedUp usedUp
                        ? completedStage(Optional.of(tooMany(channel, limit, usedUp)))
                        : each(tenant, channel, limits.subList(1, limits.size()), command));
    }

    private Receipt tooMany(String channel, Limit limit, UsedUp usedUp) {
        var wait = Duration.between(clock.instant(), usedUp.again());
        return counted(channel, "too-many-of-" + limit.whose(), Receipts.tooManyLinks(wait));
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
