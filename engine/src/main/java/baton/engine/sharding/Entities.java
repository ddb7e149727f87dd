package baton.engine.sharding;

import baton.engine.EntityKey;
import baton.engine.Idempotent;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.jspecify.annotations.Nullable;

/**
 * Asks entities by tenant and id. A stage fails when no answer comes in time: then nobody knows whether it was done. An {@link Idempotent}
 * question that may have died with a node is said again, so that whoever asked has not to wait for that.
 */
public final class Entities {

    private final ClusterSharding sharding;
    private final Duration patience;
    private final Executor dispatcher;
    /** Of the nodes on which entities live; empty: all. */
    private final String role;

    private final Insistence<CurrentClusterState> insistence;

    public Entities(ActorSystem<?> system, Duration patience) {
        this.sharding = ClusterSharding.get(system);
        this.patience = patience;
        this.dispatcher = system.executionContext();
        this.role = system.settings().config().getString("pekko.cluster.sharding.role");
        var cluster = Cluster.get(system);
        this.insistence =
                new Insistence<>(system.scheduler(), system.executionContext(), cluster::state, this::someoneIsGone);
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

    /** They read what has happened while who wants something of them is still looking for something else. */
    public void wakeCustomer(String tenant, String customerId) {
        customer(tenant, customerId).tell(new CustomerCommand.WakeUp());
    }

    /** As {@link #wakeCustomer}. */
    public void wakeCall(String tenant, String callId) {
        ref(Call.TYPE_KEY, tenant, callId).tell(new CallCommand.WakeUp());
    }

    public CompletionStage<CallReply> askCall(
            String tenant, String callId, Function<ActorRef<CallReply>, CallCommand> command) {
        return ask(ref(Call.TYPE_KEY, tenant, callId), command);
    }

    public <C, R> CompletionStage<R> ask(EntityRef<C> entity, Function<ActorRef<R>, C> command) {
        var asking = new Asking<>(command);
        var answer = Stages.on(dispatcher, entity.ask(asking::apply, patience));
        if (asking.asked() instanceof Idempotent) {
            insistence.until(answer, () -> entity.tell(asking.asked()));
        }
        return answer;
    }

    /** Remembers what was asked, with to whom the answer goes. */
    private static final class Asking<C, R> implements Function<ActorRef<R>, C> {

        private final Function<ActorRef<R>, C> command;
        private @Nullable C asked;

        Asking(Function<ActorRef<R>, C> command) {
            this.command = command;
        }

        @Override
        public C apply(ActorRef<R> replyTo) {
            var question = command.apply(replyTo);
            asked = question;
            return question;
        }

        @Nullable
        C asked() {
            return asked;
        }
    }

    /** Died, or about to leave: what was sent to it may not have arrived. */
    private boolean someoneIsGone(CurrentClusterState then, CurrentClusterState now) {
        var staying = members(now).filter(Entities::stays).collect(Collectors.toSet());
        return members(then)
                .filter(member -> role.isEmpty() || member.hasRole(role))
                .anyMatch(member -> !staying.contains(member));
    }

    private static Stream<Member> members(CurrentClusterState state) {
        return StreamSupport.stream(state.getMembers().spliterator(), false);
    }

    private static boolean stays(Member member) {
        var status = member.status();
        return status == MemberStatus.up() || status == MemberStatus.weaklyUp() || status == MemberStatus.joining();
    }

    private <C> EntityRef<C> ref(EntityTypeKey<C> key, String tenant, String id) {
        return sharding.entityRefFor(key, new EntityKey(tenant, id).toString());
    }
}
