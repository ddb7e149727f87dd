package baton.engine.routing;

import baton.engine.follow.Followers;
import baton.engine.follow.Following;
import baton.engine.routing.QueueCommand.PushWall;
import baton.protocol.client.v1.Feed;
import baton.protocol.client.v1.WallAgent;
import baton.protocol.client.v1.WallQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** Pushes the wall to whoever looks at it: everything first, then what changes, not more often than people can read. */
final class WallFeed {

    private final Followers<QueueCommand, Feed, String> followers;
    private final TimerScheduler<QueueCommand> timers;
    private final Duration every;
    private final Matching matching;
    private Map<String, WallQueue> queues = Map.of();
    private Map<String, WallAgent> agents = Map.of();

    WallFeed(
            Followers<QueueCommand, Feed, String> followers,
            TimerScheduler<QueueCommand> timers,
            Duration every,
            Matching matching) {
        this.followers = followers;
        this.timers = timers;
        this.every = every;
        this.matching = matching;
    }

    /** The others get what has changed meanwhile, so that all know the same. */
    Following follow(ActorRef<Feed> follower, QueueState state, Instant now) {
        push(state, now);
        var following = followers.add(follower, "");
        if (followers.count() == 1) {
            queues = QueueFeed.queues(state, matching, now);
            agents = QueueFeed.agents(state);
            resume();
        }
        QueueFeed.everything(queues, agents).forEach(follower::tell);
        return following;
    }

    /** A restart stops the timer, but followers stay. */
    void resume() {
        if (followers.count() > 0) {
            timers.startTimerWithFixedDelay(PushWall.class, new PushWall(), every);
        }
    }

    void gone(ActorRef<Feed> follower) {
        followers.remove(follower);
        if (followers.count() == 0) {
            timers.cancel(PushWall.class);
        }
    }

    void push(QueueState state, Instant now) {
        if (followers.count() > 0) {
            var newQueues = QueueFeed.queues(state, matching, now);
            var newAgents = QueueFeed.agents(state);
            QueueFeed.changes(queues, newQueues, agents, newAgents)
                    .forEach(frame -> followers.each((follower, note) -> follower.tell(frame)));
            queues = newQueues;
            agents = newAgents;
        }
    }
}
