package baton.engine.routing;

import baton.engine.EntityKey;
import baton.engine.duty.Carrier;
import baton.engine.duty.Duties;
import baton.engine.routing.QueueCommand.Agents;
import baton.engine.routing.QueueCommand.DeadlineReached;
import baton.engine.routing.QueueCommand.EnqueueWork;
import baton.engine.routing.QueueCommand.ErrandDone;
import baton.engine.routing.QueueCommand.GetAgents;
import baton.engine.routing.QueueCommand.Noted;
import baton.engine.routing.QueueCommand.ReportAvailability;
import baton.engine.routing.QueueCommand.ResolveOffer;
import baton.engine.routing.QueueCommand.RetryErrands;
import baton.engine.routing.QueueCommand.WithdrawWork;
import baton.engine.routing.QueueEvent.AgentReported;
import baton.engine.routing.QueueEvent.WorkEnqueued;
import baton.engine.routing.QueueEvent.WorkOffered;
import baton.engine.routing.QueueEvent.WorkReturned;
import baton.engine.routing.QueueEvent.WorkTaken;
import baton.engine.routing.QueueEvent.WorkWithdrawn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * Where work waits for agents. Every change is followed at once by the matches that it makes possible, stored together with it:
 * nobody waits while a fitting agent is free, and nothing is offered to two agents.
 */
public final class Queue extends EventSourcedBehaviorWithEnforcedReplies<QueueCommand, QueueEvent, QueueState> {

    public static final EntityTypeKey<QueueCommand> TYPE_KEY = EntityTypeKey.create(QueueCommand.class, "queue");

    /** Every tenant has one queue group so far. */
    public static final String GROUP = "main";

    /** Until what the agent has said of itself meanwhile has arrived too. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final String queueId;
    private final RoutingSettings settings;
    private final InstantSource clock;
    private final Duties<QueueCommand, QueueErrand> duties;

    private Queue(
            EntityKey key,
            RoutingSettings settings,
            InstantSource clock,
            Carrier<QueueErrand> carrier,
            ActorContext<QueueCommand> context,
            TimerScheduler<QueueCommand> timers) {
        super(
                key.persistenceId(TYPE_KEY.name()),
                SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2));
        this.queueId = key.id();
        this.settings = settings;
        this.clock = clock;
        var messages = new Duties.Messages<QueueCommand>(new DeadlineReached(), new RetryErrands(), ErrandDone::new);
        this.duties = new Duties<>(key.tenant(), context, timers, clock, carrier, messages);
    }

    public static Behavior<QueueCommand> create(
            EntityKey key, RoutingSettings settings, InstantSource clock, Carrier<QueueErrand> carrier) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new Queue(key, settings, clock, carrier, context, timers)));
    }

    @Override
    public QueueState emptyState() {
        return QueueState.empty();
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(500, 2);
    }

    @Override
    public CommandHandlerWithReply<QueueCommand, QueueEvent, QueueState> commandHandler() {
        var on = newCommandHandlerWithReplyBuilder();
        on.forAnyState()
                .onCommand(EnqueueWork.class, this::enqueue)
                .onCommand(WithdrawWork.class, this::withdraw)
                .onCommand(ReportAvailability.class, this::report)
                .onCommand(ResolveOffer.class, this::resolve)
                .onCommand(GetAgents.class, this::agents)
                .onCommand(DeadlineReached.class, this::secondChance)
                .onCommand(RetryErrands.class, retry -> run(duties::retry))
                .onCommand(ErrandDone.class, done -> run(() -> duties.done(done.errandId())));
        return on.build();
    }

    private ReplyEffect<QueueEvent, QueueState> enqueue(QueueState state, EnqueueWork command) {
        var work = command.work();
        var known = state.waiting().get(work.workId());
        if (state.offered().containsKey(work.workId())
                || (known != null && known.work().equals(work))) {
            return Effect().reply(command.replyTo(), new Noted());
        }
        return persist(state, new WorkEnqueued(work, clock.instant()), command.replyTo());
    }

    private ReplyEffect<QueueEvent, QueueState> withdraw(QueueState state, WithdrawWork command) {
        var id = command.workId();
        if (!state.waiting().containsKey(id) && !state.offered().containsKey(id)) {
            return Effect().reply(command.replyTo(), new Noted());
        }
        return persist(state, new WorkWithdrawn(id, clock.instant()), command.replyTo());
    }

    private ReplyEffect<QueueEvent, QueueState> report(QueueState state, ReportAvailability command) {
        var reported = command.availability();
        var known = state.agents().get(reported.agentId());
        if (known != null && known.version() >= reported.version()) {
            return Effect().reply(command.replyTo(), new Noted());
        }
        return persist(state, new AgentReported(reported, clock.instant()), command.replyTo());
    }

    private ReplyEffect<QueueEvent, QueueState> resolve(QueueState state, ResolveOffer command) {
        var open = state.offered().get(command.workId());
        var current = open != null && open.offerId().equals(command.offerId());
        if (!current && !state.rescinded().containsKey(command.offerId())) {
            return Effect().reply(command.replyTo(), new Noted());
        }
        var now = clock.instant();
        if (current && command.outcome() == OfferOutcome.ACCEPTED) {
            return persist(state, new WorkTaken(command.workId(), command.agentId(), now), command.replyTo());
        }
        var again = now.plus(command.outcome() == OfferOutcome.NO_CAPACITY ? A_MOMENT : settings.secondChance());
        var returned =
                new WorkReturned(command.offerId(), command.workId(), command.agentId(), command.outcome(), again, now);
        return persist(state, returned, command.replyTo());
    }

    private ReplyEffect<QueueEvent, QueueState> agents(QueueState state, GetAgents get) {
        return Effect()
                .reply(get.replyTo(), new Agents(List.copyOf(state.agents().values())));
    }

    /** An agent who did not take something may be asked about it again. */
    private ReplyEffect<QueueEvent, QueueState> secondChance(QueueState state, DeadlineReached reached) {
        var matches = matches(state);
        if (matches.isEmpty()) {
            return run(() -> afterwards(state));
        }
        return Effect().persist(matches).thenRun(this::afterwards).thenNoReply();
    }

    private ReplyEffect<QueueEvent, QueueState> persist(QueueState state, QueueEvent event, ActorRef<Noted> replyTo) {
        var events = new ArrayList<QueueEvent>();
        events.add(event);
        events.addAll(matches(state.after(event)));
        return Effect().persist(events).thenRun(this::afterwards).thenReply(replyTo, next -> new Noted());
    }

    private List<QueueEvent> matches(QueueState state) {
        var now = clock.instant();
        var offers = new ArrayList<QueueEvent>();
        var next = state;
        for (var match = Matching.next(next, now); match.isPresent(); match = Matching.next(next, now)) {
            var offer = offer(match.get(), now);
            offers.add(offer);
            next = next.after(offer);
        }
        return offers;
    }

    private static WorkOffered offer(Matching.Match match, Instant now) {
        var workId = match.waiting().work().workId();
        var offerId = workId + "#" + (match.waiting().offers() + 1);
        return new WorkOffered(offerId, workId, match.agentId(), match.because(), now);
    }

    private ReplyEffect<QueueEvent, QueueState> run(Runnable effect) {
        effect.run();
        return Effect().noReply();
    }

    private void afterwards(QueueState state) {
        duties.owe(QueueErrand.of(queueId, state), state.nextSecondChance(clock.instant()));
    }

    /** What fell due while nobody was there is done at once. */
    private void recovered(QueueState state) {
        var now = clock.instant();
        var next = matches(state).isEmpty() ? state.nextSecondChance(now) : Optional.of(now);
        duties.owe(QueueErrand.of(queueId, state), next);
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
