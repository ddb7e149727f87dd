package baton.engine.survival;

import baton.engine.survival.Lease.Moment;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** Renews the {@link Lease} of this node, knows by that whether the database answers, and ends the node when it has been fenced. */
final class LeaseKeeper extends AbstractBehavior<LeaseKeeper.Message> {

    sealed interface Message {}

    private enum Ask implements Message {
        ASK
    }

    private record Answer(Moment asked, boolean fenced) implements Message {}

    private record NoAnswer(Throwable why) implements Message {}

    private final String node;
    private final Lease lease;
    private final Contact database;
    private final Duration every;
    private final Duration patience;
    private final Fences fences;
    private final Runnable end;
    private final TimerScheduler<Message> timers;
    private boolean told;

    private LeaseKeeper(
            String node,
            Lease lease,
            Contact database,
            Duration every,
            Duration patience,
            Fences fences,
            Runnable end,
            ActorContext<Message> context,
            TimerScheduler<Message> timers) {
        super(context);
        context.setLoggerName(LeaseKeeper.class);
        this.node = node;
        this.lease = lease;
        this.database = database;
        this.every = every;
        this.patience = patience;
        this.fences = fences;
        this.end = end;
        this.timers = timers;
        ask();
    }

    /** @param end how the node ends; called once, when it has been fenced */
    static Behavior<Message> create(
            String node, Lease lease, Contact database, SurvivalSettings settings, Fences fences, Runnable end) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new LeaseKeeper(
                node, lease, database, settings.renewEvery(), settings.lease(), fences, end, context, timers)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Ask.class, ask -> ask())
                .onMessage(Answer.class, this::answered)
                .onMessage(NoAnswer.class, this::notAnswered)
                .build();
    }

    /** One question at a time: a database that is slow is not asked more. */
    private Behavior<Message> ask() {
        var asked = lease.now();
        getContext()
                .pipeToSelf(
                        fences.isFenced(node, patience),
                        (fenced, failure) -> failure == null ? new Answer(asked, fenced) : new NoAnswer(failure));
        return this;
    }

    private Behavior<Message> answered(Answer answer) {
        if (answer.fenced()) {
            getContext()
                    .getLog()
                    .error("this node ({}) was taken for dead by others, who go on with its work: it ends", node);
            lease.lose("this node was taken for dead, others go on with its work");
            end.run();
            return Behaviors.stopped();
        }
        told = false;
        lease.renew(answer.asked());
        database.found();
        return later();
    }

    private Behavior<Message> notAnswered(NoAnswer failure) {
        if (failure.why() instanceof InvalidQueryException
                || failure.why().getCause() instanceof InvalidQueryException) {
            getContext()
                    .getLog()
                    .error("the table of fences is missing, this node ends; run: baton schema", failure.why());
            lease.lose("the table of fences is missing");
            end.run();
            return Behaviors.stopped();
        }
        database.lost();
        if (!told) {
            told = true;
            getContext()
                    .getLog()
                    .warn(
                            "the database does not say whether this node is fenced, nothing is acknowledged meanwhile: {}",
                            failure.why().toString());
        }
        return later();
    }

    private Behavior<Message> later() {
        timers.startSingleTimer(Ask.ASK, every);
        return this;
    }
}
