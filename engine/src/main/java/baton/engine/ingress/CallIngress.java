package baton.engine.ingress;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.agent.AgentCommand;
import baton.engine.call.CallCommand;
import baton.engine.call.CallFormat;
import baton.engine.call.CallReply;
import baton.engine.call.ConferenceSettings;
import baton.engine.call.Door;
import baton.engine.call.PhoneDoors;
import baton.engine.episode.EpisodeCommand;
import baton.engine.episode.EpisodeReply;
import baton.engine.sharding.Entities;
import baton.engine.spi.Calls;
import baton.engine.spi.Tenants;
import baton.engine.spi.Tenants.Tenant;
import baton.protocol.gateway.v1.CallOrder;
import baton.protocol.gateway.v1.CallSignal;
import baton.protocol.gateway.v1.CallerInvited;
import baton.protocol.gateway.v1.Receipt;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/** {@link Calls} by asking entities. A caller is recognised first, then the episode learns of the call, then the call begins. */
public final class CallIngress implements Calls {

    private static final String CHANNEL = "phone";
    private static final int MAX_ID = 128;

    /** From this node to itself: it orders nothing, and names no call. */
    private static final CallOrder CLOSE = CallOrder.getDefaultInstance();

    private final ActorSystem<?> system;
    private final Tenants tenants;
    private final Entities entities;
    private final EpisodeFinder finder;
    private final Callers callers;
    private final FairShare share;
    private volatile Door door = new Door("", "");

    public CallIngress(ActorSystem<?> system, Tenants tenants, Entities entities, Lending lending, FairShare share) {
        this.system = system;
        this.tenants = tenants;
        this.entities = entities;
        this.finder = new EpisodeFinder(entities);
        this.callers = new Callers(entities, finder, lending);
        this.share = share;
    }

    @Override
    public void connect(String address, Consumer<CallOrder> orders) {
        var behavior = Behaviors.receive(CallOrder.class)
                .onMessage(CallOrder.class, order -> {
                    if (order.equals(CLOSE)) {
                        return Behaviors.stopped();
                    }
                    orders.accept(order);
                    return Behaviors.same();
                })
                .build();
        var ref = system.systemActorOf(behavior, "phone-door", Props.empty());
        var resolver = ActorRefResolver.get(system);
        door = new Door(resolver.toSerializationFormat(ref), address);
        system.receptionist().tell(Receptionist.register(PhoneDoors.KEY, ref));
    }

    @Override
    public void disconnect() {
        if (!door.name().isEmpty()) {
            ActorRefResolver.get(system).<CallOrder>resolveActorRef(door.name()).tell(CLOSE);
        }
    }

    @Override
    public CompletionStage<Receipt> signal(CallSignal signal) {
        var tenant = tenants.byId(
                signal.hasCallerInvited() ? signal.getCallerInvited().getTenant() : signal.getTenant());
        if (tenant.isEmpty()) {
            return completedStage(Receipts.refused("no-such-number", "Nobody here has this number."));
        }
        if (signal.getCallId().isEmpty() || signal.getCallId().length() > MAX_ID) {
            return completedStage(Receipts.refused("bad-call", "A call id has 1 to " + MAX_ID + " characters."));
        }
        return signal(tenant.get(), signal)
                .exceptionally(late -> Receipts.tryAgain(tenant.get().id(), late));
    }

    private CompletionStage<Receipt> signal(Tenant tenant, CallSignal signal) {
        return switch (signal.getSignalCase()) {
            case CALLER_INVITED -> invited(tenant, signal.getCallId(), signal.getCallerInvited());
            case CALLER_CANCELLED -> call(tenant, signal, to -> new CallCommand.EndCall("abandoned", to));
            case WAITED_TOO_LONG ->
                call(tenant, signal, to -> new CallCommand.ReportWaitedTooLong(signal.getAdoption(), to));
            case NEVER_ACKED -> call(tenant, signal, to -> new CallCommand.ReportNeverAcked(signal.getAdoption(), to));
            case PHONE_ALERTING -> completedStage(Receipts.accepted()); // the caller hears ringing already
            case PHONE_PICKED_UP -> {
                var picked = signal.getPhonePickedUp();
                var dialog = CallFormat.read(picked.getDialog());
                yield call(
                        tenant,
                        signal,
                        to -> new CallCommand.ReportPickedUp(
                                picked.getOfferId(), picked.getAnswerSdp(), dialog, signal.getAdoption(), to));
            }
            case PHONE_DECLINED -> {
                var declined = signal.getPhoneDeclined();
                yield call(
                        tenant,
                        signal,
                        to -> new CallCommand.ReportDeclined(
                                declined.getOfferId(), reason(declined.getStatus()), signal.getAdoption(), to));
            }
            case HUNG_UP ->
                call(
                        tenant,
                        signal,
                        to -> signal.getHungUp().getSide().equals("agent")
                                ? new CallCommand.ReportAgentHungUp(
                                        signal.getHungUp().getOfferId(),
                                        signal.getHungUp().getEarly(),
                                        signal.getHungUp().getStaysWith(),
                                        signal.getHungUp().getSipCallId(),
                                        to)
                                : new CallCommand.EndCall(CallCommand.CALLER_HUNG_UP, to));
            case CONFERENCE_FAILED ->
                call(
                        tenant,
                        signal,
                        to -> new CallCommand.ReportConferenceFailed(
                                signal.getConferenceFailed().getOfferId(), signal.getAdoption(), to));
            case SESSION_AGREED -> agreed(tenant, signal);
            case CALL_CLAIMED -> {
                var claim = signal.getCallClaimed();
                yield call(
                        tenant,
                        signal,
                        to -> new CallCommand.ClaimCall(
                                door, claim.getSipCallId(), claim.getLocalTag(), claim.getRemoteTag(), to));
            }
            case SIGNAL_NOT_SET ->
                completedStage(Receipts.refused("bad-call", "This release does not know that signal."));
        };
    }

    private CompletionStage<Receipt> agreed(Tenant tenant, CallSignal signal) {
        var agreed = signal.getSessionAgreed();
        return call(
                tenant,
                signal,
                to -> new CallCommand.ReportSession(
                        agreed.getOfferSdp(),
                        CallFormat.read(agreed.getCaller()),
                        CallFormat.read(agreed.getAgent()),
                        agreed.getHeldByAgent(),
                        agreed.getHeldByCaller(),
                        signal.getAdoption(),
                        to));
    }

    /** What a SIP status (RFC 3261 section 21) means to people. */
    private static String reason(int status) {
        return switch (status) {
            case 486, 600 -> "busy";
            case 403, 603 -> "rejected";
            default -> "unreachable";
        };
    }

    private CompletionStage<Receipt> invited(Tenant tenant, String callId, CallerInvited invited) {
        var wait = share.take(tenant.id());
        if (!wait.isZero()) {
            return completedStage(Receipts.tooMany(wait));
        }
        entities.wakeCall(tenant.id(), callId);
        return callers.recognise(tenant, callId, invited).thenCompose(caller -> finder.bring(
                        tenant.id(),
                        caller.customerId(),
                        caller.known() ? Optional.of(caller.address()) : Optional.empty(),
                        (known, to) -> new EpisodeCommand.ReceiveCall(
                                EpisodeFinder.opening(known, tenant.queueId()),
                                CHANNEL,
                                caller.address().value(),
                                callId,
                                to))
                .thenCompose(answer -> answer.reply() instanceof EpisodeReply.Accepted
                        ? begin(tenant, callId, answer.episodeId(), invited)
                                .thenCompose(receipt ->
                                        callers.settle(tenant, caller).thenApply(settled -> receipt))
                        : completedStage(Receipts.of(answer.episodeId(), answer.reply()))));
    }

    private CompletionStage<Receipt> begin(Tenant tenant, String callId, String episodeId, CallerInvited invited) {
        var dialog = CallFormat.read(invited.getDialog());
        return entities.askCall(
                        tenant.id(),
                        callId,
                        to -> new CallCommand.ReceiveCall(
                                episodeId,
                                invited.getCaller(),
                                invited.getCalled(),
                                invited.getOfferSdp(),
                                dialog,
                                door,
                                to))
                .thenApply(reply ->
                        reply instanceof CallReply.AnotherDoor ? receipt(reply) : Receipts.accepted(episodeId, 0));
    }

    private CompletionStage<Receipt> call(
            Tenant tenant, CallSignal signal, Function<ActorRef<CallReply>, CallCommand> command) {
        return entities.askCall(tenant.id(), signal.getCallId(), command).thenApply(CallIngress::receipt);
    }

    private static Receipt receipt(CallReply reply) {
        if (reply instanceof CallReply.Accepted) {
            return Receipts.accepted();
        }
        return reply instanceof CallReply.AnotherDoor
                ? Receipts.refused("another-door", "Another door has this call.")
                : Receipts.refused("no-such-call", "This call is not known here.");
    }

    @Override
    public boolean canConfer() {
        return ConferenceSettings.from(system.settings().config()).isPossible();
    }

    @Override
    public CompletionStage<Receipt> phoneRegistered(String tenant, String agentId, String contact, Instant until) {
        return entities.askAgent(tenant, agentId, to -> new AgentCommand.RegisterPhone(contact, until, to))
                .thenApply(Receipts::of)
                .exceptionally(late -> Receipts.tryAgain(tenant, late));
    }

    @Override
    public CompletionStage<Receipt> phoneUnregistered(String tenant, String agentId, String contact) {
        return entities.askAgent(tenant, agentId, to -> new AgentCommand.UnregisterPhone(contact, to))
                .thenApply(Receipts::of)
                .exceptionally(late -> Receipts.tryAgain(tenant, late));
    }
}
