package baton.engine.ingress;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.agent.AgentCommand;
import baton.engine.customer.CustomerCommand.GetCustomer;
import baton.engine.episode.EpisodeCommand;
import baton.engine.episode.EpisodeCommand.GetTimeline;
import baton.engine.episode.EpisodeCommand.MarkSeen;
import baton.engine.episode.EpisodeCommand.NoteLooking;
import baton.engine.episode.EpisodeCommand.NoteTyping;
import baton.engine.episode.Party;
import baton.engine.routing.Availability;
import baton.engine.routing.OfferOutcome;
import baton.engine.routing.Queue;
import baton.engine.routing.QueueCommand;
import baton.engine.routing.RulesFormat;
import baton.engine.sharding.Entities;
import baton.engine.spi.Agents;
import baton.engine.spi.Files;
import baton.engine.spi.Tenants;
import baton.engine.spi.Tenants.Account;
import baton.engine.spi.Tenants.Tenant;
import baton.protocol.client.v1.CustomerView;
import baton.protocol.client.v1.Entries;
import baton.protocol.client.v1.Feed;
import baton.protocol.client.v1.RoutingView;
import baton.protocol.gateway.v1.AgentAction;
import baton.protocol.gateway.v1.Receipt;
import baton.protocol.journal.v1.Content;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;

/** {@link Agents} by asking entities. Keeps nothing itself. */
public final class AgentIngress implements Agents {

    private final Tenants tenants;
    private final Entities entities;
    private final InstantSource clock;
    private final Deeds deeds;
    private final ServingDeeds serving;
    private final AmendingDeeds amending;
    private final HandoverDeeds handover;
    private final RoutingQuestion routing;
    private final CustomerSearch search;

    public AgentIngress(
            Tenants tenants, Entities entities, Files files, IngressSettings settings, InstantSource clock) {
        this.tenants = tenants;
        this.entities = entities;
        this.clock = clock;
        this.deeds = new Deeds(entities, settings.maxText());
        this.serving = new ServingDeeds(deeds, files);
        this.amending = new AmendingDeeds(deeds);
        this.handover = new HandoverDeeds(deeds, settings.conference(), AgentIngress::isSupervisor);
        this.search = new CustomerSearch(entities);
        this.routing = new RoutingQuestion(entities, new QueueRouting(entities));
    }

    private static boolean isSupervisor(Tenant tenant, String agentId) {
        return tenant.agent(agentId).filter(Account::supervisor).isPresent();
    }

    @Override
    public CompletionStage<Receipt> act(String tenantId, String agentId, AgentAction action) {
        var tenant = tenants.byId(tenantId).filter(t -> t.agent(agentId).isPresent());
        return tenant.map(t -> act(t, agentId, action).exceptionally(late -> Receipts.tryAgain(tenantId, late)))
                .orElseGet(() -> Deeds.refused("no-such-agent", "This account does not exist any more."));
    }

    private CompletionStage<Receipt> act(Tenant tenant, String agentId, AgentAction action) {
        return switch (action.getActionCase()) {
            case SET_PRESENCE -> {
                var set = action.getSetPresence();
                yield handover.setPresence(tenant, agentId, set.getPresence(), set.getReason());
            }
            case ACCEPT_OFFER -> {
                var offerId = action.getAcceptOffer().getOfferId();
                yield deeds.agent(tenant, agentId, to -> new AgentCommand.AcceptOffer(offerId, "", to));
            }
            case REJECT_OFFER -> {
                var offerId = action.getRejectOffer().getOfferId();
                yield deeds.agent(
                        tenant, agentId, to -> new AgentCommand.RejectOffer(offerId, OfferOutcome.REJECTED, to));
            }
            case SEND_MESSAGE -> serving.send(tenant, agentId, action.getSendMessage());
            case EDIT_MESSAGE -> amending.edit(tenant, agentId, action.getEditMessage());
            case DELETE_MESSAGE -> amending.delete(tenant, agentId, action.getDeleteMessage());
            case WRITE_NOTE -> serving.note(tenant, agentId, action.getWriteNote());
            case HOLD_CALL -> serving.hold(tenant, agentId, action.getHoldCall());
            case START_WRAP_UP ->
                serving.wrapUp(tenant, agentId, action.getStartWrapUp().getEpisodeId());
            case PROLONG_WRAP_UP ->
                serving.prolongWrapUp(tenant, agentId, action.getProlongWrapUp().getEpisodeId());
            case CLOSE_EPISODE -> serving.close(tenant, agentId, action.getCloseEpisode());
            case LINK_ADDRESS -> serving.link(tenant, agentId, action.getLinkAddress());
            case REPORT_CALL_BACK -> serving.reportCallBack(tenant, agentId, action.getReportCallBack());
            case MERGE_CUSTOMERS -> serving.merge(tenant, agentId, action.getMergeCustomers());
            case SEPARATE_CUSTOMER -> serving.separate(tenant, agentId, action.getSeparateCustomer());
            case DISMISS_SUGGESTION -> serving.dismiss(tenant, agentId, action.getDismissSuggestion());
            case SET_CUSTOMER -> serving.setCustomer(tenant, action.getSetCustomer());
            case SEE_MENTIONS -> {
                var seen = List.copyOf(action.getSeeMentions().getMentionIdsList());
                yield deeds.agent(tenant, agentId, to -> new AgentCommand.SeeMentions(seen, to));
            }
            case TRANSFER_EPISODE -> handover.transfer(tenant, agentId, action.getTransferEpisode());
            case INVITE_AGENT -> handover.invite(tenant, agentId, action.getInviteAgent());
            case WITHDRAW_INVITATION -> handover.withdraw(tenant, agentId, action.getWithdrawInvitation());
            case LEAVE_EPISODE ->
                handover.leave(tenant, agentId, action.getLeaveEpisode().getEpisodeId());
            case REASSIGN_EPISODE -> handover.reassign(tenant, agentId, action.getReassignEpisode());
            case SET_AGENT_PRESENCE -> handover.setAgentPresence(tenant, agentId, action.getSetAgentPresence());
            case ACTION_NOT_SET -> Deeds.refused("unknown-action", "This release does not know that action.");
        };
    }

    @Override
    public void typing(String tenant, String agentId, String episodeId) {
        tell(tenant, episodeId, new NoteTyping(Party.AGENT, agentId));
    }

    @Override
    public void looking(String tenant, String agentId, String episodeId) {
        tell(tenant, episodeId, new NoteLooking(agentId));
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
        if (Deeds.possibleEpisode(episodeId)) {
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
    public List<OpenQueue> queues(String tenantId) {
        return tenants.byId(tenantId).map(this::queues).orElse(List.of());
    }

    private List<OpenQueue> queues(Tenant tenant) {
        var rules = RulesFormat.read(tenant.config(), tenant.version());
        var now = clock.instant();
        var openings = rules.openings(now);
        return tenant.config().getQueuesList().stream()
                .map(queue -> new OpenQueue(
                        queue.getId(),
                        queue.getName().isEmpty() ? queue.getId() : queue.getName(),
                        !rules.isOpen(queue.getId(), now),
                        Optional.ofNullable(openings.get(queue.getId()))))
                .toList();
    }

    @Override
    public CompletionStage<Optional<Entries>> timeline(String tenant, String episodeId) {
        if (!Deeds.possibleEpisode(episodeId)) {
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
    public CompletionStage<Optional<RoutingView>> routing(String tenantId, String episodeId) {
        return tenants.byId(tenantId)
                .filter(tenant -> Deeds.possibleEpisode(episodeId))
                .map(tenant -> routing.answer(tenant, episodeId))
                .orElseGet(() -> completedStage(Optional.empty()));
    }

    @Override
    public CompletionStage<Optional<Content>> file(String tenant, String episodeId, int number) {
        return Deeds.possibleEpisode(episodeId)
                ? Contents.file(entities, tenant, episodeId, number, false)
                : completedStage(Optional.empty());
    }

    @Override
    public CompletionStage<List<CustomerView>> customers(String tenantId, String text) {
        return tenants.byId(tenantId)
                .map(tenant -> search.find(tenant, text))
                .orElseGet(() -> completedStage(List.of()));
    }

    @Override
    public CompletionStage<Optional<CustomerView>> customer(String tenant, String customerId) {
        if (!Deeds.possible(customerId)) {
            return completedStage(Optional.empty());
        }
        return entities.ask(entities.customer(tenant, customerId), GetCustomer::new)
                .thenApply(view -> view.getAddressesCount() == 0 ? Optional.empty() : Optional.of(view));
    }
}
