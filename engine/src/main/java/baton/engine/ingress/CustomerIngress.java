package baton.engine.ingress;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.customer.AddressKey;
import baton.engine.customer.ConversationsFormat;
import baton.engine.customer.CustomerCommand.FindClue;
import baton.engine.customer.CustomerCommand.NameCustomer;
import baton.engine.episode.EpisodeCommand;
import baton.engine.episode.EpisodeCommand.MarkSeen;
import baton.engine.episode.EpisodeCommand.NoteTyping;
import baton.engine.episode.EpisodeCommand.Opening;
import baton.engine.episode.EpisodeCommand.ReceiveMessage;
import baton.engine.episode.EpisodeCommand.RecognizeMessage;
import baton.engine.episode.EpisodeReply;
import baton.engine.episode.EpisodeReply.Reason;
import baton.engine.episode.EpisodeReply.Rejected;
import baton.engine.likeness.Clue;
import baton.engine.sharding.Entities;
import baton.engine.spi.Ingress;
import baton.engine.spi.Tenants;
import baton.engine.spi.Tenants.Tenant;
import baton.engine.web.Wording;
import baton.protocol.client.v1.CustomerView;
import baton.protocol.gateway.v1.CallOptions;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.ProviderReceipt;
import baton.protocol.gateway.v1.Receipt;
import baton.protocol.journal.v1.Content;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;

/** {@link Ingress} by asking entities one after another. Keeps nothing itself. */
public final class CustomerIngress implements Ingress {

    private static final int MAX_ID = 128;
    private static final int MAX_ADDRESS = 256;
    private static final int MAX_EPISODE_ID = 256;
    private static final int MAX_NAME = 80;

    /** What an episode says that cannot take a message without knowing more of the customer. */
    private static final Set<Reason> LOOK_UP = Set.of(Reason.EPISODE_CLOSED, Reason.NO_SUCH_EPISODE);

    private final Tenants tenants;
    private final Entities entities;
    private final EpisodeFinder finder;
    private final Lending lending;
    private final Messengers messengers;
    private final SentLinks sentLinks;
    private final int maxText;
    private final FairShare share;

    public CustomerIngress(
            Tenants tenants, Entities entities, Lending lending, IngressSettings settings, FairShare share) {
        this.tenants = tenants;
        this.entities = entities;
        this.finder = new EpisodeFinder(entities);
        this.lending = lending;
        this.messengers = new Messengers(entities, lending);
        this.sentLinks = new SentLinks(entities, lending, messengers, settings.sentLinks());
        this.maxText = settings.maxText();
        this.share = share;
    }

    @Override
    public CompletionStage<Receipt> receive(InboundMessage message) {
        var tenant = tenants.byId(message.getTenant());
        if (tenant.isEmpty()) {
            return completedStage(Receipts.refused("no-such-tenant", "This company does not exist here."));
        }
        return inItsShare(tenant.get().id(), () -> wrong(message)
                .<CompletionStage<Receipt>>map(refusal -> completedStage(refusal))
                .orElseGet(() -> bring(tenant.get(), message)));
    }

    private CompletionStage<Receipt> inItsShare(String tenant, Supplier<CompletionStage<Receipt>> deed) {
        var wait = share.take(tenant);
        return wait.isZero()
                ? deed.get().exceptionally(late -> Receipts.tryAgain(tenant, late))
                : completedStage(Receipts.tooMany(wait));
    }

    private Optional<Receipt> wrong(InboundMessage message) {
        var text = message.getText();
        if (text.isBlank() && message.getContent().getKind().isEmpty()) {
            return Optional.of(Receipts.refused("empty-text", "There is nothing in this message."));
        }
        if (text.codePointCount(0, text.length()) > maxText) {
            return Optional.of(Receipts.refused("too-long", "A message has at most " + maxText + " characters."));
        }
        if (message.getMessageId().isEmpty() || message.getMessageId().length() > MAX_ID) {
            return Optional.of(Receipts.refused("bad-id", "A message id has 1 to " + MAX_ID + " characters."));
        }
        if (message.getEpisodeId().length() > MAX_EPISODE_ID) {
            return Optional.of(Receipts.refused("bad-id", "There is no such conversation."));
        }
        if (message.getAddress().isEmpty() || message.getAddress().length() > MAX_ADDRESS) {
            return Optional.of(Receipts.refused("bad-address", "An address has 1 to " + MAX_ADDRESS + " characters."));
        }
        return Optional.empty();
    }

    private CompletionStage<Receipt> bring(Tenant tenant, InboundMessage message) {
        if (!lending.takesTyped(tenant, message.getChannel())) {
            return bringOn(tenant, message);
        }
        var address = new AddressKey(message.getChannel(), message.getAddress());
        return messengers
                .typed(tenant.id(), address, message.getText())
                .thenCompose(code -> code.<CompletionStage<Receipt>>map(receipt -> completedStage(receipt))
                        .orElseGet(() -> bringOn(tenant, message)));
    }

    private CompletionStage<Receipt> bringOn(Tenant tenant, InboundMessage message) {
        return message.getEpisodeId().isEmpty()
                        || !message.getName().isBlank()
                        || !message.getPhone().isEmpty()
                ? lookUp(tenant, message)
                : goOn(tenant, message);
    }

    /** Nearly all messages go to where the one before went. Only if the episode does not take it is the customer looked up. */
    private CompletionStage<Receipt> goOn(Tenant tenant, InboundMessage message) {
        var episodeId = message.getEpisodeId();
        return entities.askEpisode(tenant.id(), episodeId, replyTo -> said(message, Optional.empty(), replyTo))
                .thenCompose(reply -> reply instanceof Rejected rejected && LOOK_UP.contains(rejected.reason())
                        ? lookUp(tenant, message)
                        : completedStage(Receipts.of(episodeId, reply)));
    }

    private static ReceiveMessage said(
            InboundMessage message, Optional<Opening> opening, ActorRef<EpisodeReply> replyTo) {
        return new ReceiveMessage(
                opening,
                message.getChannel(),
                message.getAddress(),
                message.getMessageId(),
                message.getText(),
                Contents.read(message.getContent()),
                replyTo);
    }

    private CompletionStage<Receipt> lookUp(Tenant tenant, InboundMessage message) {
        var address = new AddressKey(message.getChannel(), message.getAddress());
        return messengers
                .recognise(tenant.id(), address, message.getOlderAddress())
                .thenCompose(known -> finder.customerOf(tenant.id(), address))
                .thenCompose(customerId -> name(
                                tenant.id(), customerId, Wording.name(message.getName(), MAX_NAME), false)
                        .thenCompose(named -> clue(tenant.id(), customerId, message))
                        .thenCompose(noted -> finder.bring(
                                tenant.id(),
                                customerId,
                                Optional.of(address),
                                replyTo -> new RecognizeMessage(
                                        message.getChannel(), message.getAddress(), message.getMessageId(), replyTo),
                                (known, replyTo) -> said(
                                        message,
                                        Optional.of(EpisodeFinder.opening(known, tenant.queueId())),
                                        replyTo))))
                .thenApply(answer -> Receipts.of(answer.episodeId(), answer.reply()));
    }

    /** It proves nothing: others with the same number are suggested to agents. */
    private CompletionStage<Boolean> clue(String tenant, String customerId, InboundMessage message) {
        return Clue.phone(message.getPhone())
                .map(clue -> entities.askCustomer(
                                tenant, customerId, to -> new FindClue(clue, message.getChannel(), to))
                        .thenApply(found -> true))
                .orElseGet(() -> completedStage(false));
    }

    private CompletionStage<Boolean> name(String tenant, String customerId, String name, boolean typed) {
        var clean = name.strip();
        if (clean.isEmpty() || clean.length() > MAX_NAME) {
            return completedStage(false);
        }
        return entities.askCustomer(tenant, customerId, replyTo -> new NameCustomer(clean, typed, replyTo))
                .thenApply(reply -> true);
    }

    @Override
    public CompletionStage<Receipt> receipt(ProviderReceipt receipt) {
        var known = tenants.byId(receipt.getTenant()).isPresent();
        return known && possible(receipt.getProviderId(), MAX_ID) && possible(receipt.getAddress(), MAX_ADDRESS)
                ? messengers.receipt(receipt).exceptionally(late -> Receipts.tryAgain(receipt.getTenant(), late))
                : completedStage(Receipts.refused("bad-id", "There is no such message."));
    }

    @Override
    public CompletionStage<Receipt> arrive(Party customer, String code) {
        var known = tenants.byId(customer.tenant()).isPresent();
        return known && possible(code, MAX_ID) && possible(customer.address(), MAX_ADDRESS)
                ? messengers
                        .arrive(customer.tenant(), key(customer), code)
                        .exceptionally(late -> Receipts.tryAgain(customer.tenant(), late))
                : completedStage(Receipts.refused("no-such-code", "This link is too old, or was used already."));
    }

    @Override
    public CompletionStage<Receipt> renamed(Party customer, String newAddress) {
        var known = tenants.byId(customer.tenant()).isPresent();
        return known && possible(newAddress, MAX_ADDRESS) && possible(customer.address(), MAX_ADDRESS)
                ? messengers
                        .renamed(customer.tenant(), key(customer), new AddressKey(customer.channel(), newAddress))
                        .exceptionally(late -> Receipts.tryAgain(customer.tenant(), late))
                : completedStage(
                        Receipts.refused("bad-address", "An address has 1 to " + MAX_ADDRESS + " characters."));
    }

    @Override
    public CompletionStage<Receipt> askLink(Party customer, String channel, String typed, String language) {
        var tenant = tenants.byId(customer.tenant()).orElseThrow();
        return inItsShare(tenant.id(), () -> finder.customerOf(tenant.id(), key(customer))
                .thenCompose(
                        customerId -> sentLinks.ask(tenant, customerId, new SentLinks.Wish(channel, typed, language))));
    }

    @Override
    public CompletionStage<Receipt> confirm(String tenant, String channel, String code) {
        return tenants.byId(tenant).isPresent() && possible(code, MAX_ID)
                ? sentLinks.confirm(tenant, channel, code).exceptionally(late -> Receipts.tryAgain(tenant, late))
                : completedStage(Receipts.refused("link-too-old", "This link is too old."));
    }

    private static boolean possible(String id, int longest) {
        return !id.isEmpty() && id.length() <= longest;
    }

    @Override
    public CompletionStage<Receipt> introduce(Party customer, String name) {
        return inItsShare(customer.tenant(), () -> finder.customerOf(customer.tenant(), key(customer))
                .thenCompose(customerId -> name(customer.tenant(), customerId, name, true))
                .thenApply(named -> named
                        ? Receipts.accepted()
                        : Receipts.refused("bad-name", "A name has 1 to " + MAX_NAME + " characters.")));
    }

    @Override
    public void typing(Party customer) {
        tellEpisode(customer, new NoteTyping(baton.engine.episode.Party.CUSTOMER, ""));
    }

    @Override
    public void delivered(Party customer, String episodeId, int number) {
        seen(customer, episodeId, new MarkSeen(baton.engine.episode.Party.CUSTOMER, "", number, false));
    }

    @Override
    public void read(Party customer, String episodeId, int number) {
        seen(customer, episodeId, new MarkSeen(baton.engine.episode.Party.CUSTOMER, "", number, true));
    }

    /** Only about an episode of this very customer: the id comes from outside, and asking an entity that never was makes one. */
    private void seen(Party customer, String episodeId, EpisodeCommand mark) {
        view(customer).thenAccept(view -> {
            if (ConversationsFormat.has(view, episodeId)) {
                entities.episode(customer.tenant(), episodeId).tell(mark);
            }
        });
    }

    @Override
    public CompletionStage<Optional<Content>> file(Party customer, String episodeId, int number) {
        return view(customer)
                .thenCompose(view -> ConversationsFormat.has(view, episodeId)
                        ? Contents.file(entities, customer.tenant(), episodeId, number, true)
                        : completedStage(Optional.empty()));
    }

    private CompletionStage<CustomerView> view(Party customer) {
        return finder.customerOf(customer.tenant(), key(customer))
                .thenCompose(customerId -> lending.customer(customer.tenant(), customerId));
    }

    private void tellEpisode(Party customer, EpisodeCommand command) {
        view(customer).thenAccept(view -> {
            var count = view.getEpisodeIdsCount();
            if (count > 0) {
                entities.episode(customer.tenant(), view.getEpisodeIds(count - 1))
                        .tell(command);
            }
        });
    }

    @Override
    public CompletionStage<CallOptions> callOptions(Party customer) {
        var tenant = tenants.byId(customer.tenant()).orElseThrow();
        return finder.customerOf(tenant.id(), key(customer))
                .thenCompose(customerId -> lending.options(tenant, customerId));
    }

    private static AddressKey key(Party customer) {
        return new AddressKey(customer.channel(), customer.address());
    }
}
