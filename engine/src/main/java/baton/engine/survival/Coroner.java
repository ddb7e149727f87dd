package baton.engine.survival;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.ClusterEvent.MemberEvent;
import org.apache.pekko.cluster.ClusterEvent.MemberJoined;
import org.apache.pekko.cluster.ClusterEvent.MemberUp;
import org.apache.pekko.cluster.ClusterEvent.MemberWeaklyUp;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.apache.pekko.cluster.typed.Subscribe;
import org.apache.pekko.remote.RemoteActorRefProvider;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * Declares nodes dead on positive evidence only: the connection to them broke, and then their machine refused several connections in a row,
 * as it does when no process has the port. Silence is no evidence, it may be the network: for that there is the split brain resolver.
 */
final class Coroner extends AbstractBehavior<Coroner.Message> {

    /** After something that is no evidence: the network may be back soon. */
    private static final Duration LATER = Duration.ofSeconds(1);

    sealed interface Message {}

    private record Lives(Address node) implements Message {}

    private record Leaves(Address node) implements Message {}

    private record Knock(Address node) implements Message {}

    /** {@code knock}: which one. A connection that was given up may still say something. */
    private record Opened(Address node, int knock) implements Message {}

    private record Refused(Address node, int knock) implements Message {}

    private record Broke(Address node, int knock) implements Message {}

    /** What is known of one node. */
    private static final class Watch {

        private @Nullable Doorstep doorstep;
        private int knock;
        private boolean opened;
        private int refusals;
    }

    private final SurvivalSettings settings;
    private final BiFunction<InetSocketAddress, Doorstep.Listener, Doorstep> doorsteps;
    private final TimerScheduler<Message> timers;
    private final Cluster cluster;
    private final Map<Address, Watch> watched = new HashMap<>();

    private Coroner(
            SurvivalSettings settings,
            BiFunction<InetSocketAddress, Doorstep.Listener, Doorstep> doorsteps,
            ActorContext<Message> context,
            TimerScheduler<Message> timers) {
        super(context);
        context.setLoggerName(Coroner.class);
        this.settings = settings;
        this.doorsteps = doorsteps;
        this.timers = timers;
        this.cluster = Cluster.get(context.getSystem());
        var adapter = context.messageAdapter(MemberEvent.class, Coroner::read);
        cluster.subscriptions().tell(Subscribe.create(adapter, MemberEvent.class));
    }

    static Behavior<Message> create(
            SurvivalSettings settings, BiFunction<InetSocketAddress, Doorstep.Listener, Doorstep> doorsteps) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new Coroner(settings, doorsteps, context, timers)));
    }

    /** Who leaves in order closes its port before the others have seen the end of it. */
    private static Message read(MemberEvent event) {
        var node = event.member().address();
        var lives = event instanceof MemberUp || event instanceof MemberJoined || event instanceof MemberWeaklyUp;
        return lives ? new Lives(node) : new Leaves(node);
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Lives.class, this::lives)
                .onMessage(Leaves.class, this::leaves)
                .onMessage(Knock.class, this::knock)
                .onMessage(Opened.class, this::opened)
                .onMessage(Refused.class, this::refused)
                .onMessage(Broke.class, this::broke)
                .build();
    }

    private Behavior<Message> lives(Lives event) {
        var node = event.node();
        if (!node.equals(cluster.selfMember().address()) && !watched.containsKey(node)) {
            watched.put(node, new Watch());
            getContext().getSelf().tell(new Knock(node));
        }
        return this;
    }

    private Behavior<Message> leaves(Leaves event) {
        var watch = watched.remove(event.node());
        timers.cancel(event.node());
        if (watch != null && watch.doorstep != null) {
            watch.doorstep.close();
        }
        return this;
    }

    private Behavior<Message> knock(Knock event) {
        var node = event.node();
        var watch = watched.get(node);
        if (watch == null) {
            return this;
        }
        if (watch.doorstep != null) {
            watch.doorstep.close();
        }
        watch.opened = false;
        watch.knock++;
        var address = new InetSocketAddress(
                node.getHost().orElseThrow(), node.getPort().orElseThrow());
        watch.doorstep = doorsteps.apply(address, listener(node, watch.knock));
        return this;
    }

    private Doorstep.Listener listener(Address node, int knock) {
        var self = getContext().getSelf();
        return new Doorstep.Listener() {
            @Override
            public void opened() {
                self.tell(new Opened(node, knock));
            }

            @Override
            public void refused() {
                self.tell(new Refused(node, knock));
            }

            @Override
            public void broke() {
                self.tell(new Broke(node, knock));
            }
        };
    }

    private @Nullable Watch watch(Address node, int knock) {
        var watch = watched.get(node);
        return watch == null || watch.knock != knock ? null : watch;
    }

    private Behavior<Message> opened(Opened event) {
        var watch = watch(event.node(), event.knock());
        if (watch != null) {
            watch.opened = true;
            watch.refusals = 0;
        }
        return this;
    }

    private Behavior<Message> refused(Refused event) {
        var watch = watch(event.node(), event.knock());
        if (watch == null) {
            return this;
        }
        watch.refusals++;
        if (watch.refusals < settings.refusals()) {
            timers.startSingleTimer(event.node(), new Knock(event.node()), settings.knockEvery());
            return this;
        }
        if (!mayDeclare()) {
            timers.startSingleTimer(event.node(), new Knock(event.node()), LATER);
            return this;
        }
        getContext().getLog().warn("{} refused {} connections in a row: it is dead", event.node(), watch.refusals);
        bury(event.node());
        return leaves(new Leaves(event.node()));
    }

    /**
     * A node that is down is removed, and what lived there begins elsewhere, once it does not answer heartbeats any more, which takes
     * seconds. Whose connection is closed for good counts as one that does not answer at once.
     */
    private void bury(Address node) {
        cluster.manager().tell(new Down(node));
        var remoting = (RemoteActorRefProvider)
                ((ExtendedActorSystem) Adapter.toClassic(getContext().getSystem())).provider();
        StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
                .filter(member -> member.address().equals(node))
                .forEach(member -> remoting.quarantine(
                        node, Option.apply(member.uniqueAddress().longUid()), "its machine refuses connections to it"));
    }

    private boolean mayDeclare() {
        var alive = watched.entrySet().stream()
                .filter(other -> other.getValue().refusals == 0)
                .map(Map.Entry::getKey)
                .toList();
        return Verdict.isOurs(cluster.selfMember().address(), watched.keySet(), alive);
    }

    /** A connection that held and broke is a reason to look at once; one that could not be made is not. */
    private Behavior<Message> broke(Broke event) {
        var watch = watch(event.node(), event.knock());
        if (watch == null) {
            return this;
        }
        var held = watch.opened;
        watch.opened = false;
        watch.refusals = 0;
        timers.startSingleTimer(event.node(), new Knock(event.node()), held ? settings.knockEvery() : LATER);
        return this;
    }
}
