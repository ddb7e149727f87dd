package baton.engine.survival;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.survival.Lease.Moment;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Enters this node in the {@link Census}, and admits it to its {@link Lease} when nobody is alive who is not in its cluster. A seed node
 * that starts again and hears nothing from the others begins a cluster of its own: both would write the same journal, and no fence would
 * be put up. Such a node is never admitted and ends; when it starts again, it finds the others or it does not.
 *
 * <p>An admission is good as long as the entries follow each other without a gap. A node that stood still, or did not reach the database, may have
 * been forgotten, and others may have begun without it: it has to look again.
 */
final class CensusTaker extends AbstractBehavior<CensusTaker.Message> {

    /**
     * This node's place in its cluster.
     *
     * @param up whether it is a member
     * @param founder whether it is there alone although there are to be others
     * @param members everybody, as {@link Survival#nodeId}
     */
    record Standing(boolean up, boolean founder, Set<String> members) {}

    sealed interface Message {}

    private enum Cue implements Message {
        ENTER,
        ENTER_SOON,
        LOOK,
        BACK,
        BEFORE_OVER
    }

    /** {@code at}: when that began. */
    private record Entered(Moment at) implements Message {}

    /** {@code ghosts}: whether somebody else was alive a moment ago and is fenced. */
    private record Seen(Set<String> strangers, boolean ghosts) implements Message {}

    private record Unseen(Throwable why) implements Message {}

    private final String self;
    private final Supplier<Standing> standing;
    private final Census census;
    private final Fences fences;
    private final Lease lease;
    private final Takeovers takeovers;
    private final Contact database;
    private final SurvivalSettings settings;
    private final Runnable end;
    private final TimerScheduler<Message> timers;
    private final Moment began;
    private Moment entered;
    private boolean ghosts;
    private boolean joined;
    private boolean looking;
    private boolean waiting;
    private int alone;
    private int refused;

    private CensusTaker(
            String self,
            Supplier<Standing> standing,
            Census census,
            Fences fences,
            Lease lease,
            Takeovers takeovers,
            Contact database,
            SurvivalSettings settings,
            Runnable end,
            ActorContext<Message> context,
            TimerScheduler<Message> timers) {
        super(context);
        context.setLoggerName(CensusTaker.class);
        this.self = self;
        this.standing = standing;
        this.census = census;
        this.fences = fences;
        this.lease = lease;
        this.takeovers = takeovers;
        this.database = database;
        this.settings = settings;
        this.end = end;
        this.timers = timers;
        this.began = lease.now();
        this.entered = began;
        timers.startTimerWithFixedDelay(Cue.ENTER, settings.enterEvery());
        enter();
    }

    /** @param end how the node ends; called once, if it is in another cluster than those who are alive */
    static Behavior<Message> create(
            String self,
            Supplier<Standing> standing,
            Census census,
            Fences fences,
            Lease lease,
            Takeovers takeovers,
            Contact database,
            SurvivalSettings settings,
            Runnable end) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new CensusTaker(
                self, standing, census, fences, lease, takeovers, database, settings, end, context, timers)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessageEquals(Cue.ENTER, this::enter)
                .onMessageEquals(Cue.ENTER_SOON, this::enter)
                .onMessage(Entered.class, this::entered)
                .onMessageEquals(Cue.LOOK, this::look)
                .onMessage(Seen.class, this::seen)
                .onMessage(Unseen.class, unseen -> unseen())
                .onMessageEquals(Cue.BACK, this::back)
                .onMessageEquals(Cue.BEFORE_OVER, this::beforeIsOver)
                .build();
    }

    /** Not before it is a member: otherwise the first seed waits for this node, and this node for the first seed to begin the cluster. */
    private Behavior<Message> enter() {
        joined = joined || standing.get().up();
        if (!joined) {
            timers.startSingleTimer(Cue.ENTER_SOON, Cue.ENTER_SOON, settings.lookEvery());
            return this;
        }
        var began = lease.now();
        getContext()
                .pipeToSelf(
                        census.enter(self, settings.alive()),
                        (done, failure) -> failure == null ? new Entered(began) : new Unseen(failure));
        return this;
    }

    /** Who enters before looking is seen by at least one of two who do so at the same time. */
    private Behavior<Message> entered(Entered event) {
        entered = event.at();
        if (lease.isAdmitted()) {
            return admit();
        }
        return looking ? this : look();
    }

    private Behavior<Message> look() {
        looking = true;
        var now = standing.get();
        if (!now.up()) {
            return again();
        }
        getContext()
                .pipeToSelf(
                        census.alive().thenCompose(alive -> strangers(alive, now.members())),
                        (seen, failure) -> failure == null ? seen : new Unseen(failure));
        return this;
    }

    /** Who is alive elsewhere. Not an earlier start of this node, whose port we have, and not those who are fenced. */
    private CompletionStage<Seen> strangers(Set<String> alive, Set<String> members) {
        var unknown = alive.stream()
                .filter(node -> !members.contains(node) && !Survival.isSameAddress(node, self))
                .toList();
        return unknown.stream()
                .<CompletionStage<Set<String>>>map(node ->
                        fences.isFenced(node, settings.alive()).thenApply(fenced -> fenced ? Set.of() : Set.of(node)))
                .reduce(completedStage(Set.of()), (one, other) -> one.thenCombine(other, CensusTaker::union))
                .thenApply(strangers -> new Seen(strangers, strangers.size() < unknown.size()));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        var both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }

    private Behavior<Message> seen(Seen seen) {
        ghosts = ghosts || seen.ghosts();
        if (seen.strangers().isEmpty()) {
            refused = 0;
            return standing.get().founder() && alone++ < settings.looksAlone() ? again() : admit();
        }
        alone = 0;
        if (refused++ < settings.looksAtStrangers()) {
            return again();
        }
        getContext()
                .getLog()
                .error(
                        "this node ({}) has begun a cluster while {} are alive in another one on the same database: it ends."
                                + " It joins them when it starts again and reaches one of its seeds",
                        self,
                        seen.strangers());
        end.run();
        return Behaviors.stopped();
    }

    private Behavior<Message> admit() {
        looking = false;
        alone = 0;
        if (!timers.isTimerActive(Cue.BEFORE_OVER)) {
            timers.startSingleTimer(Cue.BEFORE_OVER, Cue.BEFORE_OVER, untilBeforeIsOver());
        }
        lease.admit(entered);
        return this;
    }

    /**
     * Now nobody can be alive whom this node does not know, unless they are fenced, perhaps just now: a lease later they acknowledge nothing any more. What an
     * earlier start of this node had sent to the database is there, or is not, a lease after this one began.
     */
    private Duration untilBeforeIsOver() {
        var left = settings.lease().minusNanos(ghosts ? 0 : lease.now().nanos() - began.nanos());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Behavior<Message> beforeIsOver() {
        takeovers.end(Takeovers.BEFORE);
        return this;
    }

    /** Who knows that there is no database is told when it is back. Others wait for their turn. */
    private Behavior<Message> unseen() {
        if (database.isLost() && !waiting) {
            waiting = true;
            getContext().pipeToSelf(database.there(), (there, failure) -> Cue.BACK);
        }
        return again();
    }

    /** All entries may have run out meanwhile: who is alone looks as long as at the beginning. */
    private Behavior<Message> back() {
        waiting = false;
        alone = 0;
        if (timers.isTimerActive(Cue.LOOK)) {
            timers.cancel(Cue.LOOK);
            looking = false;
        }
        return enter();
    }

    private Behavior<Message> again() {
        if (looking) {
            timers.startSingleTimer(Cue.LOOK, Cue.LOOK, settings.lookEvery());
        }
        return this;
    }
}
