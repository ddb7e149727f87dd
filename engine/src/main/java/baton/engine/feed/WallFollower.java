package baton.engine.feed;

import baton.engine.follow.Following;
import baton.engine.follow.Pursuit;
import baton.engine.routing.Queue;
import baton.engine.routing.QueueCommand.FollowWall;
import baton.engine.sharding.Entities;
import baton.protocol.client.v1.Feed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** Carries the wall of one company to one subscriber, wherever its queue group lives. Stops with the subscriber. */
final class WallFollower extends AbstractBehavior<WallFollower.Message> {

    sealed interface Message {}

    private record Pushed(Feed feed) implements Message {}

    private record Found(Following following) implements Message {}

    private record FollowAgain() implements Message {}

    private record SubscriberGone() implements Message {}

    private final ActorRef<Feed> subscriber;
    private final Pursuit<Message> queues;
    private final WallPicture picture = new WallPicture();

    /** Whether the queue group has answered, and frames may be of its first ones. */
    private boolean found;

    private WallFollower(
            String tenant,
            ActorRef<Feed> subscriber,
            Entities entities,
            ActorContext<Message> context,
            TimerScheduler<Message> timers) {
        super(context);
        this.subscriber = subscriber;
        var frames = context.messageAdapter(Feed.class, Pushed::new);
        var answer = context.messageAdapter(Following.class, Found::new);
        this.queues = new Pursuit<>(context, timers, new FollowAgain(), () -> entities.queue(tenant, Queue.GROUP)
                .tell(new FollowWall(frames, answer)));
        context.watchWith(subscriber, new SubscriberGone());
        queues.askAgain();
    }

    static Behavior<Message> create(String tenant, ActorRef<Feed> subscriber, Entities entities) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new WallFollower(tenant, subscriber, entities, context, timers)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Pushed.class, pushed -> pushed(pushed.feed()))
                .onMessage(Found.class, this::found)
                .onMessage(FollowAgain.class, again -> askAgain())
                .onMessage(SubscriberGone.class, gone -> Behaviors.stopped())
                .build();
    }

    private Behavior<Message> pushed(Feed feed) {
        subscriber.tell(Feed.newBuilder().setWall(picture.with(feed.getWall())).build());
        return this;
    }

    private Behavior<Message> found(Found answer) {
        found = true;
        queues.found(answer.following());
        return this;
    }

    private Behavior<Message> askAgain() {
        if (found) {
            found = false;
            picture.beginAgain();
        }
        queues.askAgain();
        return this;
    }
}
