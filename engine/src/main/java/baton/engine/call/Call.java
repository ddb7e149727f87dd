package baton.engine.call;

import baton.engine.EntityKey;
import baton.engine.call.CallCommand.ClaimCall;
import baton.engine.call.CallCommand.ConfirmPickUp;
import baton.engine.call.CallCommand.DeadlineReached;
import baton.engine.call.CallCommand.Deed;
import baton.engine.call.CallCommand.DoorGone;
import baton.engine.call.CallCommand.DoorsFound;
import baton.engine.call.CallCommand.EndCall;
import baton.engine.call.CallCommand.ErrandDone;
import baton.engine.call.CallCommand.HoldCall;
import baton.engine.call.CallCommand.Idle;
import baton.engine.call.CallCommand.ParkCall;
import baton.engine.call.CallCommand.ReceiveCall;
import baton.engine.call.CallCommand.ReportAgentHungUp;
import baton.engine.call.CallCommand.ReportConferenceFailed;
import baton.engine.call.CallCommand.ReportDeclined;
import baton.engine.call.CallCommand.ReportPickedUp;
import baton.engine.call.CallCommand.ReportSession;
import baton.engine.call.CallCommand.RetryErrands;
import baton.engine.call.CallCommand.RingPhone;
import baton.engine.call.CallCommand.SearchAgain;
import baton.engine.call.CallCommand.StopPhone;
import baton.engine.call.CallEvent.CallArrived;
import baton.engine.call.CallEvent.CallEnded;
import baton.engine.call.CallEvent.DoorChanged;
import baton.engine.call.CallReply.Accepted;
import baton.engine.call.CallState.Arrived;
import baton.engine.call.CallState.PickedUp;
import baton.engine.call.CallState.Ringing;
import baton.engine.call.CallState.Talking;
import baton.engine.call.CallState.Unknown;
import baton.engine.call.CallState.Waiting;
import baton.engine.call.Decision.Happens;
import baton.engine.duty.Carrier;
import baton.engine.duty.Duties;
import baton.engine.journal.CommandTable;
import baton.engine.journal.LateAnswers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

    private static final CommandTable<Call, CallCommand, CallEvent, CallState> COMMANDS =
            CommandTable.of(Call::commands);

    private static final Duration SLEEP_AFTER = Duration.ofMinutes(1);

    private final String tenant;
    private final String callId;
    private final InstantSource clock;
    private final Runnable sleep;
    private final CallDoor door;
    private final Duties<CallCommand, CallErrand> duties;

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
        return COMMANDS.handlerOf(this);
    }

    private static void commands(CommandTable.Builder<Call, CallCommand, CallEvent, CallState> on) {
        on.forStateType(Unknown.class)
                .onCommand(ReceiveCall.class, Call::receive)
                // the invitation is on its way into the journal
                .onCommand(RingPhone.class, (me, s, ring) -> me.Effect().stash())
                .onCommand(Idle.class, (me, s, idle) -> me.run(me.sleep))
                .onCommand(ClaimCall.class, Call::unknown)
                .onCommand(Deed.class, (me, s, deed) -> me.Effect().reply(deed.replyTo(), new CallReply.Unknown()));
        on.forStateType(Waiting.class)
                .onCommand(RingPhone.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.ringWaiting(s, c, me.now())));
        on.forStateType(Ringing.class)
                .onCommand(RingPhone.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.ringNext(s, c)))
                .onCommand(
                        ReportPickedUp.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.pickedUp(s, c, me.now())))
                .onCommand(
                        ReportDeclined.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.declined(s, c, me.now())));
        on.forStateType(PickedUp.class)
                .onCommand(RingPhone.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.ringNext(s, c)))
                .onCommand(ConfirmPickUp.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.confirm(s, c, me.now())))
                .onCommand(
                        ReportAgentHungUp.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.hungUp(s, c, me.now())));
        on.forStateType(Talking.class)
                .onCommand(RingPhone.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.ring(s, c, me.now())))
                .onCommand(StopPhone.class, (me, s, c) -> me.yes(c));
        on.forStateType(Conferring.class)
                .onCommand(RingPhone.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.ringNext(s, c)))
                .onCommand(
                        ReportAgentHungUp.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.hungUp(s, c, me.now())))
                .onCommand(
                        ReportConferenceFailed.class,
                        (me, s, c) -> me.carryOut(s, c, CallDecisions.failed(s, c, me.now())))
                .onCommand(HoldCall.class, (me, s, c) -> me.Effect().reply(c.replyTo(), new CallReply.InConference()));
        on.forStateType(Arrived.class)
                .onCommand(ReceiveCall.class, Call::receiveAgain)
                .onCommand(
                        ReportAgentHungUp.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.hungUp(s, c, me.now())))
                .onCommand(StopPhone.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.stop(s, c, me.now())))
                .onCommand(ParkCall.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.park(s, c, me.now())))
                .onCommand(ReportSession.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.session(s, c, me.now())))
                .onCommand(HoldCall.class, Call::hold)
                .onCommand(EndCall.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.end(s, c, me.now())))
                .onCommand(ClaimCall.class, Call::claim)
                .onCommand(SearchAgain.class, Call::searchAgain);
        on.forStateType(CallState.Ended.class)
                .onCommand(ReceiveCall.class, Call::receiveAgain)
                .onCommand(ClaimCall.class, Call::claimTooLate)
                .onCommand(
                        SearchAgain.class,
                        (me, s, c) -> me.run(me.door.isHopeless() ? me.door::giveUp : me.door::searchOn))
                .onCommand(HoldCall.class, (me, s, c) -> me.Effect().reply(c.replyTo(), new CallReply.NotInThisCall()));
        on.forStateType(CallState.class)
                .onCommand(DoorGone.class, (me, s, c) -> me.run(() -> me.door.gone(s, c)))
                .onCommand(DoorsFound.class, (me, s, c) -> me.run(() -> me.door.ask(s, c.open())))
                .onCommand(ReportPickedUp.class, (me, s, c) -> me.carryOut(s, c, CallDecisions.pickedUpTooLate(s, c)))
                .onCommand(Deed.class, (me, s, c) -> me.yes(c))
                .onCommand(RetryErrands.class, (me, s, retry) -> me.run(me.duties::retry))
                .onCommand(ErrandDone.class, (me, s, done) -> me.run(() -> me.duties.done(done.errandId())))
                .onCommand(Idle.class, Call::idle)
                .onCommand(CallCommand.class, (me, s, other) -> me.Effect().noReply());
    }

    private Instant now() {
        return clock.instant();
    }

    private ReplyEffect<CallEvent, CallState> carryOut(CallState state, Deed deed, Decision decision) {
        if (decision instanceof Happens happens) {
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
        }
        return yes(deed);
    }

    private ReplyEffect<CallEvent, CallState> receive(Unknown unknown, ReceiveCall command) {
        var arrived = new CallArrived(
                command.episodeId(),
                command.caller(),
                command.called(),
                command.offerSdp(),
                command.dialog(),
                command.door(),
                clock.instant());
        return Effect()
                .persist(arrived)
                .thenRun(state -> door.watch(state))
                .thenRun(this::goOn)
                .thenReply(command.replyTo(), state -> new Accepted())
                .thenUnstashAll();
    }

    private ReplyEffect<CallEvent, CallState> receiveAgain(CallState state, ReceiveCall command) {
        door.invitedAgain(command.door(), state);
        return yes(command);
    }

    /** Nothing is stored before the phones have agreed: then the door tells of it. */
    private ReplyEffect<CallEvent, CallState> hold(Arrived arrived, HoldCall command) {
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
    private ReplyEffect<CallEvent, CallState> unknown(Unknown unknown, ClaimCall claim) {
        sleep.run();
        return Effect().reply(claim.replyTo(), new CallReply.Unknown());
    }

    /** Also when the same door has lost it: what is to be done is worked out anew. */
    private ReplyEffect<CallEvent, CallState> claim(Arrived arrived, ClaimCall claim) {
        if (!AdoptionFormat.knows(arrived, claim) || claim.sipCallId().isEmpty() && !door.mayHave(arrived, claim)) {
            return Effect().reply(claim.replyTo(), new CallReply.NotInThisCall());
        }
        var former = arrived.known().door();
        var number = arrived.known().moved().map(DoorChanged::number).orElse(0) + 1;
        return Effect()
                .persist(new DoorChanged(claim.door(), number, clock.instant()))
                .thenRun((CallState state) -> door.moved((Arrived) state, former))
                .thenRun(this::goOn)
                .thenReply(claim.replyTo(), state -> new Accepted())
                .thenUnstashAll();
    }

    private ReplyEffect<CallEvent, CallState> claimTooLate(CallState.Ended ended, ClaimCall claim) {
        return Effect()
                .reply(claim.replyTo(), door.ends(ended, claim) ? new Accepted() : new CallReply.NotInThisCall());
    }

    /** One that had been waiting here while a door was found means nothing. */
    private ReplyEffect<CallEvent, CallState> searchAgain(Arrived arrived, SearchAgain again) {
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

    private ReplyEffect<CallEvent, CallState> idle(CallState state, Idle idle) {
        return run(() -> {
            if (state instanceof CallState.Ended && duties.idle()) {
                sleep.run();
            } else {
                door.order(state); // one may have got lost
            }
        });
    }

    private ReplyEffect<CallEvent, CallState> yes(Deed deed) {
        return Effect().reply(deed.replyTo(), new Accepted());
    }

    private ReplyEffect<CallEvent, CallState> run(Runnable effect) {
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
                        door.watch(state);
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
