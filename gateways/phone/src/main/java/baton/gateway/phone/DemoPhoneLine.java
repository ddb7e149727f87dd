package baton.gateway.phone;

import baton.gateway.phone.DemoPhone.Profile;
import baton.gateway.phone.DemoPhone.State;
import baton.gateway.phone.DemoPhone.View;
import baton.gateway.phone.DemoPhoneCommand.CallAs;
import baton.gateway.phone.DemoPhoneCommand.Decline;
import baton.gateway.phone.DemoPhoneCommand.Dial;
import baton.gateway.phone.DemoPhoneCommand.HangUp;
import baton.gateway.phone.DemoPhoneCommand.Heard;
import baton.gateway.phone.DemoPhoneCommand.Hold;
import baton.gateway.phone.DemoPhoneCommand.HoldSaid;
import baton.gateway.phone.DemoPhoneCommand.LookAgain;
import baton.gateway.phone.DemoPhoneCommand.NotAcked;
import baton.gateway.phone.DemoPhoneCommand.Opened;
import baton.gateway.phone.DemoPhoneCommand.Pick;
import baton.gateway.phone.DemoPhoneCommand.Register;
import baton.gateway.phone.DemoPhoneCommand.RegistrarSaid;
import baton.gateway.phone.DemoPhoneCommand.Repeated;
import baton.gateway.phone.DemoPhoneCommand.Said;
import baton.gateway.phone.DemoPhoneCommand.Stop;
import baton.gateway.phone.SipEdge.Answer;
import baton.gateway.phone.SipEdge.Incoming;
import baton.protocol.gateway.v1.RingPhone;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/** What goes on inside a {@link DemoPhone}: one line, at most one call. */
final class DemoPhoneLine extends AbstractBehavior<DemoPhoneCommand> implements PhoneRing.Story {

    private static final int EXPIRES = 120;
    private static final Duration REGISTER_AGAIN = Duration.ofSeconds(EXPIRES / 2);
    private static final Duration REGISTER_RETRY = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(250);

    private final TimerScheduler<DemoPhoneCommand> timers;
    private final Profile profile;
    private final Consumer<View> watcher;
    private final SipEdge edge;
    private final DemoRegistration registration;
    private String user;
    private State state;
    private String peer = "";
    private String reason = "";
    private long since;
    private boolean registered;
    private boolean wantsRegistration;
    private boolean onHold;
    private String offered = "";
    private @Nullable PhoneRing outgoing;
    private @Nullable CallerSide incoming;
    private @Nullable Unacked unacked;
    private final DemoAudio audio;

    private DemoPhoneLine(
            ActorContext<DemoPhoneCommand> context,
            TimerScheduler<DemoPhoneCommand> timers,
            Profile profile,
            Consumer<View> watcher,
            SipEdge edge) {
        super(context);
        this.timers = timers;
        this.profile = profile;
        this.watcher = watcher;
        this.edge = edge;
        this.audio = new DemoAudio(profile.host(), profile.tone());
        this.user = profile.user();
        this.state = profile.isAgent() ? State.OFFLINE : State.IDLE;
        var self = context.getSelf();
        this.registration = new DemoRegistration(edge, profile, answer -> self.tell(new RegistrarSaid(answer)));
        enter(state);
    }

    static Behavior<DemoPhoneCommand> create(Profile profile, Consumer<View> watcher) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> Behaviors.withStash(1000, stash -> Behaviors.receive(DemoPhoneCommand.class)
                        .onMessage(
                                Opened.class,
                                opened -> stash.unstashAll(
                                        new DemoPhoneLine(context, timers, profile, watcher, opened.edge())))
                        .onAnyMessage(early -> {
                            stash.stash(early);
                            return Behaviors.same();
                        })
                        .build())));
    }

    @Override
    public Receive<DemoPhoneCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(Dial.class, dial -> after(() -> dial(dial.number())))
                .onMessage(Pick.class, pick -> after(this::pick))
                .onMessage(Decline.class, decline -> after(this::decline))
                .onMessage(HangUp.class, hangUp -> after(this::hangUp))
                .onMessage(Hold.class, hold -> after(() -> hold(hold.hold())))
                .onMessage(Register.class, register -> after(() -> register(register.on())))
                .onMessage(CallAs.class, callAs -> after(() -> user = callAs.user()))
                .onMessage(Heard.class, heard -> after(() -> hear(heard.incoming())))
                .onMessage(Said.class, said -> after(() -> said.call().on(said.answer())))
                .onMessage(HoldSaid.class, said -> after(() -> holdSaid(said)))
                .onMessage(RegistrarSaid.class, said -> after(() -> registrarSaid(said.answer())))
                .onMessage(Repeated.class, repeated -> after(() -> ackAgain(repeated.response())))
                .onMessage(NotAcked.class, not -> after(this::repeatAnswer))
                .onMessage(LookAgain.class, look -> after(() -> {}))
                .onMessage(Opened.class, again -> this)
                .onMessage(Stop.class, stop -> Behaviors.stopped())
                .onSignal(PostStop.class, stopped -> stopped())
                .build();
    }

    private Behavior<DemoPhoneCommand> after(Runnable deed) {
        deed.run();
        show();
        return this;
    }

    private Behavior<DemoPhoneCommand> stopped() {
        audio.stop();
        return this;
    }

    private void show() {
        watcher.accept(new View(
                profile.name(),
                profile.title(),
                user,
                profile.isAgent(),
                state,
                peer,
                since,
                audio.heard(),
                onHold,
                audio.hears(),
                reason));
    }

    private void enter(State next) {
        state = next;
        since = System.currentTimeMillis();
        if (next == State.TALKING) {
            timers.startTimerWithFixedDelay("look", new LookAgain(), LOOK);
        } else {
            timers.cancel("look");
        }
        show();
    }

    private boolean isFree() {
        return state == State.IDLE || state == State.OFFLINE;
    }

    /** The call is over; {@code why} is for people. */
    private void over(String why) {
        audio.stop();
        timers.cancel("ack");
        unacked = null;
        outgoing = null;
        incoming = null;
        peer = "";
        onHold = false;
        reason = why;
        enter(profile.isAgent() && !registered ? State.OFFLINE : State.IDLE);
    }

    // ---- what the hand on the telephone does

    private void dial(String number) {
        if (!isFree()) {
            return;
        }
        reason = "";
        peer = number;
        try {
            var server = profile.server().getAddress().getHostAddress() + ":"
                    + profile.server().getPort();
            var order = RingPhone.newBuilder()
                    .setContact("sip:" + number + "@" + server)
                    .setCaller(user)
                    .setOfferSdp(audio.sdp("sendrecv"))
                    .build();
            var call = PhoneRing.prepare(edge, this, "", PhoneInvite.of(edge, order));
            outgoing = call;
            enter(State.CALLING);
            var self = getContext().getSelf();
            call.start(answer -> self.tell(new Said(call, answer)));
        } catch (IllegalArgumentException e) {
            over("That is not a number");
        }
    }

    private void pick() {
        if (state == State.RINGING && incoming != null) {
            incoming.answer(audio.sdp("sendrecv")).ifPresent(this::expectAck);
            audio.follow(offered);
            enter(State.TALKING);
        }
    }

    private void decline() {
        if (state == State.RINGING && incoming != null) {
            incoming.refuse(Response.BUSY_HERE, "");
            over("You declined");
        }
    }

    private void hangUp() {
        if (state == State.RINGING) {
            decline();
        } else if (outgoing != null) {
            outgoing.stop();
            over("You hung up");
        } else if (incoming != null) {
            incoming.hangUp();
            overIfItIs(incoming);
        }
    }

    private void overIfItIs(CallerSide call) {
        if (call.phase() == CallerSide.Phase.OVER) {
            over("You hung up");
        }
    }

    private void hold(boolean hold) {
        dialog().filter(dialog -> state == State.TALKING && unacked == null).ifPresent(dialog -> {
            onHold = hold;
            var invite = dialog.withContact(dialog.next(Request.INVITE));
            Sip.withSdp(invite, audio.sdp(hold ? "sendonly" : "sendrecv"));
            var self = getContext().getSelf();
            edge.send(invite, answer -> self.tell(new HoldSaid(dialog, answer)));
        });
    }

    private void holdSaid(HoldSaid said) {
        said.answer().response().filter(ok -> ok.getStatusCode() / 100 == 2).ifPresent(ok -> {
            said.dialog().ack(Sip.cseq(ok).getSeqNumber(), null);
            audio.follow(Sip.body(ok));
        });
    }

    // ---- registration

    private void register(boolean on) {
        wantsRegistration = on;
        if (profile.isAgent()) {
            registration.ask(on ? EXPIRES : 0);
        }
    }

    private void registrarSaid(Answer answer) {
        var expires = wantsRegistration ? EXPIRES : 0;
        if (answer.status() == Response.UNAUTHORIZED && answer.response().isPresent()) {
            registration.answerTo(answer.response().get(), expires).ifPresent(Runnable::run);
        } else if (answer.status() / 100 == 2) {
            registered(wantsRegistration, "", REGISTER_AGAIN);
        } else if (answer.status() >= 300) {
            registered(false, "Not registered: " + answer.status(), REGISTER_RETRY);
        }
    }

    private void registered(boolean now, String why, Duration next) {
        registered = now;
        if (isFree()) {
            reason = why.isEmpty() ? reason : why;
            enter(now ? State.IDLE : State.OFFLINE);
        }
        if (wantsRegistration) {
            timers.startSingleTimer("register", new Register(true), next);
        } else {
            timers.cancel("register");
        }
    }

    // ---- what the wire says

    private void hear(Incoming heardNow) {
        var request = heardNow.request();
        switch (request.getMethod()) {
            case Request.INVITE -> invited(heardNow);
            case Request.ACK -> acked(request);
            case Request.CANCEL -> cancelled(heardNow);
            case Request.BYE -> left(heardNow);
            default -> heardNow.answer(Sip.allow(Sip.reply(request, Response.OK, Sip.random())));
        }
    }

    private void invited(Incoming invite) {
        var request = invite.request();
        if (dialog().filter(dialog -> dialog.isOf(request)).isPresent()) {
            changed(invite);
        } else if (!Sip.toTag(request).isEmpty()) {
            unknown(invite);
        } else if (!isFree()) {
            invite.answer(Sip.reply(request, Response.BUSY_HERE, Sip.random()));
        } else {
            var call = CallerSide.calling(edge, invite, "baton");
            incoming = call;
            peer = CallFormat.user(Sip.from(request).getAddress().getURI());
            reason = "";
            offered = Sip.body(request);
            call.progress();
            enter(State.RINGING);
        }
    }

    private void changed(Incoming invite) {
        var request = invite.request();
        var dialog = dialog().orElseThrow();
        if (unacked != null || !dialog.follows(request)) {
            invite.answer(Sip.reply(request, Response.REQUEST_PENDING, ""));
            return;
        }
        dialog.retarget(request);
        var direction = Sdp.direction(Sip.body(request));
        onHold = !direction.equals("sendrecv");
        audio.follow(Sip.body(request));
        var ok = Sip.withSdp(
                dialog.withContact(Sip.reply(request, Response.OK, "")), audio.sdp(Sdp.answerTo(direction)));
        invite.answer(ok);
        expectAck(new Unacked(ok));
    }

    private void cancelled(Incoming cancel) {
        var request = cancel.request();
        if (incoming != null && incoming.isCancelledBy(request)) {
            cancel.answer(Sip.reply(request, Response.OK, incoming.dialog().localTag()));
            if (state == State.RINGING) {
                incoming.left();
                over(whyCancelled(request));
            }
        } else {
            unknown(cancel);
        }
    }

    private static String whyCancelled(Request cancel) {
        return switch (Sip.cause(cancel)) {
            case Response.OK -> "The call was taken elsewhere";
            case Response.TEMPORARILY_UNAVAILABLE -> "The call was withdrawn";
            default -> "The caller hung up";
        };
    }

    private void left(Incoming bye) {
        var request = bye.request();
        if (dialog().filter(dialog -> dialog.isOf(request)).isPresent()) {
            bye.answer(Sip.reply(request, Response.OK, ""));
            if (incoming != null) {
                incoming.left();
            } else if (outgoing != null) {
                outgoing.left();
            }
            over("The other end hung up");
        } else {
            unknown(bye);
        }
    }

    private static void unknown(Incoming incoming) {
        incoming.answer(Sip.reply(incoming.request(), Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST, Sip.random()));
    }

    private Optional<DialogSide> dialog() {
        if (incoming != null) {
            return Optional.of(incoming.dialog());
        }
        return outgoing == null ? Optional.empty() : Optional.ofNullable(outgoing.dialog());
    }

    // ---- acknowledgements

    private void expectAck(Unacked answer) {
        unacked = answer;
        timers.startSingleTimer("ack", new NotAcked(), answer.pause());
    }

    private void acked(Request ack) {
        if (unacked != null && unacked.isFor(ack)) {
            unacked = null;
            timers.cancel("ack");
            if (incoming != null && incoming.phase() == CallerSide.Phase.ANSWERED) {
                incoming.acked();
                overIfItIs(incoming);
            }
        }
    }

    private void repeatAnswer() {
        if (unacked != null && unacked.goesOn()) {
            edge.repeat(unacked.response());
            timers.startSingleTimer("ack", new NotAcked(), unacked.pause());
        } else if (unacked != null) {
            if (incoming != null && incoming.phase() == CallerSide.Phase.ANSWERED) {
                incoming.neverAcked();
            }
            hangUp();
            over("The other end is gone");
        }
    }

    private void ackAgain(Response response) {
        dialog().ifPresent(dialog -> dialog.ackAgain(response));
    }

    // ---- what the outgoing call tells

    @Override
    public void alerting(PhoneRing call) {}

    @Override
    public void pickedUp(PhoneRing call, String sdp) {
        audio.follow(sdp);
        enter(State.TALKING);
    }

    @Override
    public void declined(PhoneRing call, int status) {
        over(
                switch (status) {
                    case Response.BUSY_HERE, Response.BUSY_EVERYWHERE -> "Busy";
                    case Response.NOT_FOUND -> "No such number";
                    case Response.REQUEST_TIMEOUT -> "No answer";
                    case Response.TEMPORARILY_UNAVAILABLE -> "Nobody can answer now";
                    default -> "Refused: " + status;
                });
    }
}
