package baton.engine.routing;

import baton.engine.EntityKey;
import baton.engine.duty.Carrier;
import baton.engine.duty.Duties;
import baton.engine.follow.Followers;
import baton.engine.journal.LateAnswers;
import baton.engine.journal.SnapshotWriter;
import baton.engine.routing.QueueCommand.Agents;
import baton.engine.routing.QueueCommand.Change;
import baton.engine.routing.QueueCommand.DeadlineReached;
import baton.engine.routing.QueueCommand.DecideChanges;
import baton.engine.routing.QueueCommand.ErrandDone;
import baton.engine.routing.QueueCommand.ExplainWork;
import baton.engine.routing.QueueCommand.FollowWall;
import baton.engine.routing.QueueCommand.FollowerGone;
import baton.engine.routing.QueueCommand.GetAgents;
import baton.engine.routing.QueueCommand.Noted;
import baton.engine.routing.QueueCommand.PushWall;
import baton.engine.routing.QueueCommand.ReconsiderRules;
import baton.engine.routing.QueueCommand.RetryErrands;
import baton.engine.routing.QueueCommand.Standing;
import baton.engine.routing.QueueEvent.WaitTold;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/**
 * Where the work of all named queues of one company waits for agents. Every change is followed at once by the matches that it makes
 * possible, stored together with it: nobody waits while a fitting agent is free, and nothing is offered to two agents. Changes that come
 * while others are being stored are decided and stored together. What a change means is decided in {@link QueueDecisions}, who gets what
 * in {@link Matching}.
 */
public final class Queue extends EventSourcedBehaviorWithEnforcedReplies<QueueCommand, QueueEvent, QueueState> {

    public static final EntityTypeKey<QueueCommand> TYPE_KEY = EntityTypeKey.create(QueueCommand.class, "queue");

    /** A company has one group of queues, because its agents may serve all of them with one capacity. */
    public static final String GROUP = "main";

    private static final String TELL = "tell ";

    private final String tenant;
    private final RoutingSettings settings;
    private final Supplier<Rules> rules;
    private final InstantSource clock;
    private final ActorContext<QueueCommand> context;
    private final Duties<QueueCommand, QueueErrand> duties;
    private final Matching matching = new Matching();
    private final Explaining explaining = new Explaining(matching);
    private final WallFeed wall;
    private final InTray inTray = new InTray();
    private final org.apache.pekko.actor.ActorRef snapshots;
    private long storedUpTo;

    private Queue(
            EntityKey key,
            Supplier<Rules> rules,
            RoutingSettings settings,
            InstantSource clock,
            Carrier<QueueErrand> carrier,
            ActorContext<QueueCommand> context,
            TimerScheduler<QueueCommand> timers) {
        super(
                key.persistenceId(TYPE_KEY.name()),
                SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2)
                        .withStopChildren(false));
        this.tenant = key.tenant();
        this.settings = settings;
        this.rules = rules;
        this.clock = clock;
        this.context = context;
        var messages = new Duties.Messages<QueueCommand>(new DeadlineReached(), new RetryErrands(), ErrandDone::new);
        this.duties = new Duties<>(key.tenant(), context, timers, clock, carrier, messages);
        this.snapshots = Adapter.actorOf(context, SnapshotWriter.props(persistenceId()), "snapshots");
        this.wall = new WallFeed(new Followers<>(context, FollowerGone::new), timers, settings.wallEvery(), matching);
    }

    /** {@code rules} are read at the start and after each {@link ReconsiderRules}. */
    public static Behavior<QueueCommand> create(
            EntityKey key,
            Supplier<Rules> rules,
            RoutingSettings settings,
            InstantSource clock,
            Carrier<QueueErrand> carrier) {
        return LateAnswers.withheldFrom(Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new Queue(key, rules, settings, clock, carrier, context, timers))));
    }

    @Override
    public QueueState emptyState() {
        return QueueState.empty();
    }

    @Override
    public CommandHandlerWithReply<QueueCommand, QueueEvent, QueueState> commandHandler() {
        var on = newCommandHandlerWithReplyBuilder();
        on.forAnyState()
                .onCommand(Change.class, this::receive)
                .onCommand(DecideChanges.class, (state, decide) -> goOn(state))
                .onCommand(ReconsiderRules.class, this::reconsider)
                .onCommand(GetAgents.class, this::agents)
                .onCommand(ExplainWork.class, this::explain)
                .onCommand(FollowWall.class, this::follow)
                .onCommand(FollowerGone.class, gone -> run(() -> wall.gone(gone.follower())))
                .onCommand(PushWall.class, this::pushWall)
                .onCommand(DeadlineReached.class, (state, reached) -> goOn(state))
                .onCommand(RetryErrands.class, retry -> run(duties::retry))
                .onCommand(ErrandDone.class, this::errandDone);
        return on.build();
    }

    private ReplyEffect<QueueEvent, QueueState> receive(QueueState state, Change change) {
        if (inTray.isEmpty()) {
            context.getSelf().tell(new DecideChanges());
        }
        inTray.put(change);
        return Effect().noReply();
    }

    private ReplyEffect<QueueEvent, QueueState> reconsider(QueueState state, ReconsiderRules command) {
        var current = rules.get();
        if (current.version() == matching.rules().version()) {
            return Effect().noReply();
        }
        matching.rebuild(state, current, clock.instant());
        return goOn(state);
    }

    private ReplyEffect<QueueEvent, QueueState> agents(QueueState state, GetAgents get) {
        return Effect()
                .reply(get.replyTo(), new Agents(List.copyOf(state.agents().values())));
    }

    private ReplyEffect<QueueEvent, QueueState> explain(QueueState state, ExplainWork command) {
        var offer = state.offered().get(command.workId());
        if (offer != null) {
            return Effect()
                    .reply(
                            command.replyTo(),
                            new Standing("offered", offer.agentId(), Optional.of(offer.explanation()), 0));
        }
        var standing = matching.line()
                .place(command.workId())
                .map(place -> new Standing(
                        "waiting",
                        "",
                        Optional.of(explaining.ofWaiting(place, clock.instant())),
                        matching.line().ahead(place)))
                .orElseGet(() -> new Standing("unknown", "", Optional.empty(), 0));
        return Effect().reply(command.replyTo(), standing);
    }

    private ReplyEffect<QueueEvent, QueueState> follow(QueueState state, FollowWall command) {
        return Effect().reply(command.replyTo(), wall.follow(command.follower(), state, clock.instant()));
    }

    private ReplyEffect<QueueEvent, QueueState> pushWall(QueueState state, PushWall push) {
        return run(() -> wall.push(state, clock.instant()));
    }

    private ReplyEffect<QueueEvent, QueueState> errandDone(QueueState state, ErrandDone done) {
        duties.done(done.errandId(), done.begun());
        if (!done.errandId().startsWith(TELL)) {
            return Effect().noReply();
        }
        var parts = done.errandId().split(" ", 3);
        return state.open(parts[2])
                .filter(waiting -> !waiting.told().contains(parts[1]))
                .map(waiting -> happens(state, new WaitTold(parts[2], parts[1], clock.instant())))
                .orElseGet(() -> run(() -> duties.waive(done.errandId())));
    }

    /** Changes have come in, time has passed or the rules have changed: what has become possible? */
    private ReplyEffect<QueueEvent, QueueState> goOn(QueueState state) {
        var step = step(state);
        var answers = decide(step);
        step.match();
        return persist(step, answers);
    }

    private ReplyEffect<QueueEvent, QueueState> happens(QueueState state, QueueEvent event) {
        var step = step(state);
        step.happens(event);
        step.match();
        return persist(step, List.of());
    }

    private QueueStep step(QueueState state) {
        return new QueueStep(state, matching, explaining, clock.instant());
    }

    /** Each change is followed by the matches that it makes possible, as if it had come alone. */
    private List<ActorRef<Noted>> decide(QueueStep step) {
        var decisions = new QueueDecisions(matching.rules(), settings.secondChance(), step.now());
        var answers = new ArrayList<ActorRef<Noted>>();
        while (!step.full() && !inTray.isEmpty()) {
            var change = inTray.take();
            decisions.of(change, step.state()).ifPresent(step::happens);
            step.match();
            answers.add(change.replyTo());
        }
        return answers;
    }

    private ReplyEffect<QueueEvent, QueueState> persist(QueueStep step, List<ActorRef<Noted>> answers) {
        if (step.events().isEmpty()) {
            return run(() -> stored(step, answers));
        }
        return Effect()
                .persist(step.events())
                .thenRun(next -> {
                    stored(step, answers);
                    snapshot(next);
                })
                .thenNoReply();
    }

    /**
     * Offered whenever a multiple of so many events is passed, however often the queue is stopped in between. It costs what the queue holds,
     * so it is stored after half as many events: each costs the same, and replaying them takes about as long as reading the snapshot.
     */
    private void snapshot(QueueState state) {
        var before = storedUpTo;
        storedUpTo = lastSequenceNumber(context);
        if (storedUpTo / settings.snapshotEvery() > before / settings.snapshotEvery()) {
            var save = new SnapshotWriter.Save(state, storedUpTo, state.size() / 2);
            snapshots.tell(save, org.apache.pekko.actor.ActorRef.noSender());
        }
    }

    private void stored(QueueStep step, List<ActorRef<Noted>> answers) {
        step.settle(duties);
        QueueGauges.stands(tenant, step.state(), matching.rules(), inTray.size(), clock);
        answers.forEach(answer -> answer.tell(new Noted()));
        if (step.full() || !inTray.isEmpty()) {
            context.getSelf().tell(new DecideChanges());
        }
    }

    private ReplyEffect<QueueEvent, QueueState> run(Runnable effect) {
        effect.run();
        return Effect().noReply();
    }

    /** What fell due while nobody was there is done at once. */
    private void recovered(QueueState state) {
        inTray.clear();
        storedUpTo = lastSequenceNumber(context);
        matching.rebuild(state, rules.get(), clock.instant());
        duties.owe(QueueErrand.of(state, matching.rules()), matching.nextDeadline());
        context.getSelf().tell(new DeadlineReached());
        wall.resume();
        QueueGauges.stands(tenant, state, matching.rules(), 0, clock);
    }

    @Override
    public SignalHandler<QueueState> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::recovered)
                .onSignal(PostStop.class, (state, stopped) -> QueueGauges.gone(tenant))
                .build();
    }

    @Override
    public EventHandler<QueueState, QueueEvent> eventHandler() {
        return QueueState::after;
    }
}
