package baton.engine.feed;

import baton.engine.agent.AgentCommand.FollowAgent;
import baton.engine.episode.Party;
import baton.engine.follow.Following;
import baton.engine.follow.Pursuit;
import baton.engine.sharding.Entities;
import baton.engine.spi.Tenants.Tenant;
import baton.protocol.client.v1.AgentView;
import baton.protocol.client.v1.Assignment;
import baton.protocol.client.v1.Cursor;
import baton.protocol.client.v1.Feed;
import baton.protocol.client.v1.Offer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** Carries one agent's state, and every episode that is offered or assigned to the agent, to one desk. */
final class AgentFollower extends AbstractBehavior<AgentFollower.Message> {

    sealed interface Message {}

    private record Pushed(Feed feed) implements Message {}

    private record Found(Following following) implements Message {}

    private record FollowAgain() implements Message {}

    private record SubscriberGone() implements Message {}

    private final Tenant tenant;
    private final ActorRef<Feed> subscriber;
    private final Entities entities;
    private final Pursuit<Message> agent;
    private final Map<String, Integer> cursors = new HashMap<>();
    private final Map<String, ActorRef<EpisodeFollower.Message>> episodes = new HashMap<>();

    private AgentFollower(
            Tenant tenant,
            String agentId,
            List<Cursor> cursors,
            ActorRef<Feed> subscriber,
            Entities entities,
            ActorContext<Message> context,
            TimerScheduler<Message> timers) {
        super(context);
        this.tenant = tenant;
        this.subscriber = subscriber;
        this.entities = entities;
        cursors.forEach(cursor -> this.cursors.put(cursor.getEpisodeId(), cursor.getNumber()));
        var frames = context.messageAdapter(Feed.class, Pushed::new);
        var found = context.messageAdapter(Following.class, Found::new);
        this.agent = new Pursuit<>(context, timers, new FollowAgain(), () -> entities.agent(tenant.id(), agentId)
                .tell(new FollowAgent(frames, found)));
        context.watchWith(subscriber, new SubscriberGone());
        agent.askAgain();
    }

    static Behavior<Message> create(
            Tenant tenant, String agentId, List<Cursor> cursors, ActorRef<Feed> subscriber, Entities entities) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new AgentFollower(tenant, agentId, cursors, subscriber, entities, context, timers)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Pushed.class, pushed -> pushed(pushed.feed()))
                .onMessage(Found.class, found -> {
                    agent.found(found.following());
                    return this;
                })
                .onMessage(FollowAgain.class, again -> {
                    agent.askAgain();
                    return this;
                })
                .onMessage(SubscriberGone.class, gone -> Behaviors.stopped())
                .build();
    }

    /** The episodes are followed first, so that a transcript comes with its offer; which of the two is there first is open. */
    private Behavior<Message> pushed(Feed feed) {
        follow(feed.getAgent());
        subscriber.tell(feed);
        return this;
    }

    private void follow(AgentView view) {
        var wanted = new HashSet<String>();
        view.getOffersList().stream().map(Offer::getEpisodeId).forEach(wanted::add);
        view.getAssignmentsList().stream().map(Assignment::getEpisodeId).forEach(wanted::add);
        episodes.forEach((episodeId, follower) -> {
            if (!wanted.contains(episodeId)) {
                follower.tell(new EpisodeFollower.Finish());
            }
        });
        episodes.keySet().retainAll(wanted);
        for (var episodeId : wanted) {
            episodes.computeIfAbsent(episodeId, this::followEpisode);
        }
    }

    /** A cursor is good once: an episode that goes and comes back begins anew. */
    private ActorRef<EpisodeFollower.Message> followEpisode(String episodeId) {
        var after = Objects.requireNonNullElse(cursors.remove(episodeId), 0);
        return getContext()
                .spawnAnonymous(EpisodeFollower.create(tenant, episodeId, Party.AGENT, after, subscriber, entities));
    }
}
