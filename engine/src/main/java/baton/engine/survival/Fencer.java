package baton.engine.survival;

import java.time.Duration;
import java.time.InstantSource;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.ClusterEvent.MemberDowned;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;

/** Fences every node that the cluster has given up, before anything is read that it may have been writing. */
final class Fencer extends AbstractBehavior<Fencer.Message> {

    /** Who was given up before this node came and heard of it. */
    private static final String BEFORE = "before";

    private static final Duration AGAIN = Duration.ofMillis(200);

    sealed interface Message {}

    private record GivenUp(UniqueAddress node) implements Message {}

    private record Fence(String node) implements Message {}

    private record Fenced(String node) implements Message {}

    private record NotFenced(String node, Throwable why) implements Message {}

    private record Over(String node) implements Message {}

    private final String self;
    private final Takeovers takeovers;
    private final Duration lease;
    private final Fences fences;
    private final InstantSource clock;
    private final TimerScheduler<Message> timers;

    private Fencer(
            String self,
            Takeovers takeovers,
            Duration lease,
            Fences fences,
            InstantSource clock,
            ActorContext<Message> context,
            TimerScheduler<Message> timers) {
        super(context);
        this.self = self;
        this.takeovers = takeovers;
        this.lease = lease;
        this.fences = fences;
        this.clock = clock;
        this.timers = timers;
        var adapter = context.messageAdapter(
                MemberDowned.class, event -> new GivenUp(event.member().uniqueAddress()));
        Cluster.get(context.getSystem()).subscriptions().tell(Subscribe.create(adapter, MemberDowned.class));
        takeovers.open().stream().filter(node -> !node.equals(BEFORE)).forEach(this::fence);
        takeovers.begin(BEFORE);
        timers.startSingleTimer(BEFORE, new Over(BEFORE), lease);
    }

    static Behavior<Message> create(
            String self, Takeovers takeovers, Duration lease, Fences fences, InstantSource clock) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new Fencer(self, takeovers, lease, fences, clock, context, timers)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(GivenUp.class, this::givenUp)
                .onMessage(Fence.class, fence -> fence(fence.node()))
                .onMessage(Fenced.class, this::fenced)
                .onMessage(NotFenced.class, this::notFenced)
                .onMessage(Over.class, this::over)
                .build();
    }

    private Behavior<Message> givenUp(GivenUp event) {
        var node = Survival.nodeId(event.node());
        if (node.equals(self)) {
            return this;
        }
        takeovers.begin(node);
        return fence(node);
    }

    private Behavior<Message> fence(String node) {
        getContext()
                .pipeToSelf(
                        fences.fence(node, self, clock.instant()),
                        (done, failure) -> failure == null ? new Fenced(node) : new NotFenced(node, failure));
        return this;
    }

    /** What it was about to acknowledge when it last asked, it may still acknowledge. */
    private Behavior<Message> fenced(Fenced event) {
        getContext().getLog().info("fenced {}", event.node());
        timers.startSingleTimer("over " + event.node(), new Over(event.node()), lease);
        return this;
    }

    private Behavior<Message> notFenced(NotFenced event) {
        getContext()
                .getLog()
                .warn(
                        "cannot fence {} yet, nothing is taken over: {}",
                        event.node(),
                        event.why().toString());
        timers.startSingleTimer("again " + event.node(), new Fence(event.node()), AGAIN);
        return this;
    }

    private Behavior<Message> over(Over event) {
        takeovers.end(event.node());
        return this;
    }
}
