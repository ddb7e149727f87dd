package baton.engine.routing;

import baton.engine.EntityKey;
import baton.engine.duty.Carrier;
import baton.engine.duty.Duties;
import baton.engine.follow.Followers;
import baton.engine.routing.QueueCommand.Agents;
import baton.engine.routing.QueueCommand.DeadlineReached;
import baton.engine.routing.QueueCommand.EnqueueWork;
import baton.engine.routing.QueueCommand.ErrandDone;
import baton.engine.routing.QueueCommand.ExplainWork;
import baton.engine.routing.QueueCommand.FollowWall;
import baton.engine.routing.QueueCommand.FollowerGone;
import baton.engine.routing.QueueCommand.GetAgents;
import baton.engine.routing.QueueCommand.Noted;
import baton.engine.routing.QueueCommand.PushWall;
import baton.engine.routing.QueueCommand.ReconsiderRules;
import baton.engine.routing.QueueCommand.ReportAvailability;
import baton.engine.routing.QueueCommand.ResolveOffer;
import baton.engine.routing.QueueCommand.RetryErrands;
import baton.engine.routing.QueueCommand.Standing;
import baton.engine.routing.QueueCommand.WithdrawWork;
import baton.engine.routing.QueueEvent.AgentForgotten;
import baton.engine.routing.QueueEvent.AgentReported;
import baton.engine.routing.QueueEvent.WaitTold;
import baton.engine.routing.QueueEvent.WorkEnqueued;
import baton.engine.routing.QueueEvent.WorkReturned;
import baton.engine.routing.QueueEvent.WorkTaken;
import baton.engine.routing.QueueEvent.WorkWithdrawn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/**
 * Where the work of all named queues of one company waits for agents. Every change is followed at once by the matches that it makes
 * possible, stored together with it: nobody waits while a fitting agent is free, and nothing is offered to two agents. Who gets
 * what is decided in {@link Matching}.
 */
public final class Queue extends EventSourcedBehaviorWithEnforcedReplies<QueueCommand, QueueEvent, QueueState> {

    public static final EntityTypeKey<QueueCommand> TYPE_KEY = EntityTypeKey.create(QueueCommand.class, "queue");

    /** A company has one group of queues, because its agents may serve all of them with one capacity. */
    public static final String GROUP = "main";

    /** Until what the agent has said of itself meanwhile has arrived too. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private static final String TELL = "tell ";

    private final RoutingSettings settings;
    private final Supplier<Rules> rules;
    private final InstantSource clock;
    private final ActorContext<QueueCommand> context;
    private final Duties<QueueCommand, QueueErrand> duties;
    private final Matching matching = new Matching();
    private final Explaining explaining = new Explaining(matching);
    private final WallFeed wall;

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
                SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2));
        this.settings = settings;
        this.rules = rules;
        this.clock = clock;
        this.context = context;
        var messages = new Duties.Messages<QueueCommand>(new DeadlineReached(), new RetryErrands(), ErrandDone::new);
        this.duties = new Duties<>(key.tenant(), context, timers, clock, carrier, messages);
        this.wall = new WallFeed(new Followers<>(context, FollowerGone::new), timers, settings.wallEvery(), matching);
    }

    /** {@code rules} are read at the start and after each {@link ReconsiderRules}. */
    public static Behavior<QueueCommand> create(
            EntityKey key,
            Supplier<Rules> rules,
            RoutingSettings settings,
            InstantSource clock,
            Carrier<QueueErrand> carrier) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new Queue(key, rules, settings, clock, carrier, context, timers)));
    }

    @Override
    public QueueState emptyState() {
        return QueueState.empty();
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(settings.snapshotEvery(), 2);
    }

    @Override
    public CommandHandlerWithReply<QueueCommand, QueueEvent, QueueState> commandHandler() {
        var on = newCommandHandlerWithReplyBuilder();
        on.forAnyState()
                .onCommand(EnqueueWork.class, this::enqueue)
                .onCommand(WithdrawWork.class, this::withdraw)
                .onCommand(ReportAvailability.class, this::report)
                .onCommand(ResolveOffer.class, this::resolve)
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

    private ReplyEffect<QueueEvent, QueueState> enqueue(QueueState state, EnqueueWork command) {
        var item = command.work()
                .in(matching.rules().of(command.work().work().queueId()).queueId());
        var known = state.waiting().get(item.workId());
        if (state.offered().containsKey(item.workId())
                || state.echoes().contains(item.workId())
                || (known != null && known.item().equals(item))) {
            return Effect().reply(command.replyTo(), new Noted());
        }
        return persist(state, new WorkEnqueued(item, clock.instant()), command.replyTo());
    }

    /** Work that is not known yet may still be on its way: it must find that it is over. */
    private ReplyEffect<QueueEvent, QueueState> withdraw(QueueState state, WithdrawWork command) {
        if (state.echoes().contains(command.workId())) {
            return Effect().reply(command.replyTo(), new Noted());
        }
        return persist(state, new WorkWithdrawn(command.workId(), clock.instant()), command.replyTo());
    }

    private ReplyEffect<QueueEvent, QueueState> report(QueueState state, ReportAvailability command) {
        var reported = command.availability();
        var known = state.agents().get(reported.agentId());
        if (known == null ? reported.isGone() : !reported.newerThan(known)) {
            return Effect().reply(command.replyTo(), new Noted());
        }
        var now = clock.instant();
        var event = reported.isGone() ? new AgentForgotten(reported.agentId(), now) : new AgentReported(reported, now);
        return persist(state, event, command.replyTo());
    }

    private ReplyEffect<QueueEvent, QueueState> resolve(QueueState state, ResolveOffer command) {
        var open = Optional.ofNullable(state.offered().get(command.workId()))
                .filter(offer -> offer.offerId().equals(command.offerId()));
        if (open.isEmpty() && !state.rescinded().containsKey(command.offerId())) {
            return Effect().reply(command.replyTo(), new Noted());
        }
        var now = clock.instant();
        if (open.isPresent() && command.outcome() == OfferOutcome.ACCEPTED) {
            var taken = new WorkTaken(command.workId(), command.agentId(), inTime(open.get(), now), now);
            return persist(state, taken, command.replyTo());
        }
        var again = now.plus(command.outcome() == OfferOutcome.NO_CAPACITY ? A_MOMENT : settings.secondChance());
        var returned =
                new WorkReturned(command.offerId(), command.workId(), command.agentId(), command.outcome(), again, now);
        return persist(state, returned, command.replyTo());
    }

    private boolean inTime(QueueState.Offered offer, Instant now) {
        var work = offer.waiting().item().work();
        var within = matching.rules().of(work.queueId()).waiting().serviceLevel();
        return !now.isAfter(work.since().plus(within));
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
        duties.done(done.errandId());
        if (!done.errandId().startsWith(TELL)) {
            return Effect().noReply();
        }
        var parts = done.errandId().split(" ", 3);
        return state.open(parts[2])
                .filter(waiting -> !waiting.told().contains(parts[1]))
                .map(waiting -> persist(state, new WaitTold(parts[2], parts[1], clock.instant())))
                .orElseGet(() -> run(() -> duties.waive(done.errandId())));
    }

    /** Time has passed, or the rules have changed: what has become possible? */
    private ReplyEffect<QueueEvent, QueueState> goOn(QueueState state) {
        var step = new QueueStep(state, matching, explaining, clock.instant());
        step.match();
        return step.events().isEmpty()
                ? run(() -> stored(step))
                : Effect().persist(step.events()).thenRun(next -> stored(step)).thenNoReply();
    }

    private ReplyEffect<QueueEvent, QueueState> persist(QueueState state, QueueEvent event) {
        var step = new QueueStep(state, matching, explaining, clock.instant());
        step.happens(event);
        step.match();
        return Effect().persist(step.events()).thenRun(next -> stored(step)).thenNoReply();
    }

    private ReplyEffect<QueueEvent, QueueState> persist(QueueState state, QueueEvent event, ActorRef<Noted> replyTo) {
        var step = new QueueStep(state, matching, explaining, clock.instant());
        step.happens(event);
        step.match();
        return Effect().persist(step.events()).thenRun(next -> stored(step)).thenReply(replyTo, next -> new Noted());
    }

    private void stored(QueueStep step) {
        step.settle(duties);
        if (step.full()) {
            context.getSelf().tell(new DeadlineReached());
        }
    }

    private ReplyEffect<QueueEvent, QueueState> run(Runnable effect) {
        effect.run();
        return Effect().noReply();
    }

    /** What fell due while nobody was there is done at once. */
    private void recovered(QueueState state) {
        matching.rebuild(state, rules.get(), clock.instant());
        duties.owe(QueueErrand.of(state, matching.rules()), matching.nextDeadline());
        context.getSelf().tell(new DeadlineReached());
        wall.resume();
    }

    @Override
    public SignalHandler<QueueState> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::recovered)
                .build();
    }

    @Override
    public EventHandler<QueueState, QueueEvent> eventHandler() {
        return QueueState::after;
    }
}
