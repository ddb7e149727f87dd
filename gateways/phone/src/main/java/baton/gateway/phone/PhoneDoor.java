package baton.gateway.phone;

import baton.engine.spi.Engine;
import baton.gateway.phone.CallFormat.Invitation;
import baton.gateway.phone.CallFormat.Refusal;
import baton.gateway.phone.PhoneCounters.Kind;
import baton.gateway.phone.SipEdge.Incoming;
import baton.protocol.gateway.v1.Adopt;
import baton.protocol.gateway.v1.CallOrder;
import java.util.Optional;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/** Shows every request and every order to the call, or the registrar, that it is for; answers what is for nobody. */
final class PhoneDoor extends AbstractBehavior<PhoneDoor.Command> {

    sealed interface Command {}

    /** The stack listens; before this everything is ignored, and peers repeat it. */
    record Opened(SipEdge edge) implements Command {}

    record Heard(Incoming incoming) implements Command {}

    record Repeated(Response response) implements Command {}

    record Ordered(CallOrder order) implements Command {}

    record Close() implements Command {}

    record NewDialog(ActorRef<CallCommand> call, String key) implements Command {}

    /** As the engine has told the call. */
    record AnothersNow(ActorRef<CallCommand> call) implements Command {}

    /** {@code refused} why; empty if it is not. */
    record ClaimAnswered(CallName name, String refused) implements Command {}

    /** The call was promised, and has not come. */
    record NotAdopted(CallName name) implements Command {}

    private record CallOver(CallName name, ActorRef<CallCommand> call) implements Command {}

    private final ActorRef<Command> self;
    private final Engine engine;
    private final PhoneSettings settings;
    private final PhoneCounters counters;
    private final SipEdge edge;
    private final CallFormat format;
    private final ForNobody forNobody;
    private final ActorRef<Registrar.Command> registrar;
    private final Claims claims;
    private final DoorCalls calls = new DoorCalls();
    private final Strangers strangers;
    private final FinishedCalls finished = new FinishedCalls(System::nanoTime);

    private PhoneDoor(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Engine engine,
            PhoneSettings settings,
            PhoneCounters counters,
            SipEdge edge) {
        super(context);
        context.setLoggerName(PhoneDoor.class);
        this.self = context.getSelf();
        this.engine = engine;
        this.settings = settings;
        this.counters = counters;
        this.edge = edge;
        this.format = new CallFormat(engine.tenants(), settings.sip().trustedTrunks());
        this.strangers = new Strangers(settings.sip().trustedTrunks(), settings.calls());
        this.forNobody = new ForNobody(counters);
        this.claims = new Claims(
                context, timers, engine.calls(), new Strays(settings.sip().trustedTrunks(), counters));
        this.registrar = context.spawn(
                Registrar.create(engine, settings, counters), "registrar", DispatcherSelector.sameAsParent());
    }

    static Behavior<Command> create(Engine engine, PhoneSettings settings, PhoneCounters counters) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> Behaviors.receive(Command.class)
                .onMessage(
                        Opened.class,
                        opened -> new PhoneDoor(context, timers, engine, settings, counters, opened.edge()))
                .onMessage(Close.class, close -> Behaviors.stopped())
                .onAnyMessage(early -> Behaviors.same())
                .build()));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Heard.class, heard -> hear(heard.incoming()))
                .onMessage(Repeated.class, repeated -> repeat(repeated.response()))
                .onMessage(Ordered.class, ordered -> order(ordered.order()))
                .onMessage(NewDialog.class, dialog -> then(() -> calls.remember(dialog.call(), dialog.key())))
                .onMessage(AnothersNow.class, anothers -> then(() -> letGo(anothers.call())))
                .onMessage(ClaimAnswered.class, answered -> claims.answered(answered, this))
                .onMessage(NotAdopted.class, not -> claims.notAdopted(not, this))
                .onMessage(CallOver.class, this::over)
                .onMessage(Opened.class, again -> this)
                .onMessage(Close.class, close -> Behaviors.stopped())
                .build();
    }

    private Behavior<Command> then(Runnable deed) {
        deed.run();
        return this;
    }

    private Behavior<Command> hear(Incoming incoming) {
        try {
            route(incoming);
        } catch (RuntimeException e) {
            counters.count(Kind.INTERNAL);
            getContext()
                    .getLog()
                    .warn("a {} could not be handled: {}", incoming.request().getMethod(), e.toString());
            incoming.answer(Sip.refuse(incoming.request(), Response.SERVER_INTERNAL_ERROR, ""));
        }
        return this;
    }

    private void route(Incoming incoming) {
        var request = incoming.request();
        if (!incoming.fault().isEmpty()) {
            incoming.answer(Sip.refuse(request, MessageGuard.status(incoming.fault()), incoming.fault()));
        } else if (!Sip.toTag(request).isEmpty()) {
            inDialog(incoming);
        } else {
            outOfDialog(incoming);
        }
    }

    private void inDialog(Incoming incoming) {
        var request = incoming.request();
        var key = DialogSide.key(Sip.callId(request), Sip.toTag(request));
        var call = request.getMethod().equals(Request.ACK) ? calls.lastIn(key) : calls.in(key);
        if (call == null) {
            stray(CallName.in(request), incoming);
        } else {
            call.tell(new CallCommand.Heard(incoming));
        }
    }

    /**
     * Perhaps another door has, or had, the call; also if one of that name is here: the same INVITE may have come to both, and this end
     * has the tag of the other.
     */
    private void stray(Optional<CallName> name, Incoming incoming) {
        if (name.isEmpty()) {
            forNobody.unknown(incoming);
        } else {
            claims.forEnd(name.get(), incoming);
        }
    }

    private void outOfDialog(Incoming incoming) {
        var request = incoming.request();
        switch (request.getMethod()) {
            case Request.INVITE -> invited(incoming);
            case Request.REGISTER -> registrar.tell(new Registrar.Heard(incoming));
            case Request.OPTIONS -> incoming.answer(Sip.allow(Sip.reply(request, Response.OK, Sip.random())));
            case Request.CANCEL -> cancelled(incoming);
            case Request.ACK, Request.BYE, Request.INFO, Request.UPDATE -> forNobody.unknown(incoming);
            default -> forNobody.notAllowed(incoming);
        }
    }

    private void invited(Incoming incoming) {
        var request = incoming.request();
        var known = named(request).map(calls::named);
        if (known.isPresent()) {
            known.get().tell(new CallCommand.Heard(incoming));
            return;
        }
        if (calls.size() >= settings.calls().limit() || strangers.isTooMany(incoming.source())) {
            counters.count(Kind.BUSY);
            incoming.answer(Sip.later(request, Response.SERVICE_UNAVAILABLE, 10));
            return;
        }
        var reading = format.in(request, incoming.source());
        if (reading instanceof Refusal refusal) {
            counters.count(refusal.kind());
            incoming.answer(refusal.response());
        } else if (reading instanceof Invitation invitation) {
            begin(incoming, invitation);
        }
    }

    private void begin(Incoming incoming, Invitation invitation) {
        var name = new CallName(invitation.invited().getTenant(), CallFormat.callId(incoming.request()));
        var call = begin(name, CallBridge.create(surroundings(), incoming, invitation.invited()));
        strangers.add(call, incoming.source());
    }

    private CallBridge.Surroundings surroundings() {
        return new CallBridge.Surroundings(edge, engine.calls(), settings.calls(), counters, new DoorIndex(self));
    }

    private ActorRef<CallCommand> begin(CallName name, Behavior<CallCommand> bridge) {
        var call = getContext().spawnAnonymous(bridge, DispatcherSelector.sameAsParent());
        getContext().watchWith(call, new CallOver(name, call));
        calls.add(name, call);
        return call;
    }

    private void cancelled(Incoming cancel) {
        var name = named(cancel.request());
        var call = name.map(calls::named);
        if (call.isPresent()) {
            call.get().tell(new CallCommand.Heard(cancel));
        } else {
            stray(name, cancel);
        }
    }

    /** By the number that was dialled, Call-ID and the caller's tag. */
    private Optional<CallName> named(Request request) {
        return format.tenant(request).map(tenant -> new CallName(tenant, CallFormat.callId(request)));
    }

    private Behavior<Command> repeat(Response response) {
        var call = calls.lastIn(DialogSide.key(Sip.callId(response), Sip.fromTag(response)));
        if (call != null) {
            call.tell(new CallCommand.Repeated(response));
        }
        return this;
    }

    private Behavior<Command> order(CallOrder order) {
        var name = new CallName(order.getTenant(), order.getCallId());
        var call = calls.named(name);
        switch (order.getOrderCase()) {
            case ADOPT -> adopt(name, order.getAdopt());
            case LET_GO -> letGo(call);
            case TAKE_OVER -> claims.forEngine(name);
            default -> {
                if (call != null) {
                    call.tell(new CallCommand.Ordered(order));
                } else if (!order.hasHangUp() && !order.hasRefuse() && !order.hasStopPhone()) {
                    claim(name);
                }
            }
        }
        return this;
    }

    // ---- calls of other doors

    /** What is over for the caller must not ring an agent, even if the engine has heard of it only now. */
    private void claim(CallName name) {
        if (finished.has(name)) {
            engine.calls().signal(CallStory.callerHungUp(name));
        } else {
            claims.forEngine(name);
        }
    }

    /** The dialogs are known at once: what comes in them must not be taken for a stray. */
    private void adopt(CallName name, Adopt adopt) {
        letGo(calls.named(name));
        finished.forget(name);
        var waiting = claims.fulfilled(name);
        calls.remember(begin(name, CallBridge.adopt(surroundings(), name, adopt, waiting)), adopt);
    }

    private void letGo(@Nullable ActorRef<CallCommand> call) {
        if (call != null && calls.letGo(call)) {
            call.tell(new CallCommand.LetGo());
        }
    }

    private Behavior<Command> over(CallOver over) {
        if (calls.named(over.name()) == over.call()) {
            finished.add(over.name());
        }
        calls.forget(over.call());
        strangers.forget(over.call());
        return this;
    }
}
