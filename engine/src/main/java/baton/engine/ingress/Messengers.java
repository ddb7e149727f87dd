package baton.engine.ingress;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.customer.AddressCommand.FindOwner;
import baton.engine.customer.AddressKey;
import baton.engine.customer.AddressReply.Owned;
import baton.engine.episode.EpisodeCommand.NoteAddress;
import baton.engine.episode.EpisodeCommand.ReportReceipt;
import baton.engine.episode.EpisodeReply.Reason;
import baton.engine.episode.EpisodeReply.Rejected;
import baton.engine.episode.Leg;
import baton.engine.sharding.Entities;
import baton.protocol.gateway.v1.ProviderReceipt;
import baton.protocol.gateway.v1.Receipt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What messengers tell beside messages: what has become of ours, and that somebody came by a link of another channel. */
final class Messengers {

    /** A receipt may be about the conversation before the current one, seldom about an older one. */
    private static final int EPISODES_BACK = 3;

    private static final int MAX_DETAIL = 300;

    /** Why two addresses are believed to be one customer's. */
    private static final String PROVIDER = "provider";

    private final Entities entities;
    private final Lending lending;
    private final Linking linking;
    private final Guesses guesses;

    Messengers(Entities entities, Lending lending) {
        this.entities = entities;
        this.lending = lending;
        this.linking = new Linking(entities);
        this.guesses = Guesses.ofOne(lending.clock());
    }

    CompletionStage<Receipt> receipt(ProviderReceipt receipt) {
        var tenant = receipt.getTenant();
        var address = new AddressKey(receipt.getChannel(), receipt.getAddress());
        return ownerOf(tenant, address)
                .thenCompose(owner -> owner.isPresent()
                        ? lending.customer(tenant, owner.get().customerId())
                                .thenApply(customer -> latest(customer.getEpisodeIdsList()))
                        : completedStage(List.<String>of()))
                .thenCompose(episodes -> receipt(receipt, episodes, 0, false));
    }

    private static List<String> latest(List<String> episodes) {
        var latest = new ArrayList<>(episodes.subList(Math.max(0, episodes.size() - EPISODES_BACK), episodes.size()));
        Collections.reverse(latest);
        return latest;
    }

    /** What nobody has sent is none of ours. {@code sending}: it may be about what one of those before is just sending; the provider is to say it again. */
    private CompletionStage<Receipt> receipt(
            ProviderReceipt receipt, List<String> episodes, int next, boolean sending) {
        if (next == episodes.size()) {
            return completedStage(sending ? Receipts.notSentYet() : Receipts.accepted());
        }
        var episodeId = episodes.get(next);
        var legId = Leg.ofText(receipt.getChannel(), receipt.getAddress());
        var detail = receipt.getDetail();
        return entities.askEpisode(
                        receipt.getTenant(),
                        episodeId,
                        to -> new ReportReceipt(
                                legId,
                                receipt.getProviderId(),
                                receipt.getState(),
                                receipt.getCode(),
                                detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) : detail,
                                to))
                .thenCompose(reply -> {
                    var reason = reply instanceof Rejected rejected ? Optional.of(rejected.reason()) : Optional.empty();
                    var sends = reason.equals(Optional.of(Reason.NOT_SENT_YET));
                    return sends || reason.equals(Optional.of(Reason.NO_SUCH_MESSAGE))
                            ? receipt(receipt, episodes, next + 1, sending || sends)
                            : completedStage(Receipts.of(episodeId, reply));
                });
    }

    /** Said twice it is done once: a link that has been used by this very address is still good for it. */
    CompletionStage<Receipt> arrive(String tenant, AddressKey address, String code) {
        var link = new AddressKey(AddressKey.LINK, code);
        return ownerOf(tenant, link).thenCompose(lent -> lent.filter(loan -> isGoodFor(loan, address))
                .map(loan -> welcome(tenant, address, loan.customerId(), code))
                .orElseGet(
                        () -> linking.isLinked(tenant, address, AddressKey.LINK).thenApply(Messengers::again)));
    }

    /** What was sent to one address proves no other one. */
    private static boolean isGoodFor(Owned loan, AddressKey address) {
        return Lending.isSomebody(loan.customerId())
                && (loan.sentTo().isEmpty() || loan.sentTo().equals(address.toString()));
    }

    private static Receipt again(boolean linked) {
        return linked
                ? Receipts.accepted()
                : Receipts.refused("no-such-code", "This link is too old, or was used already.");
    }

    /** Said twice it is done once. What an agent separates afterwards stays so: providers say it when it happens. */
    CompletionStage<Receipt> renamed(String tenant, AddressKey before, AddressKey now) {
        return permanent(tenant, before)
                .thenCompose(owner -> owner.isEmpty()
                        ? completedStage(Receipts.accepted())
                        : permanent(tenant, now)
                                .thenCompose(already -> already.equals(owner)
                                        ? completedStage(Receipts.accepted())
                                        : arrived(tenant, now, owner.get(), PROVIDER)));
    }

    /** Only an address that is nobody's yet, so that what an agent has separated is not put together by the next message. */
    CompletionStage<Boolean> recognise(String tenant, AddressKey address, String older) {
        if (older.isEmpty() || older.equals(address.value())) {
            return completedStage(false);
        }
        return ownerOf(tenant, address)
                .thenCompose(owner -> owner.isPresent()
                        ? completedStage(false)
                        : permanent(tenant, new AddressKey(address.channel(), older))
                                .thenCompose(known -> known.map(
                                                customerId -> linking.link(tenant, address, customerId, PROVIDER, ""))
                                        .orElseGet(() -> completedStage(false))));
    }

    private CompletionStage<Optional<String>> permanent(String tenant, AddressKey address) {
        return ownerOf(tenant, address)
                .thenApply(owner -> owner.filter(one -> one.until().isEmpty()).map(Owned::customerId));
    }

    /** The code of another channel, and nothing else: then it is no message. Empty: it is just text, be it that somebody guesses too often. */
    CompletionStage<Optional<Receipt>> typed(String tenant, AddressKey address, String text) {
        return Lending.typedIn(text)
                .filter(code -> guesses.mayTry(tenant, address))
                .map(code -> ownerOf(tenant, new AddressKey(AddressKey.CODE, code))
                        .thenCompose(lent -> lent.map(loan -> typed(tenant, address, loan, code))
                                .orElseGet(() -> completedStage(Optional.empty()))))
                .orElseGet(() -> completedStage(Optional.empty()));
    }

    private CompletionStage<Optional<Receipt>> typed(String tenant, AddressKey address, Owned loan, String code) {
        if (Lending.isSomebody(loan.customerId())) {
            return arrived(
                            tenant,
                            address,
                            loan.customerId(),
                            AddressKey.CODE,
                            () -> lending.use(tenant, loan.customerId(), code))
                    .thenApply(Optional::of);
        }
        return linking.isLinked(tenant, address, AddressKey.CODE)
                .thenApply(again -> again ? Optional.of(Receipts.accepted()) : Optional.empty());
    }

    private CompletionStage<Receipt> welcome(String tenant, AddressKey address, String customerId, String code) {
        return arrived(tenant, address, customerId, AddressKey.LINK, () -> lending.useLink(tenant, customerId, code));
    }

    private CompletionStage<Receipt> arrived(String tenant, AddressKey address, String customerId, String proof) {
        return linking.link(tenant, address, customerId, proof, "")
                .thenCompose(linked -> linked
                        ? lending.customer(tenant, customerId)
                                .thenCompose(customer -> note(tenant, address, customer.getEpisodeIdsList()))
                        : completedStage(Receipts.notJoined()));
    }

    /** What could not be done leaves the proof good for another try. */
    private CompletionStage<Receipt> arrived(
            String tenant,
            AddressKey address,
            String customerId,
            String proof,
            Supplier<CompletionStage<Boolean>> useUp) {
        return arrived(tenant, address, customerId, proof)
                .thenCompose(receipt -> receipt.getRefused().getCode().equals(Receipts.TRY_AGAIN)
                        ? completedStage(receipt)
                        : useUp.get().thenApply(used -> receipt));
    }

    private CompletionStage<Receipt> note(String tenant, AddressKey address, List<String> episodes) {
        if (episodes.isEmpty()) {
            return completedStage(Receipts.accepted());
        }
        var episodeId = episodes.get(episodes.size() - 1);
        return entities.askEpisode(tenant, episodeId, to -> new NoteAddress(address.channel(), address.value(), "", to))
                .thenApply(reply -> Receipts.of(episodeId, reply));
    }

    CompletionStage<Optional<Owned>> ownerOf(String tenant, AddressKey address) {
        return entities.askAddress(tenant, address, FindOwner::new)
                .thenApply(reply -> reply instanceof Owned owned ? Optional.of(owned) : Optional.empty());
    }
}
