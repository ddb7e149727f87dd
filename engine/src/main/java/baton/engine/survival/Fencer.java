package baton.engine.survival;

import baton.engine.survival.Takeovers.Who;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.ClusterEvent.ClusterDomainEvent;
import org.apache.pekko.cluster.ClusterEvent.MemberDowned;
import org.apache.pekko.cluster.ClusterEvent.MemberExited;
import org.apache.pekko.cluster.ClusterEvent.MemberRemoved;
import org.apache.pekko.cluster.ClusterEvent.ReachabilityEvent;
import org.apache.pekko.cluster.ClusterEvent.ReachableMember;
import org.apache.pekko.cluster.ClusterEvent.UnreachableMember;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;

/** Fences every node that the cluster has given up, before anything is read that it may have been writing. */
final class Fencer extends AbstractBehavior<Fencer.Message> {

    private static final Duration AGAIN = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Ten seconds and more. */
    private static final int TIMES_BEFORE_A_WORD = 50;

    sealed interface Message {}

    private record GivenUp(UniqueAddress node) implements Message {}

    private record Reach(UniqueAddress node, boolean reachable) implements Message {}

    private record Exiting(UniqueAddress node) implements Message {}

    /** {@code before}: on its way out, down, or neither, if we are joining or the cluster ends at this node, which removes everybody from its books. */
    private record Removed(UniqueAddress node, MemberStatus before) implements Message {}

    private record Fence(String node) implements Message {}

    private record AwaitFence(String node, int time) implements Message {}

    private record Fenced(String node, Who by) implements Message {}

    private record NotFenced(String node, Throwable why) implements Message {}

    private record NotFencedYet(String node, int time) implements Message {}

    private record Over(String node) implements Message {}

    private final String self;
    private final Takeovers takeovers;
    private final Duration lease;
    private final Fences fences;
    private final InstantSource clock;
    private final TimerScheduler<Message> timers;
    private final Set<UniqueAddress> unreachable = new HashSet<>();
    private final Set<UniqueAddress> exiting = new HashSet<>();

    private Fencer(
            String self,
            Takeovers takeovers,
            Duration lease,
            Fences fences,
            InstantSource clock,
            ActorContext<Message> context,
            TimerScheduler<Message> timers) {
        super(context);
        context.setLoggerName(Fencer.class);
        this.self = self;
        this.takeovers = takeovers;
        this.lease = lease;
        this.fences = fences;
        this.clock = clock;
        this.timers = timers;
        hear(MemberDowned.class);
        hear(MemberExited.class);
        hear(MemberRemoved.class);
        hear(ReachabilityEvent.class);
        takeovers.open().stream().filter(node -> !node.equals(Takeovers.BEFORE)).forEach(this::goOn);
    }

    /** With what was begun before this actor failed and was started again. */
    private void goOn(String node) {
        if (takeovers.fences(node) == Who.US) {
            fence(node);
        } else {
            awaitFence(node, 1);
        }
    }

    private <E extends ClusterDomainEvent> void hear(Class<E> kind) {
        var adapter = getContext().messageAdapter(kind, Fencer::read);
        Cluster.get(getContext().getSystem()).subscriptions().tell(Subscribe.create(adapter, kind));
    }

    static Message read(ClusterDomainEvent event) {
        if (event instanceof MemberDowned downed) {
            return new GivenUp(downed.member().uniqueAddress());
        } else if (event instanceof UnreachableMember unreachable) {
            return new Reach(unreachable.member().uniqueAddress(), false);
        } else if (event instanceof ReachableMember reachable) {
            return new Reach(reachable.member().uniqueAddress(), true);
        } else if (event instanceof MemberExited exited) {
            return new Exiting(exited.member().uniqueAddress());
        }
        var removed = (MemberRemoved) event;
        return new Removed(removed.member().uniqueAddress(), removed.previousStatus());
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
                .onMessage(Reach.class, this::reach)
                .onMessage(Exiting.class, this::exiting)
                .onMessage(Removed.class, this::removed)
                .onMessage(Fence.class, fence -> fence(fence.node()))
                .onMessage(AwaitFence.class, await -> awaitFence(await.node(), await.time()))
                .onMessage(Fenced.class, this::fenced)
                .onMessage(NotFenced.class, this::notFenced)
                .onMessage(NotFencedYet.class, this::notFencedYet)
                .onMessage(Over.class, this::over)
                .build();
    }

    private Behavior<Message> givenUp(GivenUp event) {
        var node = Survival.nodeId(event.node());
        if (node.equals(self)) {
            return this;
        }
        takeovers.begin(node, Who.US);
        return fence(node);
    }

    private Behavior<Message> reach(Reach event) {
        if (event.reachable()) {
            unreachable.remove(event.node());
            return this;
        }
        unreachable.add(event.node());
        return stuck(event.node());
    }

    private Behavior<Message> exiting(Exiting event) {
        exiting.add(event.node());
        return stuck(event.node());
    }

    /** Others may remove who got stuck on its way out, and take over, a moment before we hear of that. */
    private Behavior<Message> stuck(UniqueAddress node) {
        return unreachable.contains(node) && exiting.contains(node) ? givenUp(new GivenUp(node)) : this;
    }

    /** Who was reached to the end has said that it acknowledges nothing any more; who was not may have got stuck before. */
    private Behavior<Message> removed(Removed event) {
        var known = exiting.remove(event.node());
        var stuck = unreachable.remove(event.node()) && !known;
        if (event.before() == MemberStatus.exiting()) {
            return stuck ? givenUp(new GivenUp(event.node())) : this;
        }
        var node = Survival.nodeId(event.node());
        var seenDown = event.before() == MemberStatus.down();
        return seenDown || node.equals(self) || !takeovers.begin(node, Who.OTHERS) ? this : awaitFence(node, 1);
    }

    /**
     * A node that is just joining does not see that another one is down, only that it is gone. Those who saw it have put up the fence or are about to. We must
     * not: everybody is gone, too, when the cluster ends at this node.
     */
    private Behavior<Message> awaitFence(String node, int time) {
        getContext()
                .pipeToSelf(
                        fences.isFenced(node, PATIENCE),
                        (fenced, failure) -> failure == null && fenced
                                ? new Fenced(node, Who.OTHERS)
                                : new NotFencedYet(node, time));
        return this;
    }

    private Behavior<Message> notFencedYet(NotFencedYet event) {
        if (Cluster.get(getContext().getSystem()).isTerminated()) {
            return this; // it ends at this node: nobody else is gone
        }
        if (event.time() % TIMES_BEFORE_A_WORD == 0) {
            getContext()
                    .getLog()
                    .warn(
                            "still waiting for another node to fence {}, which was gone when this one came; nothing is taken over"
                                    + " until then (if none is left that saw it go, start this node again)",
                            event.node());
        }
        if (takeovers.fences(event.node()) == Who.OTHERS) {
            var next = new AwaitFence(event.node(), event.time() + 1);
            timers.startSingleTimer("await " + event.node(), next, AGAIN);
        }
        return this;
    }

    /** Unless we are fenced ourselves: then what we believe of others is worth nothing. */
    private Behavior<Message> fence(String node) {
        var fence = fences.isFenced(self, PATIENCE)
                .thenCompose(fenced -> fenced
                        ? CompletableFuture.<Done>failedStage(new IllegalStateException("this node is fenced itself"))
                        : fences.fence(node, self, clock.instant()));
        getContext()
                .pipeToSelf(
                        fence,
                        (done, failure) -> failure == null ? new Fenced(node, Who.US) : new NotFenced(node, failure));
        return this;
    }

    /** What it was about to acknowledge when it last asked, it may still acknowledge. */
    private Behavior<Message> fenced(Fenced event) {
        getContext().getLog().info(event.by() == Who.US ? "fenced {}" : "{} has been fenced by others", event.node());
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
