package baton.engine.ingress;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.agent.AgentCommand;
import baton.engine.agent.AgentReply;
import baton.engine.agent.Presence;
import baton.engine.customer.AddressKey;
import baton.engine.customer.CustomerCommand.GetCustomer;
import baton.engine.episode.EpisodeCommand;
import baton.engine.episode.EpisodeCommand.GetTimeline;
import baton.engine.episode.EpisodeCommand.MarkSeen;
import baton.engine.episode.EpisodeCommand.NoteTyping;
import baton.engine.episode.EpisodeReply;
import baton.engine.episode.Party;
import baton.engine.routing.Availability;
import baton.engine.routing.OfferOutcome;
import baton.engine.routing.Queue;
import baton.engine.routing.QueueCommand;
import baton.engine.sharding.Entities;
import baton.engine.spi.Agents;
import baton.engine.spi.Tenants;
import baton.engine.spi.Tenants.Tenant;
import baton.protocol.client.v1.CustomerView;
import baton.protocol.client.v1.Entries;
import baton.protocol.client.v1.Feed;
import baton.protocol.client.v1.RoutingView;
import baton.protocol.gateway.v1.AgentAction;
import baton.protocol.gateway.v1.LinkAddress;
import baton.protocol.gateway.v1.Receipt;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/** {@link Agents} by asking entities. Keeps nothing itself. */
public final class AgentIngress implements Agents {

    private static final int MAX_ID = 128;
    private static final int MAX_REASON = 80;

    private final Tenants tenants;
    private final Entities entities;
    private final Linking linking;
    private final int maxText;

    public AgentIngress(Tenants tenants, Entities entities, IngressSettings settings) {
        this.tenants = tenants;
        this.entities = entities;
        this.linking = new Linking(entities);
        this.maxText = settings.maxText();
    }

    @Override
    public CompletionStage<Receipt> act(String tenantId, String agentId, AgentAction action) {
        var tenant = tenants.byId(tenantId).filter(t -> t.agent(agentId).isPresent());
        return tenant.map(t -> act(t, agentId, action).exceptionally(Receipts::tryAgain))
                .orElseGet(() -> refused("no-such-agent", "This account does not exist any more."));
    }

    private CompletionStage<Receipt> act(Tenant tenant, String agentId, AgentAction action) {
        return switch (action.getActionCase()) {
            case SET_PRESENCE ->
                setPresence(
                        tenant,
                        agentId,
                        action.getSetPresence().getPresence(),
                        action.getSetPresence().getReason());
            case ACCEPT_OFFER ->
                agent(
                        tenant,
                        agentId,
                        to -> new AgentCommand.AcceptOffer(
                                action.getAcceptOffer().getOfferId(), "", to));
            case REJECT_OFFER ->
                agent(
                        tenant,
                        agentId,
                        to -> new AgentCommand.RejectOffer(
                                action.getRejectOffer().getOfferId(), OfferOutcome.REJECTED, to));
            case SEND_MESSAGE -> {
                var send = action.getSendMessage();
                yield written(send.getMessageId(), send.getText())
                        .orElseGet(() -> episode(
                                tenant,
                                send.getEpisodeId(),
                                to -> new EpisodeCommand.SendMessage(
                                        agentId, send.getMessageId(), send.getText(), to)));
            }
            case WRITE_NOTE -> {
                var note = action.getWriteNote();
                yield written(note.getNoteId(), note.getText())
                        .orElseGet(() -> episode(
                                tenant,
                                note.getEpisodeId(),
                                to -> new EpisodeCommand.WriteNote(agentId, note.getNoteId(), note.getText(), to)));
            }
            case TRANSFER_EPISODE -> transfer(tenant, agentId, action.getTransferEpisode());
            case START_WRAP_UP ->
                episode(
                        tenant,
                        action.getStartWrapUp().getEpisodeId(),
                        to -> new EpisodeCommand.StartWrapUp(agentId, to));
            case CLOSE_EPISODE -> close(tenant, agentId, action.getCloseEpisode());
            case LINK_ADDRESS -> link(tenant, agentId, action.getLinkAddress());
            case INVITE_AGENT,
                    LEAVE_EPISODE,
                    WITHDRAW_INVITATION,
                    PROLONG_WRAP_UP,
                    REASSIGN_EPISODE,
                    SET_AGENT_PRESENCE,
                    SET_CUSTOMER,
                    ACTION_NOT_SET -> refused("unknown-action", "This release does not know that action.");
        };
    }

    private CompletionStage<Receipt> setPresence(Tenant tenant, String agentId, String word, String reason) {
        var presence = Presence.of(word);
        if (presence.isEmpty() || reason.length() > MAX_REASON) {
            return refused(
                    "bad-presence",
                    "Presence is available, away or offline, with a reason of at most " + MAX_REASON + " characters.");
        }
        return agent(tenant, agentId, to -> new AgentCommand.SetPresence(presence.get(), reason, to));
    }

    private CompletionStage<Receipt> transfer(
            Tenant tenant, String agentId, baton.protocol.gateway.v1.TransferEpisode transfer) {
        var to = transfer.getToAgentId();
        if (to.equals(agentId) || (!to.isEmpty() && tenant.agent(to).isEmpty())) {
            return refused("no-such-agent", "There is no such colleague.");
        }
        return tooLong(transfer.getNote())
                .orElseGet(() -> episode(
                        tenant,
                        transfer.getEpisodeId(),
                        replyTo -> new EpisodeCommand.TransferEpisode(agentId, to, transfer.getNote(), replyTo)));
    }

    private CompletionStage<Receipt> close(
            Tenant tenant, String agentId, baton.protocol.gateway.v1.CloseEpisode close) {
        if (!tenant.dispositions().contains(close.getDisposition())) {
            return refused("no-such-disposition", "Choose one of: " + String.join(", ", tenant.dispositions()));
        }
        return tooLong(close.getNote())
                .orElseGet(() -> episode(
                        tenant,
                        close.getEpisodeId(),
                        to -> new EpisodeCommand.CloseEpisode(agentId, close.getDisposition(), close.getNote(), to)));
    }

    /** The timeline first: it says whether the agent may do that at all. */
    private CompletionStage<Receipt> link(Tenant tenant, String agentId, LinkAddress link) {
        var number = PhoneNumber.normal(link.getAddress());
        if (!possible(link.getEpisodeId())) {
            return refused("no-such-episode", "There is no such conversation.");
        }
        if (!link.getChannel().equals(AddressKey.PHONE) || number.isEmpty()) {
            return refused("bad-address", "Expected a telephone number of 3 to 15 digits.");
        }
        var address = new AddressKey(AddressKey.PHONE, number.get());
        return entities.askEpisode(
                        tenant.id(),
                        link.getEpisodeId(),
                        to -> new EpisodeCommand.NoteAddress(address.channel(), address.value(), agentId, to))
                .thenCompose(reply -> reply instanceof EpisodeReply.Accepted
                        ? customerOf(tenant.id(), link.getEpisodeId())
                                .thenCompose(customerId -> linking.link(tenant.id(), address, customerId, "agent"))
                                .thenApply(linked -> Receipts.of(link.getEpisodeId(), reply))
                        : completedStage(Receipts.of(link.getEpisodeId(), reply)));
    }

    private CompletionStage<String> customerOf(String tenant, String episodeId) {
        return page(tenant, episodeId, 0)
                .thenApply(
                        page -> page.getEntries(0).getEvent().getEpisodeOpened().getCustomerId());
    }

    private Optional<CompletionStage<Receipt>> written(String id, String text) {
        if (id.isEmpty() || id.length() > MAX_ID) {
            return Optional.of(refused("bad-id", "An id has 1 to " + MAX_ID + " characters."));
        }
        return text.isBlank() ? Optional.of(refused("empty-text", "There is nothing in this message.")) : tooLong(text);
    }

    private Optional<CompletionStage<Receipt>> tooLong(String text) {
        return text.codePointCount(0, text.length()) > maxText
                ? Optional.of(refused("too-long", "A text has at most " + maxText + " characters."))
                : Optional.empty();
    }

    private static CompletionStage<Receipt> refused(String code, String detail) {
        return completedStage(Receipts.refused(code, detail));
    }

    private CompletionStage<Receipt> agent(
            Tenant tenant, String agentId, Function<ActorRef<AgentReply>, AgentCommand> command) {
        return entities.askAgent(tenant.id(), agentId, command).thenApply(Receipts::of);
    }

    private CompletionStage<Receipt> episode(
            Tenant tenant, String episodeId, Function<ActorRef<EpisodeReply>, EpisodeCommand> command) {
        if (!possible(episodeId)) {
            return refused("no-such-episode", "There is no such conversation.");
        }
        return entities.askEpisode(tenant.id(), episodeId, command).thenApply(reply -> Receipts.of(episodeId, reply));
    }

    @Override
    public void typing(String tenant, String agentId, String episodeId) {
        tell(tenant, episodeId, new NoteTyping(Party.AGENT, agentId));
    }

    @Override
    public void looking(String tenant, String agentId, String episodeId) {
        // The episode does not carry it yet.
    }

    @Override
    public void delivered(String tenant, String agentId, String episodeId, int number) {
        tell(tenant, episodeId, new MarkSeen(Party.AGENT, agentId, number, false));
    }

    @Override
    public void read(String tenant, String agentId, String episodeId, int number) {
        tell(tenant, episodeId, new MarkSeen(Party.AGENT, agentId, number, true));
    }

    private void tell(String tenant, String episodeId, EpisodeCommand command) {
        if (possible(episodeId)) {
            entities.episode(tenant, episodeId).tell(command);
        }
    }

    @Override
    public CompletionStage<List<Colleague>> colleagues(String tenantId) {
        var tenant = tenants.byId(tenantId).orElseThrow();
        return entities.ask(entities.queue(tenantId, Queue.GROUP), QueueCommand.GetAgents::new)
                .thenApply(agents -> tenant.agents().stream()
                        .map(account -> {
                            var free = agents.agents().stream()
                                    .filter(a -> a.agentId().equals(account.agentId()))
                                    .mapToInt(Availability::freeText)
                                    .findFirst()
                                    .orElse(0);
                            return new Colleague(account.agentId(), account.name(), free > 0, free);
                        })
                        .toList());
    }

    @Override
    public CompletionStage<Optional<Entries>> timeline(String tenant, String episodeId) {
        if (!possible(episodeId)) {
            return completedStage(Optional.empty());
        }
        return pages(tenant, Entries.newBuilder().setEpisodeId(episodeId))
                .thenApply(all -> all.getEntriesCount() == 0 ? Optional.empty() : Optional.of(all));
    }

    private CompletionStage<Entries> pages(String tenant, Entries.Builder all) {
        return page(tenant, all.getEpisodeId(), all.getUpTo()).thenCompose(page -> {
            var more = page.getUpTo() > all.getUpTo();
            all.addAllEntries(page.getEntriesList()).setUpTo(page.getUpTo());
            return more ? pages(tenant, all) : completedStage(all.build());
        });
    }

    private CompletionStage<Entries> page(String tenant, String episodeId, int after) {
        return entities.ask(entities.episode(tenant, episodeId), (ActorRef<Feed> to) -> new GetTimeline(after, to))
                .thenApply(Feed::getEntries);
    }

    @Override
    public CompletionStage<Optional<RoutingView>> routing(String tenant, String episodeId) {
        return completedStage(Optional.empty());
    }

    /** Whether an entity can have this id. */
    private static boolean possible(String id) {
        return !id.isEmpty() && id.length() <= MAX_ID;
    }

    @Override
    public CompletionStage<Optional<CustomerView>> customer(String tenant, String customerId) {
        if (!possible(customerId)) {
            return completedStage(Optional.empty());
        }
        return entities.ask(entities.customer(tenant, customerId), GetCustomer::new)
                .thenApply(view -> view.getAddressesCount() == 0 ? Optional.empty() : Optional.of(view));
    }
}
