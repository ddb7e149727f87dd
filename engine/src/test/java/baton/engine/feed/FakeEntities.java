package baton.engine.feed;

import baton.engine.Clusters;
import baton.engine.EntityKey;
import baton.engine.agent.Agent;
import baton.engine.agent.AgentCommand;
import baton.engine.agent.AgentCommand.FollowAgent;
import baton.engine.customer.Address;
import baton.engine.customer.AddressCommand;
import baton.engine.customer.AddressCommand.FindOwner;
import baton.engine.customer.AddressKey;
import baton.engine.customer.AddressReply;
import baton.engine.customer.Customer;
import baton.engine.customer.CustomerCommand;
import baton.engine.customer.CustomerCommand.FollowCustomer;
import baton.engine.episode.Episode;
import baton.engine.episode.EpisodeCommand;
import baton.engine.episode.EpisodeCommand.FollowEpisode;
import baton.engine.episode.Party;
import baton.engine.follow.Following;
import baton.engine.routing.Queue;
import baton.engine.routing.QueueCommand;
import baton.engine.routing.QueueCommand.FollowWall;
import baton.engine.sharding.Entities;
import baton.protocol.client.v1.CustomerView;
import baton.protocol.client.v1.Entries;
import baton.protocol.client.v1.Entry;
import baton.protocol.client.v1.EpisodeView;
import baton.protocol.client.v1.Feed;
import baton.protocol.client.v1.Wall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;

/** Entities that know nothing but who follows them. What there is to see is said by the test, also while they are down. */
final class FakeEntities {

    /** How long the timeline of each episode is. */
    final Map<String, Integer> lengths = new ConcurrentHashMap<>();

    /** Which episodes are closed. */
    final Set<String> closed = ConcurrentHashMap.newKeySet();

    /** What the followers of each agent and customer see. */
    final Map<String, Feed> agents = new ConcurrentHashMap<>();

    final Map<String, CustomerView> customers = new ConcurrentHashMap<>();

    /** Every wish to follow an episode: {@code "e1 after 3"}. */
    final List<String> wishes = new CopyOnWriteArrayList<>();

    /** Who followed last, by the entity's id. */
    final Map<String, ActorRef<Feed>> followers = new ConcurrentHashMap<>();

    final Map<String, ActorRef<CustomerView>> customersFollowers = new ConcurrentHashMap<>();

    /** The first frames of the wall. */
    final List<Wall> wall = new CopyOnWriteArrayList<>();

    private final ClusterSharding sharding;

    FakeEntities(ActorSystem<?> system) {
        sharding = ClusterSharding.get(system);
        sharding.init(Entity.of(Episode.TYPE_KEY, it -> episode(id(it.getEntityId()))));
        sharding.init(Entity.of(Agent.TYPE_KEY, it -> agent(id(it.getEntityId()))));
        sharding.init(Entity.of(Customer.TYPE_KEY, it -> customer(id(it.getEntityId()))));
        sharding.init(Entity.of(Queue.TYPE_KEY, it -> queue(id(it.getEntityId()))));
        sharding.init(Entity.of(Address.TYPE_KEY, it -> address(id(it.getEntityId()))));
    }

    /** Who does not answer in time is asked again, and then says everything twice: first there must be a cluster. */
    static void awaitEverybody(ActorSystem<?> system) {
        var asked = new Entities(system, Clusters.PATIENCE);
        ActorRef<Feed> nobody = system.ignoreRef();
        ActorRef<CustomerView> stranger = system.ignoreRef();
        answered(asked.askAddress("acme", new AddressKey("webchat", "nobody"), FindOwner::new));
        answered(asked.ask(
                asked.customer("acme", "nobody"), (ActorRef<Following> to) -> new FollowCustomer(stranger, to)));
        answered(asked.ask(asked.agent("acme", "nobody"), (ActorRef<Following> to) -> new FollowAgent(nobody, to)));
        answered(asked.ask(
                asked.episode("acme", "nobody"),
                (ActorRef<Following> to) -> new FollowEpisode(Party.AGENT, 0, nobody, to)));
        answered(asked.ask(asked.queue("acme", "nobody"), (ActorRef<Following> to) -> new FollowWall(nobody, to)));
    }

    private static void answered(CompletionStage<?> answer) {
        answer.toCompletableFuture().join();
    }

    /** The episode's actor stops, as if its node had died. */
    void crash(String episodeId) {
        sharding.entityRefFor(Episode.TYPE_KEY, "acme|" + episodeId).tell(new EpisodeCommand.Idle());
    }

    void crashQueue() {
        sharding.entityRefFor(Queue.TYPE_KEY, "acme|" + Queue.GROUP).tell(new QueueCommand.DeadlineReached());
    }

    private static String id(String key) {
        return EntityKey.parse(key).id();
    }

    private Behavior<EpisodeCommand> episode(String id) {
        return Behaviors.setup(context -> Behaviors.receive(EpisodeCommand.class)
                .onMessage(FollowEpisode.class, follow -> {
                    wishes.add(id + " after " + follow.after());
                    followers.put(id, follow.follower());
                    var length = lengths.getOrDefault(id, 0);
                    if (follow.after() < length) {
                        follow.follower().tell(entries(id, follow.after(), length));
                    }
                    follow.follower().tell(view(id, length, closed.contains(id) ? "closed" : "engaged"));
                    follow.replyTo()
                            .tell(new Following(context.getSelf().unsafeUpcast().narrow()).to(follow.look()));
                    return Behaviors.same();
                })
                .onMessage(EpisodeCommand.Idle.class, crash -> Behaviors.stopped())
                .build());
    }

    private Behavior<AgentCommand> agent(String id) {
        return Behaviors.setup(context -> Behaviors.receive(AgentCommand.class)
                .onMessage(FollowAgent.class, follow -> {
                    followers.put(id, follow.follower());
                    follow.replyTo()
                            .tell(new Following(context.getSelf().unsafeUpcast().narrow()));
                    follow.follower().tell(agents.getOrDefault(id, Feed.getDefaultInstance()));
                    return Behaviors.same();
                })
                .build());
    }

    private Behavior<CustomerCommand> customer(String id) {
        return Behaviors.setup(context -> Behaviors.receive(CustomerCommand.class)
                .onMessage(FollowCustomer.class, follow -> {
                    customersFollowers.put(id, follow.follower());
                    follow.replyTo()
                            .tell(new Following(context.getSelf().unsafeUpcast().narrow()));
                    follow.follower()
                            .tell(customers.getOrDefault(
                                    id,
                                    CustomerView.newBuilder().setCustomerId(id).build()));
                    return Behaviors.same();
                })
                .build());
    }

    private Behavior<QueueCommand> queue(String id) {
        return Behaviors.setup(context -> Behaviors.receive(QueueCommand.class)
                .onMessage(FollowWall.class, follow -> {
                    followers.put(id, follow.follower());
                    follow.replyTo()
                            .tell(new Following(context.getSelf().unsafeUpcast().narrow()));
                    wall.forEach(frame -> follow.follower()
                            .tell(Feed.newBuilder().setWall(frame).build()));
                    return Behaviors.same();
                })
                .onMessage(QueueCommand.DeadlineReached.class, crash -> Behaviors.stopped())
                .build());
    }

    /** Everybody's address is that of the customer {@code c-...}. */
    private static Behavior<AddressCommand> address(String id) {
        return Behaviors.receive(AddressCommand.class)
                .onAnyMessage(command -> {
                    var owner = "c-" + id.substring(id.indexOf(':') + 1);
                    command.replyTo().tell(new AddressReply.Owned(owner, "first-contact", Optional.empty()));
                    return Behaviors.same();
                })
                .build();
    }

    static Feed entries(String episodeId, int after, int upTo) {
        var entries =
                Entries.newBuilder().setEpisodeId(episodeId).setAfter(after).setUpTo(upTo);
        for (int number = after + 1; number <= upTo; number++) {
            var entry = Entry.newBuilder().setNumber(number);
            entry.getEventBuilder().getMessageSentBuilder().setAgentId("anna");
            entries.addEntries(entry);
        }
        return Feed.newBuilder().setEntries(entries).build();
    }

    static Feed view(String episodeId, int upTo) {
        return view(episodeId, upTo, "engaged");
    }

    static Feed view(String episodeId, int upTo, String status) {
        var view =
                EpisodeView.newBuilder().setEpisodeId(episodeId).setUpTo(upTo).setStatus(status);
        view.getCustomerBuilder().setCustomerId("c-" + episodeId);
        return Feed.newBuilder().setEpisode(view).build();
    }
}
