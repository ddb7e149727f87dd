package baton.engine.call;

import baton.engine.EntityKey;
import baton.engine.call.CallCommand.ConfirmPickUp;
import baton.engine.call.CallCommand.DeadlineReached;
import baton.engine.call.CallCommand.Deed;
import baton.engine.call.CallCommand.DoorGone;
import baton.engine.call.CallCommand.EndCall;
import baton.engine.call.CallCommand.ErrandDone;
import baton.engine.call.CallCommand.Idle;
import baton.engine.call.CallCommand.ReceiveCall;
import baton.engine.call.CallCommand.ReportAgentHungUp;
import baton.engine.call.CallCommand.ReportDeclined;
import baton.engine.call.CallCommand.ReportPickedUp;
import baton.engine.call.CallCommand.RetryErrands;
import baton.engine.call.CallCommand.RingPhone;
import baton.engine.call.CallCommand.StopPhone;
import baton.engine.call.CallEvent.CallArrived;
import baton.engine.call.CallEvent.CallConnected;
import baton.engine.call.CallEvent.CallEnded;
import baton.engine.call.CallEvent.PhoneAnswered;
import baton.engine.call.CallEvent.PhoneFailed;
import baton.engine.call.CallEvent.PhoneRung;
import baton.engine.call.CallReply.Accepted;
import baton.engine.call.CallState.Arrived;
import baton.engine.call.CallState.PickedUp;
import baton.engine.call.CallState.Ringing;
import baton.engine.call.CallState.Talking;
import baton.engine.call.CallState.Unknown;
import baton.engine.call.CallState.Waiting;
import baton.engine.duty.Carrier;
import baton.engine.duty.Duties;
import baton.protocol.gateway.v1.CallOrder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
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
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/** One telephone call. Tells the door what to do ({@link CallOrders}) and everybody else what has become of it ({@link CallErrand}). */
public final class Call extends EventSourcedBehaviorWithEnforcedReplies<CallCommand, CallEvent, CallState> {

    public static final EntityTypeKey<CallCommand> TYPE_KEY = EntityTypeKey.create(CallCommand.class, "call");

    private static final Duration SLEEP_AFTER = Duration.ofMinutes(1);

    private final String tenant;
    private final String callId;
    private final InstantSource clock;
    private final Runnable sleep;
    private final ActorContext<CallCommand> context;
    private final Function<String, ActorRef<CallOrder>> doors;
    private final Duties<CallCommand, CallErrand> duties;

    private Call(
            EntityKey key,
            InstantSource clock,
            Carrier<CallErrand> carrier,
            Function<String, ActorRef<CallOrder>> doors,
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
        this.context = context;
        this.doors = doors;
        var messages = new Duties.Messages<CallCommand>(new DeadlineReached(), new RetryErrands(), ErrandDone::new);
        this.duties = new Duties<>(key.tenant(), context, timers, clock, carrier, messages);
    }

    /** {@code doors} finds the door by the name under which it told of the call. */
    public static Behavior<CallCommand> create(
            EntityKey key,
            InstantSource clock,
            Carrier<CallErrand> carrier,
            Function<String, ActorRef<CallOrder>> doors,
            Runnable sleep) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            context.setReceiveTimeout(SLEEP_AFTER, new Idle());
            return new Call(key, clock, carrier, doors, sleep, context, timers);
        }));
    }

    @Override
    public CallState emptyState() {
        return new Unknown();
    }

    @Override
    public CommandHandlerWithReply<CallCommand, CallEvent, CallState> commandHandler() {
        var on = newCommandHandlerWithReplyBuilder();
        on.forStateType(Unknown.class)
                .onCommand(ReceiveCall.class, this::receive)
                .onCommand(RingPhone.class, ring -> Effect().stash()) // the invitation is on its way into the journal
                .onCommand(Idle.class, idle -> run(sleep))
                .onCommand(Deed.class, deed -> Effect().reply(deed.replyTo(), new CallReply.Unknown()));
        on.forStateType(Waiting.class).onCommand(RingPhone.class, this::ring);
        on.forStateType(Ringing.class)
                .onCommand(RingPhone.class, this::ringNext)
                .onCommand(ReportPickedUp.class, this::pickedUp)
                .onCommand(ReportDeclined.class, this::declined);
        on.forStateType(PickedUp.class)
                .onCommand(ConfirmPickUp.class, this::confirm)
                .onCommand(ReportAgentHungUp.class, hungUp -> Effect().stash()); // the agent's acceptance is under way
        on.forStateType(Talking.class)
                .onCommand(StopPhone.class, stop -> yes(stop))
                .onCommand(ReportAgentHungUp.class, this::agentHungUp);
        on.forStateType(Arrived.class)
                .onCommand(StopPhone.class, this::stop)
                .onCommand(EndCall.class, this::end)
                .onCommand(DoorGone.class, this::doorGone);
        on.forStateType(CallState.Ended.class).onCommand(ReceiveCall.class, this::over);
        on.forAnyState()
                .onCommand(ReportPickedUp.class, this::pickedUpTooLate)
                .onCommand(Deed.class, deed -> yes(deed))
                .onCommand(RetryErrands.class, retry -> run(duties::retry))
                .onCommand(ErrandDone.class, done -> run(() -> duties.done(done.errandId())))
                .onCommand(Idle.class, this::idle)
                .onCommand(CallCommand.class, other -> Effect().noReply());
        return on.build();
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
                .thenRun(this::watchDoor)
                .thenRun(this::goOn)
                .thenReply(command.replyTo(), state -> new Accepted())
                .thenUnstashAll();
    }

    /** The same invitation again, but the call is over: the door must not wait for orders. */
    private ReplyEffect<CallEvent, CallState> over(CallState.Ended ended, ReceiveCall command) {
        CallOrders.of(tenant, callId, ended)
                .ifPresent(order -> doors.apply(command.door()).tell(order));
        return yes(command);
    }

    /** A phone that has not taken the call is not rung again for the same offer: that was an echo. */
    private ReplyEffect<CallEvent, CallState> ring(Waiting waiting, RingPhone command) {
        if (waiting.known().hasMissed(command.offerId())) {
            return yes(command);
        }
        return persist(
                command, new PhoneRung(command.offerId(), command.agentId(), command.contact(), clock.instant()));
    }

    /** One phone at a time: the next agent's is asked for again when this one has stopped. */
    private ReplyEffect<CallEvent, CallState> ringNext(Ringing ringing, RingPhone command) {
        return ringing.rings(command.offerId()) ? yes(command) : Effect().noReply();
    }

    private ReplyEffect<CallEvent, CallState> pickedUp(Ringing ringing, ReportPickedUp command) {
        if (!ringing.rings(command.offerId())) {
            return pickedUpTooLate(ringing, command);
        }
        return persist(
                command, new PhoneAnswered(command.offerId(), command.answerSdp(), command.dialog(), clock.instant()));
    }

    /** Nobody waits for this phone any more: hang it up - unless it is the very one that talks. */
    private ReplyEffect<CallEvent, CallState> pickedUpTooLate(CallState state, ReportPickedUp command) {
        if (!(state instanceof Arrived arrived) || !arrived.rings(command.offerId())) {
            order(state, CallOrders.stop(tenant, callId, command.offerId()));
        }
        return yes(command);
    }

    private ReplyEffect<CallEvent, CallState> declined(Ringing ringing, ReportDeclined command) {
        return ringing.rings(command.offerId())
                ? persist(command, new PhoneFailed(command.offerId(), command.reason(), clock.instant()))
                : yes(command);
    }

    private ReplyEffect<CallEvent, CallState> confirm(PickedUp picked, ConfirmPickUp command) {
        if (!picked.rings(command.offerId())) {
            return yes(command);
        }
        if (command.accepted()) {
            return persist(
                            command,
                            new CallConnected(command.offerId(), picked.rung().agentId(), clock.instant()))
                    .thenUnstashAll();
        }
        return stopped(command, command.offerId(), "rescinded");
    }

    private ReplyEffect<CallEvent, CallState> stop(Arrived arrived, StopPhone command) {
        return arrived.rings(command.offerId()) ? stopped(command, command.offerId(), command.reason()) : yes(command);
    }

    private ReplyEffect<CallEvent, CallState> stopped(Deed deed, String offerId, String reason) {
        return Effect()
                .persist(new PhoneFailed(offerId, reason, clock.instant()))
                .thenRun(state -> order(state, CallOrders.stop(tenant, callId, offerId)))
                .thenRun(this::goOn)
                .thenReply(deed.replyTo(), state -> new Accepted())
                .thenUnstashAll(); // a hang-up that waited for the acceptance concerned this phone, not the next one
    }

    private ReplyEffect<CallEvent, CallState> agentHungUp(Talking talking, ReportAgentHungUp command) {
        return persist(command, new CallEnded("agent-hung-up", clock.instant()));
    }

    private ReplyEffect<CallEvent, CallState> end(Arrived arrived, EndCall command) {
        var gaveUp = command.reason().equals(CallCommand.CALLER_HUNG_UP) && !(arrived instanceof Talking);
        var reason = gaveUp ? "abandoned" : command.reason();
        return persist(command, new CallEnded(reason, clock.instant())).thenUnstashAll();
    }

    private ReplyEffect<CallEvent, CallState> doorGone(Arrived arrived, DoorGone gone) {
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
                CallOrders.of(tenant, callId, state).ifPresent(order -> order(state, order)); // one may have got lost
            }
        });
    }

    private ReplyEffect<CallEvent, CallState> yes(Deed deed) {
        return Effect().reply(deed.replyTo(), new Accepted());
    }

    private ReplyEffect<CallEvent, CallState> persist(Deed deed, CallEvent event) {
        return Effect().persist(event).thenRun(this::goOn).thenReply(deed.replyTo(), state -> new Accepted());
    }

    private ReplyEffect<CallEvent, CallState> run(Runnable effect) {
        effect.run();
        return Effect().noReply();
    }

    private void goOn(CallState state) {
        CallOrders.of(tenant, callId, state).ifPresent(order -> order(state, order));
        duties.owe(CallErrand.of(callId, state), Optional.empty());
    }

    private void order(CallState state, CallOrder order) {
        door(state).ifPresent(door -> door.tell(order));
    }

    private Optional<ActorRef<CallOrder>> door(CallState state) {
        if (state instanceof Arrived arrived) {
            return Optional.of(doors.apply(arrived.known().arrived().door()));
        }
        return state instanceof CallState.Ended ended ? door(ended.before()) : Optional.empty();
    }

    private void watchDoor(CallState state) {
        door(state).ifPresent(door -> context.watchWith(door, new DoorGone()));
    }

    @Override
    public SignalHandler<CallState> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), state -> {
                    if (state instanceof Arrived) {
                        watchDoor(state);
                    }
                    goOn(state);
                })
                .build();
    }

    @Override
    public EventHandler<CallState, CallEvent> eventHandler() {
        return CallState::after;
    }
}
