package baton.gateway.phone;

import baton.gateway.phone.SipEdge.Incoming;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** Who comes to a {@link DemoMixer} and goes. Whatever strangers say, it stays. */
final class MixerDesk extends AbstractBehavior<MixerDesk.Command> {

    sealed interface Command {}

    record Opened(SipEdge edge) implements Command {}

    record Heard(Incoming incoming) implements Command {}

    record NotAcked(MixerSeat seat) implements Command {}

    record Look() implements Command {}

    record HangUp() implements Command {}

    record Stop() implements Command {}

    private static final int MAX_ROOMS = 50;
    private static final int MAX_ROOM_NAME = 64;

    /** Neither audio nor a word: that end is gone, or has been forgotten here. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final TimerScheduler<Command> timers;
    private final String host;
    private final AtomicInteger parties;
    private final SipEdge edge;
    private final Map<String, MixerRoom> rooms = new HashMap<>();
    private final Map<String, MixerSeat> seats = new HashMap<>();

    private MixerDesk(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            String host,
            AtomicInteger parties,
            SipEdge edge) {
        super(context);
        context.setLoggerName(MixerDesk.class);
        this.parties = parties;
        this.timers = timers;
        this.host = host;
        this.edge = edge;
        timers.startTimerWithFixedDelay("look", new Look(), Duration.ofSeconds(5));
    }

    static Behavior<Command> create(String host, AtomicInteger parties) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> Behaviors.receive(Command.class)
                .onMessage(Opened.class, opened -> new MixerDesk(context, timers, host, parties, opened.edge()))
                .onMessage(Stop.class, stop -> Behaviors.stopped())
                .onAnyMessage(early -> Behaviors.same())
                .build()));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Heard.class, heard -> after(() -> heard(heard.incoming())))
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
        try {
            deed.run();
        } catch (RuntimeException e) {
            getContext()
                    .getLog()
                    .warn("the demo's conference bridge: {}", e.getClass().getSimpleName());
        }
        parties.set(seats.size());
        return this;
    }

    private void heard(Incoming incoming) {
        var request = incoming.request();
        if (!incoming.fault().isEmpty()) {
            incoming.answer(Sip.refuse(request, MessageGuard.status(incoming.fault()), incoming.fault()));
            return;
        }
        try {
            hear(incoming);
        } catch (RuntimeException e) {
            incoming.answer(Sip.reply(request, Response.SERVER_INTERNAL_ERROR, Sip.random()));
            throw e;
        }
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
                incoming.answer(Sip.reply(request, status, Sip.random()));
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
        if (Sip.contact(request)
                .filter(it -> it.getAddress().getURI().isSipURI())
                .isEmpty()) {
            invite.answer(Sip.refuse(request, Response.BAD_REQUEST, "Contact without an address of SIP"));
            return;
        }
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
        if (!dialog.follows(request)) {
            invite.answer(Sip.reply(request, Response.SERVER_INTERNAL_ERROR, ""));
            return;
        }
        if (seat.unacked != null) {
            invite.answer(Sip.reply(request, Response.REQUEST_PENDING, ""));
            return;
        }
        var answer = seat.answerTo(Sip.body(request));
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
            seat.wantsAudio();
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
                .forEach(seat -> after(() -> hangUp(seat)));
    }

    private void hangUp() {
        Set.copyOf(seats.values()).forEach(seat -> after(() -> hangUp(seat)));
    }

    private void hangUp(MixerSeat seat) {
        try {
            seat.side().hangUp();
        } finally {
            left(seat);
        }
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
