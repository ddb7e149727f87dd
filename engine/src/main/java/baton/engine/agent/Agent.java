package baton.engine.agent;

import baton.engine.EntityKey;
import baton.engine.agent.AgentCommand.AcceptOffer;
import baton.engine.agent.AgentCommand.DeadlineReached;
import baton.engine.agent.AgentCommand.Deed;
import baton.engine.agent.AgentCommand.EndVoice;
import baton.engine.agent.AgentCommand.ErrandDone;
import baton.engine.agent.AgentCommand.FollowAgent;
import baton.engine.agent.AgentCommand.FollowerGone;
import baton.engine.agent.AgentCommand.Idle;
import baton.engine.agent.AgentCommand.LeaveEpisode;
import baton.engine.agent.AgentCommand.MentionAgent;
import baton.engine.agent.AgentCommand.MissDesks;
import baton.engine.agent.AgentCommand.OfferWork;
import baton.engine.agent.AgentCommand.OwnEpisode;
import baton.engine.agent.AgentCommand.ReconsiderProfile;
import baton.engine.agent.AgentCommand.RegisterPhone;
import baton.engine.agent.AgentCommand.RejectOffer;
import baton.engine.agent.AgentCommand.RescindOffer;
import baton.engine.agent.AgentCommand.RetryErrands;
import baton.engine.agent.AgentCommand.SeeMentions;
import baton.engine.agent.AgentCommand.SetPresence;
import baton.engine.agent.AgentCommand.UnregisterPhone;
import baton.engine.agent.AgentEvent.DesksFound;
import baton.engine.agent.AgentEvent.OfferSettled;
import baton.engine.agent.AgentReply.Accepted;
import baton.engine.agent.AgentReply.Rejected;
import baton.engine.agent.Decision.Persist;
import baton.engine.agent.Decision.Refuse;
import baton.engine.duty.Carrier;
import baton.engine.duty.Duties;
import baton.engine.follow.Followers;
import baton.engine.journal.LateAnswers;
import baton.protocol.client.v1.Feed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
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

/** One agent: presence, phone, offers, episodes in hand. The only writer of them; what it decides is in {@link AgentDecisions}. */
public final class Agent extends EventSourcedBehaviorWithEnforcedReplies<AgentCommand, AgentEvent, AgentState> {

    public static final EntityTypeKey<AgentCommand> TYPE_KEY = EntityTypeKey.create(AgentCommand.class, "agent");

    private static final Duration SLEEP_AFTER = Duration.ofMinutes(2);

    private final String agentId;
    private final Supplier<AgentProfile> profiles;
    private final AgentDecisions decisions;
    private final InstantSource clock;
    private final Runnable sleep;
    private final ActorContext<AgentCommand> context;
    private final Duties<AgentCommand, AgentErrand> duties;
    private final Followers<AgentCommand, Feed, String> desks;

    private Agent(
            EntityKey key,
            Supplier<AgentProfile> profiles,
            AgentSettings settings,
            InstantSource clock,
            Carrier<AgentErrand> carrier,
            Runnable sleep,
            ActorContext<AgentCommand> context,
            TimerScheduler<AgentCommand> timers) {
        super(
                key.persistenceId(TYPE_KEY.name()),
                SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2));
        this.agentId = key.id();
        this.profiles = profiles;
        this.decisions = new AgentDecisions(key.id(), settings);
        this.clock = clock;
        this.sleep = sleep;
        this.context = context;
        var messages = new Duties.Messages<AgentCommand>(new DeadlineReached(), new RetryErrands(), ErrandDone::new);
        this.duties = new Duties<>(key.tenant(), context, timers, clock, carrier, messages);
        this.desks = new Followers<>(context, FollowerGone::new);
    }

    /** {@code profiles} is read at every decision and after each {@link ReconsiderProfile}. {@code sleep} is run when nobody has needed the agent for a while and the agent owes nothing. */
    public static Behavior<AgentCommand> create(
            EntityKey key,
            Supplier<AgentProfile> profiles,
            AgentSettings settings,
            InstantSource clock,
            Carrier<AgentErrand> carrier,
            Runnable sleep) {
        return LateAnswers.withheldFrom(Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            context.setReceiveTimeout(SLEEP_AFTER, new Idle());
            return new Agent(key, profiles, settings, clock, carrier, sleep, context, timers);
        })));
    }

    @Override
    public AgentState emptyState() {
        return AgentState.offline();
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(100, 2);
    }

    @Override
    public CommandHandlerWithReply<AgentCommand, AgentEvent, AgentState> commandHandler() {
        var on = newCommandHandlerWithReplyBuilder();
        on.forAnyState()
                .onCommand(SetPresence.class, (s, c) -> carryOut(c, decisions.setPresence(s, c, now())))
                .onCommand(OfferWork.class, (s, c) -> carryOut(c, decisions.offer(s, profiles.get(), c, now())))
                .onCommand(AcceptOffer.class, this::accept)
                .onCommand(RejectOffer.class, (s, c) -> carryOut(c, decisions.reject(s, c, now())))
                .onCommand(RescindOffer.class, (s, c) -> carryOut(c, decisions.rescind(s, c, now())))
                .onCommand(LeaveEpisode.class, (s, c) -> carryOut(c, decisions.leave(s, c, now())))
                .onCommand(OwnEpisode.class, (s, c) -> carryOut(c, decisions.own(s, c, now())))
                .onCommand(EndVoice.class, (s, c) -> carryOut(c, decisions.endVoice(s, c, now())))
                .onCommand(MentionAgent.class, (s, c) -> carryOut(c, decisions.mention(s, c)))
                .onCommand(SeeMentions.class, (s, c) -> carryOut(c, decisions.seeMentions(s, c, now())))
                .onCommand(RegisterPhone.class, (s, c) -> carryOut(c, decisions.registerPhone(c, now())))
                .onCommand(
                        UnregisterPhone.class, (s, c) -> carryOut(c, decisions.unregisterPhone(s, c, rung(s), now())))
                .onCommand(ReconsiderProfile.class, (state, reconsider) -> run(() -> afterwards(state)))
                .onCommand(FollowAgent.class, this::deskOpened)
                .onCommand(FollowerGone.class, this::deskGone)
                .onCommand(MissDesks.class, this::missDesks)
                .onCommand(DeadlineReached.class, this::deadline)
                .onCommand(RetryErrands.class, retry -> run(duties::retry))
                .onCommand(ErrandDone.class, this::errandDone)
                .onCommand(Idle.class, this::idle);
        return on.build();
    }

    private Instant now() {
        return clock.instant();
    }

    private ReplyEffect<AgentEvent, AgentState> carryOut(Deed deed, Decision decision) {
        return carryOut(deed, decision, state -> new Accepted());
    }

    private ReplyEffect<AgentEvent, AgentState> carryOut(
            Deed deed, Decision decision, Function<AgentState, AgentReply> answer) {
        if (decision instanceof Refuse refusal) {
            return Effect().reply(deed.replyTo(), new Rejected(refusal.reason(), refusal.detail()));
        }
        var events = ((Persist) decision).events();
        return events.isEmpty()
                ? Effect().none().thenReply(deed.replyTo(), answer::apply)
                : Effect().persist(events).thenRun(this::afterwards).thenReply(deed.replyTo(), answer::apply);
    }

    /** A phone that has been picked up must know for what, so that the episode can be asked. */
    private ReplyEffect<AgentEvent, AgentState> accept(AgentState state, AcceptOffer command) {
        var decision = decisions.accept(state, command, now());
        if (decision instanceof Refuse) {
            context.getSelf()
                    .tell(new DeadlineReached()); // over by the clock, and perhaps not by the timer: one of them was
            // put forward or back
        }
        return carryOut(command, decision, next -> answer(next, command));
    }

    private static AgentReply answer(AgentState state, AcceptOffer command) {
        return state.offers()
                .taken(command.offerId())
                .filter(offer -> !command.legId().isEmpty())
                .<AgentReply>map(AgentReply.Taken::new)
                .orElseGet(Accepted::new);
    }

    private ReplyEffect<AgentEvent, AgentState> deskOpened(AgentState state, FollowAgent command) {
        var following = desks.add(command.follower(), "");
        if (state.graceUntil().isEmpty()) {
            push(state);
            return Effect().reply(command.replyTo(), following);
        }
        return Effect()
                .persist(new DesksFound(now()))
                .thenRun(this::afterwards)
                .thenReply(command.replyTo(), next -> following);
    }

    private ReplyEffect<AgentEvent, AgentState> deskGone(AgentState state, FollowerGone gone) {
        desks.remove(gone.follower());
        push(state);
        return missDesks(state, new MissDesks());
    }

    private ReplyEffect<AgentEvent, AgentState> missDesks(AgentState state, MissDesks miss) {
        var events = decisions.missDesks(state, desks.count(), now());
        return events.isEmpty() ? Effect().noReply() : persist(events);
    }

    private ReplyEffect<AgentEvent, AgentState> deadline(AgentState state, DeadlineReached reached) {
        var events = decisions.due(state, rung(state), now());
        return events.isEmpty() ? run(duties::rearm) : persist(events);
    }

    /** For which offers the calls know that the phone is to ring. */
    private Predicate<Offer> rung(AgentState state) {
        return offer -> state.phone()
                .map(phone -> new AgentErrand.RingPhone(agentId, offer, phone.contact()))
                .filter(ring -> duties.isDone(ring.errandId()))
                .isPresent();
    }

    private ReplyEffect<AgentEvent, AgentState> errandDone(AgentState state, ErrandDone done) {
        duties.done(done.errandId(), done.begun());
        return state.offers().ended().keySet().stream()
                .filter(offerId -> done.errandId().equals("conclude " + offerId))
                .findFirst()
                .map(offerId ->
                        persist(List.of(new OfferSettled(offerId, state.offers().accepted(offerId), now()))))
                .orElseGet(() -> Effect().noReply());
    }

    private ReplyEffect<AgentEvent, AgentState> idle(AgentState state, Idle idle) {
        return run(() -> {
            if (duties.idle() && desks.count() == 0) {
                sleep.run();
            }
        });
    }

    private ReplyEffect<AgentEvent, AgentState> persist(List<AgentEvent> events) {
        return Effect().persist(events).thenRun(this::afterwards).thenNoReply();
    }

    private ReplyEffect<AgentEvent, AgentState> run(Runnable effect) {
        effect.run();
        return Effect().noReply();
    }

    private void afterwards(AgentState state) {
        var version = lastSequenceNumber(context);
        duties.owe(AgentErrand.of(agentId, profiles.get(), state, version), state.nextDeadline());
        push(state);
    }

    private void push(AgentState state) {
        var view = AgentFeed.view(agentId, profiles.get(), state, desks.count());
        desks.each((desk, note) -> desk.tell(view));
    }

    @Override
    public SignalHandler<AgentState> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), state -> {
                    afterwards(state);
                    context.getSelf().tell(new MissDesks());
                })
                .build();
    }

    @Override
    public EventHandler<AgentState, AgentEvent> eventHandler() {
        return AgentState::after;
    }
}
