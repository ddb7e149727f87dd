package baton.gateway.phone;

import baton.engine.spi.Engine;
import baton.gateway.phone.CallFormat.Invitation;
import baton.gateway.phone.CallFormat.Refusal;
import baton.gateway.phone.PhoneCounters.Kind;
import baton.gateway.phone.SipEdge.Incoming;
import baton.protocol.gateway.v1.CallOrder;
import baton.protocol.gateway.v1.CallSignal;
import baton.protocol.gateway.v1.HungUp;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** Shows every request and every order to the call, or the registrar, that it is for; answers what is for nobody. */
final class PhoneDoor extends AbstractBehavior<PhoneDoor.Command> {

    sealed interface Command {}

    /** The stack listens; before this everything is ignored, and peers repeat it. */
    record Opened(SipEdge edge) implements Command {}

    record Heard(Incoming incoming) implements Command {}

    record Repeated(Response response) implements Command {}

    record Ordered(CallOrder order) implements Command {}

    record Close() implements Command {}

    private record NewDialog(ActorRef<CallCommand> call, String key) implements Command {}

    private record CallOver(ActorRef<CallCommand> call) implements Command {}

    private static final Set<String> UNSUPPORTED =
            Set.of(Request.SUBSCRIBE, Request.NOTIFY, Request.PUBLISH, Request.MESSAGE, Request.REFER, Request.PRACK);

    private final Engine engine;
    private final PhoneSettings settings;
    private final PhoneCounters counters;
    private final SipEdge edge;
    private final CallFormat format;
    private final ActorRef<Registrar.Command> registrar;
    private final Map<String, ActorRef<CallCommand>> calls = new HashMap<>();
    private final Map<String, ActorRef<CallCommand>> dialogs = new HashMap<>();
    private final Map<ActorRef<CallCommand>, Set<String>> keys = new HashMap<>();

    private PhoneDoor(
            ActorContext<Command> context,
            Engine engine,
            PhoneSettings settings,
            PhoneCounters counters,
            SipEdge edge) {
        super(context);
        this.engine = engine;
        this.settings = settings;
        this.counters = counters;
        this.edge = edge;
        this.format = new CallFormat(engine.tenants(), settings.sip().trustedTrunks());
        this.registrar = context.spawn(
                Registrar.create(engine, settings, counters), "registrar", DispatcherSelector.sameAsParent());
    }

    static Behavior<Command> create(Engine engine, PhoneSettings settings, PhoneCounters counters) {
        return Behaviors.setup(context -> Behaviors.receive(Command.class)
                .onMessage(Opened.class, opened -> new PhoneDoor(context, engine, settings, counters, opened.edge()))
                .onMessage(Close.class, close -> Behaviors.stopped())
                .onAnyMessage(early -> Behaviors.same())
                .build());
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Heard.class, heard -> hear(heard.incoming()))
                .onMessage(Repeated.class, repeated -> repeat(repeated.response()))
                .onMessage(Ordered.class, ordered -> order(ordered.order()))
                .onMessage(NewDialog.class, this::remember)
                .onMessage(CallOver.class, over -> forget(over.call()))
                .onMessage(Opened.class, again -> this)
                .onMessage(Close.class, close -> Behaviors.stopped())
                .build();
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
        var call = dialogs.get(DialogSide.key(Sip.callId(request), Sip.toTag(request)));
        if (call == null) {
            unknown(incoming);
        } else {
            call.tell(new CallCommand.Heard(incoming));
        }
    }

    private void outOfDialog(Incoming incoming) {
        var request = incoming.request();
        switch (request.getMethod()) {
            case Request.INVITE -> invited(incoming);
            case Request.REGISTER -> registrar.tell(new Registrar.Heard(incoming));
            case Request.OPTIONS -> incoming.answer(Sip.allow(Sip.reply(request, Response.OK, Sip.random())));
            case Request.CANCEL -> cancelled(incoming);
            case Request.ACK, Request.BYE, Request.INFO, Request.UPDATE -> unknown(incoming);
            default -> notAllowed(incoming);
        }
    }

    private void invited(Incoming incoming) {
        var request = incoming.request();
        var callId = CallFormat.callId(request);
        if (calls.containsKey(callId)) {
            incoming.answer(Sip.refuse(request, Response.LOOP_DETECTED, ""));
            return;
        }
        if (calls.size() >= settings.calls().limit()) {
            counters.count(Kind.BUSY);
            incoming.answer(Sip.later(request, Response.SERVICE_UNAVAILABLE, 10));
            return;
        }
        var reading = format.in(request, incoming.source());
        if (reading instanceof Refusal refusal) {
            counters.count(refusal.kind());
            incoming.answer(refusal.response());
        } else if (reading instanceof Invitation invitation) {
            begin(callId, incoming, invitation);
        }
    }

    private void begin(String callId, Incoming incoming, Invitation invitation) {
        var self = getContext().getSelf();
        var surroundings = new CallBridge.Surroundings(edge, engine.calls(), settings.calls(), counters);
        var call = getContext()
                .spawnAnonymous(
                        CallBridge.create(
                                surroundings,
                                incoming,
                                invitation.invited(),
                                (who, key) -> self.tell(new NewDialog(who, key))),
                        DispatcherSelector.sameAsParent());
        getContext().watchWith(call, new CallOver(call));
        calls.put(callId, call);
        keys.put(call, new HashSet<>());
    }

    private void cancelled(Incoming cancel) {
        var call = calls.get(CallFormat.callId(cancel.request()));
        if (call == null) {
            unknown(cancel);
        } else {
            call.tell(new CallCommand.Heard(cancel));
        }
    }

    private void unknown(Incoming incoming) {
        counters.count(Kind.UNKNOWN_DIALOG);
        incoming.answer(Sip.reply(incoming.request(), Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST, Sip.random()));
    }

    private void notAllowed(Incoming incoming) {
        counters.count(Kind.METHOD_NOT_ALLOWED);
        var known = UNSUPPORTED.contains(incoming.request().getMethod());
        incoming.answer(Sip.reply(
                incoming.request(), known ? Response.METHOD_NOT_ALLOWED : Response.NOT_IMPLEMENTED, Sip.random()));
    }

    private Behavior<Command> repeat(Response response) {
        var call = dialogs.get(DialogSide.key(Sip.callId(response), Sip.fromTag(response)));
        if (call != null) {
            call.tell(new CallCommand.Repeated(response));
        }
        return this;
    }

    private Behavior<Command> order(CallOrder order) {
        var call = calls.get(order.getCallId());
        if (call == null) {
            sayThatItIsOver(order);
        } else {
            call.tell(new CallCommand.Ordered(order));
        }
        return this;
    }

    /** The engine believes in a call that this door does not have (any more): it must not wait for it. */
    private void sayThatItIsOver(CallOrder order) {
        getContext().getLog().debug("call {} is over: {}", order.getCallId(), order.getOrderCase());
        if (!order.hasHangUp()
                && !order.hasRefuse()
                && !order.hasStopPhone()
                && !order.getTenant().isEmpty()) {
            engine.calls()
                    .signal(CallSignal.newBuilder()
                            .setTenant(order.getTenant())
                            .setCallId(order.getCallId())
                            .setHungUp(HungUp.newBuilder().setSide("caller"))
                            .build());
        }
    }

    private Behavior<Command> remember(NewDialog dialog) {
        var known = keys.get(dialog.call());
        if (known != null) {
            known.add(dialog.key());
            dialogs.put(dialog.key(), dialog.call());
        }
        return this;
    }

    private Behavior<Command> forget(ActorRef<CallCommand> call) {
        var known = keys.remove(call);
        if (known != null) {
            known.forEach(dialogs::remove);
        }
        calls.values().remove(call);
        return this;
    }
}
