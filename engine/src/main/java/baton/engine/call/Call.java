package baton.engine.call;

import baton.engine.EntityKey;
import baton.engine.call.CallCommand.ClaimCall;
import baton.engine.call.CallCommand.DeadlineReached;
import baton.engine.call.CallCommand.Deed;
import baton.engine.call.CallCommand.EndCall;
import baton.engine.call.CallCommand.ErrandDone;
import baton.engine.call.CallCommand.HoldCall;
import baton.engine.call.CallCommand.Idle;
import baton.engine.call.CallCommand.InvitationOverdue;
import baton.engine.call.CallCommand.OfDoor;
import baton.engine.call.CallCommand.ReceiveCall;
import baton.engine.call.CallCommand.RetryErrands;
import baton.engine.call.CallCommand.RingPhone;
import baton.engine.call.CallCommand.SearchAgain;
import baton.engine.call.CallCommand.StopPhone;
import baton.engine.call.CallEvent.CallArrived;
import baton.engine.call.CallEvent.CallEnded;
import baton.engine.call.CallEvent.DoorChanged;
import baton.engine.call.CallReply.Accepted;
import baton.engine.call.CallState.Arrived;
import baton.engine.call.CallState.Unknown;
import baton.engine.call.Decision.Happens;
import baton.engine.duty.Carrier;
import baton.engine.duty.Duties;
import baton.engine.journal.LateAnswers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
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
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/** One telephone call; what it decides is in {@link CallDecisions}. Tells the door what to do ({@link CallOrders}) and everybody else what has become of it ({@link CallErrand}). */
public final class Call extends EventSourcedBehaviorWithEnforcedReplies<CallCommand, CallEvent, CallState> {

    public static final EntityTypeKey<CallCommand> TYPE_KEY = EntityTypeKey.create(CallCommand.class, "call");

    private static final Duration SLEEP_AFTER = Duration.ofMinutes(1);

    /** An invitation that was lost with a node is here again within this time. */
    private static final Duration INVITATION = Duration.ofSeconds(5);

    private final String tenant;
    private final String callId;
    private final InstantSource clock;
    private final TimerScheduler<CallCommand> timers;
    final Runnable sleep;
    final CallDoor door;

    /** Why it is to end, if that is said before the invitation is here: the two come on different ways. */
    private String endedEarly = "";

    /** Whoever asks for a phone need not wait for the invitation any more. */
    private boolean overdue;

    final Duties<CallCommand, CallErrand> duties;

    private Call(
            EntityKey key,
            InstantSource clock,
            Carrier<CallErrand> carrier,
            PhoneDoors doors,
            Runnable sleep,
            ActorContext<CallCommand> context,
            TimerScheduler<CallCommand> timers) {
        super(
                key.persistenceId(TYPE_KEY.name()),
                SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2));
        this.tenant = key.tenant();
        this.callId = key.id();
        this.clock = clock;
        this.timers = timers;
        this.sleep = sleep;
        this.door = new CallDoor(key, context, timers, clock, doors);
        var messages = new Duties.Messages<CallCommand>(new DeadlineReached(), new RetryErrands(), ErrandDone::new);
        this.duties = new Duties<>(key.tenant(), context, timers, clock, carrier, messages);
    }

    public static Behavior<CallCommand> create(
            EntityKey key, InstantSource clock, Carrier<CallErrand> carrier, PhoneDoors doors, Runnable sleep) {
        return LateAnswers.withheldFrom(Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            context.setReceiveTimeout(SLEEP_AFTER, new Idle());
            return new Call(key, clock, carrier, doors, sleep, context, timers);
        })));
    }

    @Override
    public CallState emptyState() {
        return new Unknown();
    }

    @Override
    public CommandHandlerWithReply<CallCommand, CallEvent, CallState> commandHandler() {
        return CallTable.COMMANDS.handlerOf(this);
    }

    Instant now() {
        return clock.instant();
    }

    ReplyEffect<CallEvent, CallState> carryOut(CallState state, Deed deed, Decision decision) {
        if (CallDecisions.isVoid(state, deed)) {
            return Effect().reply(deed.replyTo(), CallDecisions.answerToVoid(state, deed));
        } else if (decision instanceof Happens happens) {
            return Effect()
                    .persist(happens.events())
                    .thenRun((CallState next) -> happens.stoppedOffer().ifPresent(offerId -> stop(next, offerId)))
                    .thenRun(this::goOn)
                    .thenReply(deed.replyTo(), next -> new Accepted())
                    .thenUnstashAll(); // what waited for this looks again
        } else if (decision instanceof Decision.Later) {
            return Effect().stash();
        } else if (decision instanceof Decision.NotNow) {
            return Effect().noReply();
        } else if (decision instanceof Decision.Stop late) {
            stop(state, late.offerId());
        } else if (decision instanceof Decision.Again) {
            door.order(state);
        }
        return yes(deed);
    }

    ReplyEffect<CallEvent, CallState> receive(Unknown unknown, ReceiveCall command) {
        var arrived = new CallArrived(
                command.episodeId(),
                command.caller(),
                command.called(),
                command.offerSdp(),
                command.dialog(),
                command.door(),
                clock.instant());
        var over = new CallEnded(endedEarly, clock.instant());
        return Effect()
                .persist(endedEarly.isEmpty() ? List.of(arrived) : List.of(arrived, over))
                .thenRun((CallState state) -> door.watch(state))
                .thenRun(this::goOn)
                .thenReply(command.replyTo(), state -> new Accepted())
                .thenUnstashAll();
    }

    /** The invitation may be on its way into the journal. */
    ReplyEffect<CallEvent, CallState> awaitInvitation(Unknown unknown, RingPhone command) {
        if (overdue) {
            return Effect().reply(command.replyTo(), new CallReply.Unknown());
        }
        if (!timers.isTimerActive(new InvitationOverdue())) {
            timers.startSingleTimer(new InvitationOverdue(), INVITATION);
        }
        return Effect().stash();
    }

    /** What waits for the invitation must not ring after this. */
    ReplyEffect<CallEvent, CallState> stopLater(Unknown unknown, StopPhone command) {
        return timers.isTimerActive(new InvitationOverdue())
                ? Effect().stash()
                : Effect().reply(command.replyTo(), new CallReply.Unknown());
    }

    ReplyEffect<CallEvent, CallState> overdue(Unknown unknown, InvitationOverdue command) {
        overdue = true;
        return Effect().none().thenNoReply().thenUnstashAll();
    }

    ReplyEffect<CallEvent, CallState> endEarly(Unknown unknown, EndCall command) {
        endedEarly = command.reason();
        return Effect().reply(command.replyTo(), new CallReply.Unknown());
    }

    ReplyEffect<CallEvent, CallState> receiveAgain(CallState state, ReceiveCall command) {
        return Effect().reply(command.replyTo(), door.invitedAgain(command.door(), state));
    }

    /** Nothing is stored before the phones have agreed: then the door tells of it. */
    ReplyEffect<CallEvent, CallState> hold(Arrived arrived, HoldCall command) {
        var talks = arrived.talk()
                .filter(talk -> talk.rung().agentId().equals(command.agentId()))
                .isPresent();
        if (!talks) {
            return Effect().reply(command.replyTo(), new CallReply.NotInThisCall());
        }
        door.order(arrived, CallOrders.hold(tenant, callId, command.hold()));
        return yes(command);
    }

    /** Who made the name up must not keep this alive. */
    ReplyEffect<CallEvent, CallState> unknown(Unknown unknown, ClaimCall claim) {
        sleep.run();
        return Effect().reply(claim.replyTo(), new CallReply.Unknown());
    }

    /** Also when the same door has lost it: what is to be done is worked out anew. */
    ReplyEffect<CallEvent, CallState> claim(Arrived arrived, ClaimCall claim) {
        if (!AdoptionFormat.knows(arrived, claim) || claim.sipCallId().isEmpty() && !door.mayHave(arrived, claim)) {
            return Effect().reply(claim.replyTo(), new CallReply.NotInThisCall());
        }
        var former = arrived.known().door();
        return Effect()
                .persist(new DoorChanged(claim.door(), arrived.known().moves() + 1, clock.instant()))
                .thenRun((CallState state) -> door.moved((Arrived) state, former))
                .thenRun(this::goOn)
                .thenReply(claim.replyTo(), state -> new Accepted())
                .thenUnstashAll();
    }

    /** The order to hang up may get lost, and a door that has got this call after its end is none of which this knows: the answer says it, too. */
    ReplyEffect<CallEvent, CallState> overAlready(CallState.Ended ended, OfDoor command) {
        if (CallDecisions.isVoid(ended, command)) {
            return Effect().reply(command.replyTo(), CallDecisions.answerToVoid(ended, command));
        }
        door.order(ended);
        return Effect().reply(command.replyTo(), new CallReply.Unknown());
    }

    ReplyEffect<CallEvent, CallState> claimTooLate(CallState.Ended ended, ClaimCall claim) {
        return Effect()
                .reply(claim.replyTo(), door.ends(ended, claim) ? new Accepted() : new CallReply.NotInThisCall());
    }

    /** One that had been waiting here while a door was found means nothing. */
    ReplyEffect<CallEvent, CallState> searchAgain(Arrived arrived, SearchAgain again) {
        if (!door.isHopeless()) {
            return run(door::searchOn);
        }
        door.giveUp();
        return Effect()
                .persist(new CallEnded("failed", clock.instant()))
                .thenRun(this::goOn)
                .thenNoReply()
                .thenUnstashAll();
    }

    ReplyEffect<CallEvent, CallState> idle(CallState state, Idle idle) {
        return run(() -> {
            door.orderAgain(state);
            if (state instanceof CallState.Ended && duties.idle()) {
                sleep.run();
            }
        });
    }

    ReplyEffect<CallEvent, CallState> yes(Deed deed) {
        return Effect().reply(deed.replyTo(), new Accepted());
    }

    ReplyEffect<CallEvent, CallState> run(Runnable effect) {
        effect.run();
        return Effect().noReply();
    }

    private void goOn(CallState state) {
        CallMeters.stands(persistenceId().id(), state);
        door.order(state);
        duties.owe(CallErrand.of(callId, state), Optional.empty());
    }

    private void stop(CallState state, String offerId) {
        door.order(state, CallOrders.stop(tenant, callId, offerId));
    }

    @Override
    public SignalHandler<CallState> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), state -> {
                    if (state instanceof Arrived || state instanceof CallState.Ended ended && door.isLately(ended)) {
                        door.wakesUp(state);
                    }
                    goOn(state);
                })
                .onSignal(
                        PostStop.class,
                        (state, stopped) -> CallMeters.gone(persistenceId().id()))
                .build();
    }

    @Override
    public EventHandler<CallState, CallEvent> eventHandler() {
        return CallState::after;
    }
}
