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
import baton.engine.agent.AgentCommand.MissDesks;
import baton.engine.agent.AgentCommand.OfferWork;
import baton.engine.agent.AgentCommand.RegisterPhone;
import baton.engine.agent.AgentCommand.RejectOffer;
import baton.engine.agent.AgentCommand.RescindOffer;
import baton.engine.agent.AgentCommand.RetryErrands;
import baton.engine.agent.AgentCommand.SetPresence;
import baton.engine.agent.AgentCommand.UnregisterPhone;
import baton.engine.agent.AgentEvent.DesksFound;
import baton.engine.agent.AgentEvent.DesksLost;
import baton.engine.agent.AgentEvent.EpisodeLeft;
import baton.engine.agent.AgentEvent.EpisodeTaken;
import baton.engine.agent.AgentEvent.OfferEnded;
import baton.engine.agent.AgentEvent.OfferMade;
import baton.engine.agent.AgentEvent.OfferSettled;
import baton.engine.agent.AgentEvent.PhoneRegistered;
import baton.engine.agent.AgentEvent.PhoneUnregistered;
import baton.engine.agent.AgentEvent.PresenceChanged;
import baton.engine.agent.AgentEvent.VoiceEnded;
import baton.engine.agent.AgentReply.Accepted;
import baton.engine.agent.AgentReply.Reason;
import baton.engine.agent.AgentReply.Rejected;
import baton.engine.duty.Carrier;
import baton.engine.duty.Duties;
import baton.engine.episode.Medium;
import baton.engine.follow.Followers;
import baton.engine.routing.OfferOutcome;
import baton.protocol.client.v1.Feed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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

/** One agent: presence, phone, offers, episodes in hand. The only code that spends the agent's capacity. */
public final class Agent extends EventSourcedBehaviorWithEnforcedReplies<AgentCommand, AgentEvent, AgentState> {

    public static final EntityTypeKey<AgentCommand> TYPE_KEY = EntityTypeKey.create(AgentCommand.class, "agent");

    private static final Duration SLEEP_AFTER = Duration.ofMinutes(2);

    private final String agentId;
    private final AgentProfile profile;
    private final AgentSettings settings;
    private final InstantSource clock;
    private final Runnable sleep;
    private final ActorContext<AgentCommand> context;
    private final Duties<AgentCommand, AgentErrand> duties;
    private final Followers<AgentCommand, Feed, String> desks;

    private Agent(
            EntityKey key,
            AgentProfile profile,
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
        this.profile = profile;
        this.settings = settings;
        this.clock = clock;
        this.sleep = sleep;
        this.context = context;
        var messages = new Duties.Messages<AgentCommand>(new DeadlineReached(), new RetryErrands(), ErrandDone::new);
        this.duties = new Duties<>(key.tenant(), context, timers, clock, carrier, messages);
        this.desks = new Followers<>(context, FollowerGone::new);
    }

    /** {@code sleep} is run when nobody has needed the agent for a while and the agent owes nothing. */
    public static Behavior<AgentCommand> create(
            EntityKey key,
            AgentProfile profile,
            AgentSettings settings,
            InstantSource clock,
            Carrier<AgentErrand> carrier,
            Runnable sleep) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            context.setReceiveTimeout(SLEEP_AFTER, new Idle());
            return new Agent(key, profile, settings, clock, carrier, sleep, context, timers);
        }));
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
                .onCommand(SetPresence.class, this::setPresence)
                .onCommand(OfferWork.class, this::offer)
                .onCommand(AcceptOffer.class, this::accept)
                .onCommand(RejectOffer.class, this::reject)
                .onCommand(RescindOffer.class, this::rescind)
                .onCommand(LeaveEpisode.class, this::leave)
                .onCommand(EndVoice.class, this::endVoice)
                .onCommand(RegisterPhone.class, this::registerPhone)
                .onCommand(UnregisterPhone.class, this::unregisterPhone)
                .onCommand(FollowAgent.class, this::deskOpened)
                .onCommand(FollowerGone.class, this::deskGone)
                .onCommand(MissDesks.class, this::missDesks)
                .onCommand(DeadlineReached.class, this::deadline)
                .onCommand(RetryErrands.class, retry -> run(duties::retry))
                .onCommand(ErrandDone.class, this::errandDone)
                .onCommand(Idle.class, this::idle);
        return on.build();
    }

    private ReplyEffect<AgentEvent, AgentState> setPresence(AgentState state, SetPresence command) {
        var now = state.presence();
        if (now.presence() == command.presence() && now.reason().equals(command.reason())) {
            return yes(command);
        }
        return persist(command, new PresenceChanged(command.presence(), command.reason(), clock.instant()));
    }

    private ReplyEffect<AgentEvent, AgentState> offer(AgentState state, OfferWork command) {
        if (state.offers().knows(command.offerId())) {
            return yes(command);
        }
        var free = command.medium() == Medium.TEXT ? state.freeText(profile.textCapacity()) : state.freeVoice();
        if (free == 0) {
            return no(command, Reason.NO_CAPACITY, "The agent cannot take it now.");
        }
        var now = clock.instant();
        var patience = command.medium() == Medium.TEXT ? settings.textOffer() : settings.voiceOffer();
        var offer = new Offer(
                command.offerId(),
                command.workId(),
                command.medium(),
                command.episodeId(),
                command.legId(),
                command.queueId(),
                now,
                now.plus(patience),
                command.because());
        return persist(command, new OfferMade(offer, now));
    }

    private ReplyEffect<AgentEvent, AgentState> accept(AgentState state, AcceptOffer command) {
        if (state.offers().accepted(command.offerId())) {
            return yes(command);
        }
        var now = clock.instant();
        var pending = state.offers().pending(command.offerId()).filter(offer -> now.isBefore(offer.until()));
        if (pending.isEmpty()) {
            return no(command, Reason.OFFER_GONE, "This offer is over.");
        }
        var offer = pending.get();
        if (offer.medium() == Medium.VOICE && !command.byPhone()) {
            return no(command, Reason.ANSWER_YOUR_PHONE, "Your phone rings: answer it there.");
        }
        return persist(
                command,
                new OfferEnded(offer.offerId(), OfferOutcome.ACCEPTED, now),
                new EpisodeTaken(offer.episodeId(), offer.workId(), offer.legId(), now));
    }

    private ReplyEffect<AgentEvent, AgentState> reject(AgentState state, RejectOffer command) {
        if (state.offers().pending(command.offerId()).isEmpty()) {
            return state.offers().accepted(command.offerId())
                    ? no(command, Reason.OFFER_GONE, "This offer has been accepted.")
                    : yes(command);
        }
        return persist(command, ended(command.offerId(), command.outcome(), clock.instant()));
    }

    private ReplyEffect<AgentEvent, AgentState> rescind(AgentState state, RescindOffer command) {
        if (state.offers().pending(command.offerId()).isPresent()) {
            return persist(command, new OfferEnded(command.offerId(), OfferOutcome.RESCINDED, clock.instant()));
        }
        return state.offers().knows(command.offerId())
                ? yes(command)
                : persist(command, new OfferSettled(command.offerId(), clock.instant())); // it may still be on its way
    }

    /** Whoever misses an offer is not at the desk, whatever the presence says. */
    private static AgentEvent[] ended(String offerId, OfferOutcome outcome, Instant now) {
        var ended = new OfferEnded(offerId, outcome, now);
        return outcome == OfferOutcome.TIMED_OUT
                ? new AgentEvent[] {ended, new PresenceChanged(Presence.AWAY, "missed-offer", now)}
                : new AgentEvent[] {ended};
    }

    private ReplyEffect<AgentEvent, AgentState> leave(AgentState state, LeaveEpisode command) {
        var hand = state.hands().get(command.episodeId());
        return hand == null || !hand.workId().equals(command.workId())
                ? yes(command)
                : persist(command, new EpisodeLeft(command.episodeId(), clock.instant()));
    }

    /** The call is over, be the agent talking or still being rung. */
    private ReplyEffect<AgentEvent, AgentState> endVoice(AgentState state, EndVoice command) {
        var now = clock.instant();
        var events = new ArrayList<AgentEvent>();
        if (state.hands().values().stream().anyMatch(hand -> hand.voiceLegId().equals(command.legId()))) {
            events.add(new VoiceEnded(command.legId(), now));
        }
        state.offers()
                .pending(Medium.VOICE)
                .filter(offer -> offer.legId().equals(command.legId()))
                .forEach(offer -> events.add(new OfferEnded(offer.offerId(), OfferOutcome.RESCINDED, now)));
        return events.isEmpty() ? yes(command) : persist(command, events.toArray(AgentEvent[]::new));
    }

    private ReplyEffect<AgentEvent, AgentState> registerPhone(AgentState state, RegisterPhone command) {
        return persist(command, new PhoneRegistered(command.contact(), command.until(), clock.instant()));
    }

    private ReplyEffect<AgentEvent, AgentState> unregisterPhone(AgentState state, UnregisterPhone command) {
        return state.phone().isEmpty() ? yes(command) : persist(command, new PhoneUnregistered(clock.instant()));
    }

    private ReplyEffect<AgentEvent, AgentState> deskOpened(AgentState state, FollowAgent command) {
        var following = desks.add(command.follower(), "");
        if (state.graceUntil().isEmpty()) {
            push(state);
            return Effect().reply(command.replyTo(), following);
        }
        return Effect()
                .persist(new DesksFound(clock.instant()))
                .thenRun(this::afterwards)
                .thenReply(command.replyTo(), next -> following);
    }

    private ReplyEffect<AgentEvent, AgentState> deskGone(AgentState state, FollowerGone gone) {
        desks.remove(gone.follower());
        push(state);
        return missDesks(state, new MissDesks());
    }

    private ReplyEffect<AgentEvent, AgentState> missDesks(AgentState state, MissDesks miss) {
        var working = state.presence().presence() != Presence.OFFLINE
                || !state.hands().isEmpty();
        if (desks.count() > 0 || !working || state.graceUntil().isPresent()) {
            return Effect().noReply();
        }
        var now = clock.instant();
        return persist(List.of(new DesksLost(now.plus(settings.deskGrace()), now)));
    }

    private ReplyEffect<AgentEvent, AgentState> deadline(AgentState state, DeadlineReached reached) {
        var now = clock.instant();
        var events = new ArrayList<AgentEvent>();
        for (var offer : state.offers().pending().values()) {
            if (!now.isBefore(offer.until())) {
                events.addAll(List.of(ended(offer.offerId(), OfferOutcome.TIMED_OUT, now)));
            }
        }
        state.phone()
                .filter(phone -> !now.isBefore(phone.until()))
                .ifPresent(x -> events.add(new PhoneUnregistered(now)));
        state.graceUntil().filter(grace -> !now.isBefore(grace)).ifPresent(x -> {
            events.add(new PresenceChanged(Presence.OFFLINE, "disconnected", now));
            events.add(new DesksFound(now));
        });
        return events.isEmpty() ? run(duties::rearm) : persist(events);
    }

    private ReplyEffect<AgentEvent, AgentState> errandDone(AgentState state, ErrandDone done) {
        duties.done(done.errandId());
        return state.offers().ended().keySet().stream()
                .filter(offerId -> done.errandId().equals("conclude " + offerId))
                .findFirst()
                .map(offerId -> persist(List.of(new OfferSettled(offerId, clock.instant()))))
                .orElseGet(() -> Effect().noReply());
    }

    private ReplyEffect<AgentEvent, AgentState> idle(AgentState state, Idle idle) {
        return run(() -> {
            if (duties.idle() && desks.count() == 0) {
                sleep.run();
            }
        });
    }

    private ReplyEffect<AgentEvent, AgentState> yes(Deed deed) {
        return Effect().reply(deed.replyTo(), new Accepted());
    }

    private ReplyEffect<AgentEvent, AgentState> no(Deed deed, Reason reason, String detail) {
        return Effect().reply(deed.replyTo(), new Rejected(reason, detail));
    }

    private ReplyEffect<AgentEvent, AgentState> persist(Deed deed, AgentEvent... events) {
        return Effect()
                .persist(List.of(events))
                .thenRun(this::afterwards)
                .thenReply(deed.replyTo(), state -> new Accepted());
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
        duties.owe(AgentErrand.of(agentId, profile, state, version), state.nextDeadline());
        push(state);
    }

    private void push(AgentState state) {
        var view = AgentFeed.view(agentId, profile, state, desks.count());
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
