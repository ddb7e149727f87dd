package baton.gateway.phone;

import baton.engine.spi.Calls;
import baton.gateway.phone.PhoneCounters.Kind;
import baton.protocol.gateway.v1.CallSignal;
import baton.protocol.gateway.v1.Receipt;
import baton.protocol.gateway.v1.Refused;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Tells the engine the signals of one call, one after another in their order. A signal that is refused with
 * {@code "try-again"} is told again after a pause that doubles, a bounded number of times; how the call ended, who talks in it, and that a
 * caller has waited too long or never acknowledged, until it is heard.
 */
final class SignalTeller extends AbstractBehavior<SignalTeller.Command> {

    sealed interface Command {}

    record Tell(CallSignal signal) implements Command {}

    /** Nothing more will come; stop when everything has been told. */
    record Finish() implements Command {}

    private record Told(Receipt receipt) implements Command {}

    private record TellAgain() implements Command {}

    /** Why the engine refuses what this door says of a call that another one has by now. */
    static final String ANOTHER_DOOR = "another-door";

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final Calls engine;
    private final PhoneSettings.Calls settings;
    private final PhoneCounters counters;
    private final BiConsumer<CallSignal, Refused> refused;
    private final TimerScheduler<Command> timers;
    private final Deque<CallSignal> waiting = new ArrayDeque<>();
    private int attempts;
    private boolean finishing;

    private SignalTeller(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Calls engine,
            PhoneSettings.Calls settings,
            PhoneCounters counters,
            BiConsumer<CallSignal, Refused> refused) {
        super(context);
        context.setLoggerName(SignalTeller.class);
        this.timers = timers;
        this.engine = engine;
        this.settings = settings;
        this.counters = counters;
        this.refused = refused;
    }

    /** @param refused hears what the engine will not have, and why */
    static Behavior<Command> create(
            Calls engine,
            PhoneSettings.Calls settings,
            PhoneCounters counters,
            BiConsumer<CallSignal, Refused> refused) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new SignalTeller(context, timers, engine, settings, counters, refused)));
    }

    /** Of one call, which ends with it. */
    static ActorRef<Command> of(ActorContext<CallCommand> call, CallBridge.Surroundings door) {
        var self = call.getSelf();
        var signals = call.spawn(
                create(
                        door.engine(),
                        door.settings(),
                        door.counters(),
                        (signal, refused) -> self.tell(new CallCommand.SignalRefused(signal, refused))),
                "signals");
        call.watch(signals);
        return signals;
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Tell.class, this::queue)
                .onMessage(Told.class, this::told)
                .onMessage(TellAgain.class, again -> tellFirst())
                .onMessage(Finish.class, finish -> finish())
                .build();
    }

    private Behavior<Command> queue(Tell tell) {
        waiting.addLast(tell.signal());
        return waiting.size() == 1 ? tellFirst() : this;
    }

    private Behavior<Command> tellFirst() {
        attempts++;
        getContext()
                .pipeToSelf(
                        engine.signal(waiting.getFirst()),
                        (receipt, trouble) -> new Told(receipt == null ? tryAgain() : receipt));
        return this;
    }

    private static Receipt tryAgain() {
        return Receipt.newBuilder()
                .setRefused(Refused.newBuilder().setCode("try-again"))
                .build();
    }

    private Behavior<Command> told(Told told) {
        if (!told.receipt().hasRefused()) {
            return next();
        }
        var refused = told.receipt().getRefused();
        if (refused.getCode().equals("try-again") && (mustBeHeard() || attempts < settings.signalAttempts())) {
            timers.startSingleTimer(new TellAgain(), pause(refused));
            return this;
        }
        return giveUp(refused);
    }

    /** How a call ended, and who talks in it now, is told until it has been heard: an agent's line must not stay busy for ever. */
    private boolean mustBeHeard() {
        var signal = waiting.getFirst();
        return signal.hasHungUp()
                || signal.hasCallerCancelled()
                || signal.hasSessionAgreed()
                || signal.hasConferenceFailed()
                || signal.hasWaitedTooLong()
                || signal.hasNeverAcked();
    }

    private Duration pause(Refused refused) {
        var doubled = settings.signalPause().multipliedBy(1L << Math.min(attempts - 1, 16));
        var asked = Duration.ofMillis(Integer.toUnsignedLong(refused.getRetryAfterMs()));
        var pause = doubled.compareTo(asked) < 0 ? asked : doubled;
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private Behavior<Command> giveUp(Refused why) {
        var signal = waiting.getFirst();
        var isAnothers = why.getCode().equals(ANOTHER_DOOR); // then who has hung up has hung up all the same
        if (signal.hasCallerInvited() && !isAnothers) {
            waiting.clear();
            waiting.addFirst(signal);
        } else if (!isAnothers) {
            counters.count(Kind.SIGNAL_LOST);
            getContext()
                    .getLog()
                    .warn(
                            "call {}: the engine refused {}: {}",
                            signal.getCallId(),
                            signal.getSignalCase(),
                            why.getCode());
        }
        refused.accept(signal, why);
        return next();
    }

    private Behavior<Command> next() {
        waiting.removeFirst();
        attempts = 0;
        if (!waiting.isEmpty()) {
            return tellFirst();
        }
        return finishing ? Behaviors.stopped() : this;
    }

    private Behavior<Command> finish() {
        finishing = true;
        return waiting.isEmpty() ? Behaviors.stopped() : this;
    }
}
