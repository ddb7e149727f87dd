package baton.gateway.phone;

import baton.gateway.phone.SipEdge.Incoming;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * A small conference bridge for the demo and for tests: whoever calls {@code sip:ROOM@here} with G.711 hears everybody else who calls the
 * same room. A SIP peer like any other, on a port of its own; the door knows it by its address only. It asks nobody for a password, has
 * no jitter buffer worth the name and no encryption: not for production.
 */
public final class DemoMixer {

    private static final int MAX_ROOMS = 50;
    private static final int MAX_ROOM_NAME = 64;

    /** Neither audio nor a word: that end is gone, or has been forgotten here. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final SipEdge edge;
    private final ActorRef<Command> desk;
    private final AtomicInteger parties = new AtomicInteger();

    private DemoMixer(ActorSystem<?> system, String host, int port) throws IOException {
        desk = system.systemActorOf(
                Desk.create(host, parties),
                "demo-mixer-" + Sip.random(),
                DispatcherSelector.fromConfig("baton.phone.dispatcher"));
        edge = JainSipEdge.open(new PhoneSettings.Sip(host, port, 1, Set.of()), new PhoneCounters(), ear(desk));
        desk.tell(new Opened(edge));
    }

    /** @throws IOException if the port cannot be had */
    public static DemoMixer start(ActorSystem<?> system, String host, int port) throws IOException {
        return new DemoMixer(system, host, port);
    }

    /** How many are in its rooms. */
    public int parties() {
        return parties.get();
    }

    /** Hangs up everybody who is in a room. */
    public void hangUp() {
        desk.tell(new HangUp());
    }

    /** Vanishes without a word. */
    public void stop() {
        desk.tell(new Stop());
        CompletableFuture.runAsync(edge::close);
    }

    private static SipEdge.Ear ear(ActorRef<Command> desk) {
        return new SipEdge.Ear() {
            @Override
            public boolean admits(String source, String method) {
                return true;
            }

            @Override
            public void request(Incoming incoming) {
                desk.tell(new Heard(incoming));
            }

            @Override
            public void repeated(Response response) {}
        };
    }

    private sealed interface Command {}

    private record Opened(SipEdge edge) implements Command {}

    private record Heard(Incoming incoming) implements Command {}

    private record NotAcked(MixerSeat seat) implements Command {}

    private record Look() implements Command {}

    private record HangUp() implements Command {}

    private record Stop() implements Command {}

    /** Who comes and goes. */
    private static final class Desk extends AbstractBehavior<Command> {

        private final TimerScheduler<Command> timers;
        private final String host;
        private final AtomicInteger parties;
        private final SipEdge edge;
        private final Map<String, MixerRoom> rooms = new HashMap<>();
        private final Map<String, MixerSeat> seats = new HashMap<>();

        private Desk(
                ActorContext<Command> context,
                TimerScheduler<Command> timers,
                String host,
                AtomicInteger parties,
                SipEdge edge) {
            super(context);
            this.parties = parties;
            this.timers = timers;
            this.host = host;
            this.edge = edge;
            timers.startTimerWithFixedDelay("look", new Look(), Duration.ofSeconds(5));
        }

        static Behavior<Command> create(String host, AtomicInteger parties) {
            return Behaviors.setup(context -> Behaviors.withTimers(timers -> Behaviors.receive(Command.class)
                    .onMessage(Opened.class, opened -> new Desk(context, timers, host, parties, opened.edge()))
                    .onMessage(Stop.class, stop -> Behaviors.stopped())
                    .onAnyMessage(early -> Behaviors.same())
                    .build()));
        }

        @Override
        public Receive<Command> createReceive() {
            return newReceiveBuilder()
                    .onMessage(Heard.class, heard -> after(() -> hear(heard.incoming())))
                    .onMessage(NotAcked.class, not -> after(() -> repeat(not.seat())))
                    .onMessage(Look.class, look -> after(this::forgetTheSilent))
                    .onMessage(HangUp.class, hangUp -> after(this::hangUp))
                    .onMessage(Stop.class, stop -> Behaviors.stopped())
                    .onMessage(Opened.class, again -> this)
                    .onSignal(
                            PostStop.class,
                            stopped -> after(() -> Set.copyOf(seats.values()).forEach(this::leave)))
                    .build();
        }

        private Behavior<Command> after(Runnable deed) {
            deed.run();
            parties.set(seats.size());
            return this;
        }

        private void hear(Incoming incoming) {
            var request = incoming.request();
            var seat = Optional.ofNullable(seats.get(DialogSide.key(Sip.callId(request), Sip.toTag(request))));
            seat.ifPresent(MixerSeat::heardOf);
            switch (request.getMethod()) {
                case Request.INVITE -> invited(incoming, seat);
                case Request.ACK -> seat.ifPresent(it -> acked(it, request));
                case Request.BYE, Request.OPTIONS -> {
                    var isKnown = seat.isPresent() || Sip.toTag(request).isEmpty();
                    var status = isKnown ? Response.OK : Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST;
                    incoming.answer(Sip.reply(request, status, ""));
                    seat.filter(it -> request.getMethod().equals(Request.BYE)).ifPresent(this::left);
                }
                default -> incoming.answer(Sip.reply(request, Response.METHOD_NOT_ALLOWED, Sip.random()));
            }
        }

        private void invited(Incoming invite, Optional<MixerSeat> seat) {
            var request = invite.request();
            if (seat.isPresent()) {
                changed(invite, seat.get());
            } else if (Sip.toTag(request).isEmpty()) {
                enter(invite, CallFormat.user(request.getRequestURI()));
            } else {
                invite.answer(Sip.reply(request, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST, ""));
            }
        }

        private void enter(Incoming invite, String name) {
            var request = invite.request();
            if (name.isEmpty() || name.length() > MAX_ROOM_NAME) {
                invite.answer(Sip.reply(request, Response.NOT_FOUND, Sip.random()));
                return;
            }
            var known = rooms.get(name);
            if (known == null ? rooms.size() >= MAX_ROOMS : known.isFull()) {
                invite.answer(Sip.reply(request, Response.BUSY_HERE, Sip.random()));
                return;
            }
            var room = rooms.computeIfAbsent(name, it -> new MixerRoom());
            var seat = new MixerSeat(CallerSide.calling(edge, invite, name), room, host);
            var answer = seat.answerTo(Sip.body(request));
            if (answer == null) {
                seat.close();
                clear();
                invite.answer(Sip.reply(request, Response.NOT_ACCEPTABLE_HERE, Sip.random()));
                return;
            }
            seats.put(seat.side().dialog().key(), seat);
            room.enter(seat);
            seat.side().answer(answer).ifPresent(unacked -> expectAck(seat, unacked));
        }

        private void changed(Incoming invite, MixerSeat seat) {
            var request = invite.request();
            var dialog = seat.side().dialog();
            var answer = seat.unacked == null && dialog.follows(request) ? seat.answerTo(Sip.body(request)) : null;
            if (answer == null) {
                invite.answer(Sip.reply(request, Response.NOT_ACCEPTABLE_HERE, ""));
                return;
            }
            dialog.retarget(request);
            var ok = Sip.withSdp(dialog.withContact(Sip.reply(request, Response.OK, "")), dialog.saying(answer));
            invite.answer(ok);
            expectAck(seat, new Unacked(ok));
        }

        private void expectAck(MixerSeat seat, Unacked answer) {
            seat.unacked = answer;
            timers.startSingleTimer(seat, new NotAcked(seat), answer.pause());
        }

        private void acked(MixerSeat seat, Request ack) {
            if (seat.unacked != null && seat.unacked.isFor(ack)) {
                seat.unacked = null;
                timers.cancel(seat);
                if (seat.side().phase() == CallerSide.Phase.ANSWERED) {
                    seat.side().acked();
                }
            }
        }

        private void repeat(MixerSeat seat) {
            var answer = seat.unacked;
            if (answer != null && answer.goesOn()) {
                edge.repeat(answer.response());
                timers.startSingleTimer(seat, new NotAcked(seat), answer.pause());
            } else if (answer != null) {
                left(seat);
            }
        }

        private void forgetTheSilent() {
            seats.values().stream()
                    .filter(seat -> seat.isSilentFor(SILENCE))
                    .toList()
                    .forEach(this::hangUp);
        }

        private void hangUp() {
            Set.copyOf(seats.values()).forEach(this::hangUp);
        }

        private void hangUp(MixerSeat seat) {
            seat.side().hangUp();
            left(seat);
        }

        private void left(MixerSeat seat) {
            seat.side().left();
            leave(seat);
        }

        private void leave(MixerSeat seat) {
            timers.cancel(seat);
            seats.remove(seat.side().dialog().key());
            seat.room().leave(seat);
            seat.close();
            clear();
        }

        /** A room ends with its last party. */
        private void clear() {
            rooms.values().stream().filter(MixerRoom::isEmpty).forEach(MixerRoom::close);
            rooms.values().removeIf(MixerRoom::isEmpty);
        }
    }
}
