package baton.engine.sharding;

import baton.engine.EntityKey;
import baton.engine.Stages;
import baton.engine.agent.Agent;
import baton.engine.agent.AgentCommand;
import baton.engine.agent.AgentReply;
import baton.engine.allowance.Allowance;
import baton.engine.allowance.AllowanceCommand;
import baton.engine.allowance.AllowanceReply;
import baton.engine.call.Call;
import baton.engine.call.CallCommand;
import baton.engine.call.CallReply;
import baton.engine.customer.Address;
import baton.engine.customer.AddressCommand;
import baton.engine.customer.AddressKey;
import baton.engine.customer.AddressReply;
import baton.engine.customer.Customer;
import baton.engine.customer.CustomerCommand;
import baton.engine.customer.CustomerReply;
import baton.engine.egress.Sender;
import baton.engine.egress.SenderCommand;
import baton.engine.episode.Episode;
import baton.engine.episode.EpisodeCommand;
import baton.engine.episode.EpisodeReply;
import baton.engine.likeness.Clue;
import baton.engine.likeness.Likeness;
import baton.engine.likeness.LikenessCommand;
import baton.engine.likeness.LikenessCommand.Mentioned;
import baton.engine.media.Fetcher;
import baton.engine.media.FetcherCommand;
import baton.engine.routing.Queue;
import baton.engine.routing.QueueCommand;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** Asks entities by tenant and id. A stage fails when no answer comes in time: then nobody knows whether it was done. */
public final class Entities {

    private final ClusterSharding sharding;
    private final Duration patience;
    private final Executor dispatcher;

    public Entities(ActorSystem<?> system, Duration patience) {
        this.sharding = ClusterSharding.get(system);
        this.patience = patience;
        this.dispatcher = system.executionContext();
    }

    public EntityRef<EpisodeCommand> episode(String tenant, String episodeId) {
        return ref(Episode.TYPE_KEY, tenant, episodeId);
    }

    public EntityRef<CustomerCommand> customer(String tenant, String customerId) {
        return ref(Customer.TYPE_KEY, tenant, customerId);
    }

    public EntityRef<AgentCommand> agent(String tenant, String agentId) {
        return ref(Agent.TYPE_KEY, tenant, agentId);
    }

    public EntityRef<QueueCommand> queue(String tenant, String queueId) {
        return ref(Queue.TYPE_KEY, tenant, queueId);
    }

    /** Who sends for this company over this channel. */
    public EntityRef<SenderCommand> sender(String tenant, String channel) {
        return ref(Sender.TYPE_KEY, tenant, channel);
    }

    /** Who fetches for this company what customers send over this channel. */
    public EntityRef<FetcherCommand> fetcher(String tenant, String channel) {
        return ref(Fetcher.TYPE_KEY, tenant, channel);
    }

    public CompletionStage<AddressReply> askAddress(
            String tenant, AddressKey address, Function<ActorRef<AddressReply>, AddressCommand> command) {
        return ask(ref(Address.TYPE_KEY, tenant, address.toString()), command);
    }

    /** Who has to do with this number or address. */
    public CompletionStage<Mentioned> askLikeness(
            String tenant, Clue clue, Function<ActorRef<Mentioned>, LikenessCommand> command) {
        return ask(ref(Likeness.TYPE_KEY, tenant, clue.toString()), command);
    }

    /** {@code what}: is done, and may be done only so often. */
    public CompletionStage<AllowanceReply> askAllowance(
            String tenant, String what, Function<ActorRef<AllowanceReply>, AllowanceCommand> command) {
        return ask(ref(Allowance.TYPE_KEY, tenant, what), command);
    }

    public CompletionStage<CustomerReply> askCustomer(
            String tenant, String customerId, Function<ActorRef<CustomerReply>, CustomerCommand> command) {
        return ask(customer(tenant, customerId), command);
    }

    public CompletionStage<EpisodeReply> askEpisode(
            String tenant, String episodeId, Function<ActorRef<EpisodeReply>, EpisodeCommand> command) {
        return ask(episode(tenant, episodeId), command);
    }

    public CompletionStage<AgentReply> askAgent(
            String tenant, String agentId, Function<ActorRef<AgentReply>, AgentCommand> command) {
        return ask(agent(tenant, agentId), command);
    }

    public CompletionStage<QueueCommand.Noted> askQueue(
            String tenant, String queueId, Function<ActorRef<QueueCommand.Noted>, QueueCommand> command) {
        return ask(queue(tenant, queueId), command);
    }

    public CompletionStage<CallReply> askCall(
            String tenant, String callId, Function<ActorRef<CallReply>, CallCommand> command) {
        return ask(ref(Call.TYPE_KEY, tenant, callId), command);
    }

    public <C, R> CompletionStage<R> ask(EntityRef<C> entity, Function<ActorRef<R>, C> command) {
        return Stages.on(dispatcher, entity.ask(command::apply, patience));
    }

    private <C> EntityRef<C> ref(EntityTypeKey<C> key, String tenant, String id) {
        return sharding.entityRefFor(key, new EntityKey(tenant, id).toString());
    }
}
