package baton.engine.web;

import baton.engine.web.SocketEvent.Gone;
import baton.engine.web.SocketEvent.HelloOverdue;
import baton.engine.web.SocketEvent.LingerOver;
import baton.engine.web.SocketEvent.Opened;
import baton.engine.web.SocketEvent.Received;
import baton.engine.web.SocketEvent.Restart;
import baton.engine.web.SocketEvent.Tick;
import baton.engine.web.SocketEvent.Unbounded;
import baton.engine.web.SocketEvent.Unreadable;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * The manners of every session, whatever it talks about: hello in time, one frame after another, no frame that cannot be read,
 * no endless silence, and a farewell that gives the client time to read it. What is left is the door's own business.
 */
final class SocketManners extends BehaviorInterceptor<SocketEvent, SocketEvent> {

    /** For each heartbeat. */
    private static final int TICKS = 2;

    private static final int SILENT_HEARTBEATS = 2;

    private final Socket socket;
    private final SocketSettings settings;
    private final TimerScheduler<SocketEvent> timers;
    private final Runnable ended;

    /** Since something was heard. By ticks: the time of day may jump. */
    private int silentTicks;

    private SocketManners(Socket socket, SocketSettings settings, TimerScheduler<SocketEvent> timers, Runnable ended) {
        super(SocketEvent.class);
        this.socket = socket;
        this.settings = settings;
        this.timers = timers;
        this.ended = ended;
    }

    /** @param ended is told when the session is over */
    static Behavior<SocketEvent> around(
            Behavior<SocketEvent> session, Socket socket, SocketSettings settings, Runnable ended) {
        return Behaviors.withTimers(timers -> {
            timers.startSingleTimer(new HelloOverdue(), settings.helloTime());
            timers.startTimerWithFixedDelay(new Tick(), settings.heartbeat().dividedBy(TICKS));
            return Behaviors.intercept(() -> new SocketManners(socket, settings, timers, ended), session);
        });
    }

    @Override
    public Behavior<SocketEvent> aroundReceive(
            TypedActorContext<SocketEvent> context, SocketEvent event, ReceiveTarget<SocketEvent> session) {
        if (event instanceof Gone) {
            return Behaviors.stopped();
        }
        if (event instanceof LingerOver || (event instanceof HelloOverdue && !socket.isOpen())) {
            socket.cut();
            return Behaviors.stopped();
        }
        var wasLeaving = socket.isLeaving();
        var next = event instanceof Received received
                ? receive(context, received, session)
                : wasLeaving ? Behaviors.<SocketEvent>same() : attend(context, event, session);
        if (socket.isLeaving() && !wasLeaving) {
            timers.startSingleTimer(new LingerOver(), settings.linger());
        }
        return next;
    }

    @Override
    public Behavior<SocketEvent> aroundSignal(
            TypedActorContext<SocketEvent> context, Signal signal, SignalTarget<SocketEvent> session) {
        if (signal instanceof PostStop) {
            socket.leave();
            ended.run();
        }
        return session.apply(context, signal);
    }

    private Behavior<SocketEvent> receive(
            TypedActorContext<SocketEvent> context, Received received, ReceiveTarget<SocketEvent> session) {
        silentTicks = 0;
        var next = socket.isLeaving() ? Behaviors.<SocketEvent>same() : attend(context, received.event(), session);
        received.from().next();
        return next;
    }

    private Behavior<SocketEvent> attend(
            TypedActorContext<SocketEvent> context, SocketEvent event, ReceiveTarget<SocketEvent> session) {
        if (event instanceof Opened opened) {
            socket.open(opened.connection());
            opened.connection().next();
        } else if (event instanceof Unreadable unreadable) {
            socket.refuse(unreadable.ref(), unreadable.code(), unreadable.detail());
        } else if (event instanceof Unbounded) {
            socket.bye("too-large", 1000);
        } else if (event instanceof Restart) {
            socket.byeForRestart();
        } else if (event instanceof HelloOverdue) {
            hurry();
        } else if (event instanceof Tick) {
            listen();
        } else {
            return session.apply(context, event);
        }
        return Behaviors.same();
    }

    private void hurry() {
        if (!socket.isGreeted()) {
            socket.turnAway(
                    "hello-late", "no hello within " + settings.helloTime().toMillis() + " ms");
        }
    }

    private void listen() {
        silentTicks++;
        if (silentTicks > SILENT_HEARTBEATS * TICKS) {
            socket.bye("silent", 0);
        }
    }
}
