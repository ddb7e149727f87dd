package baton.gateway.phone;

import baton.engine.spi.Calls;
import baton.gateway.phone.CallCommand.Heard;
import baton.gateway.phone.CallCommand.InvitationRefused;
import baton.gateway.phone.CallCommand.NeverEnded;
import baton.gateway.phone.CallCommand.NotAcked;
import baton.gateway.phone.CallCommand.NothingHeard;
import baton.gateway.phone.CallCommand.Ordered;
import baton.gateway.phone.CallCommand.OtherEndSaid;
import baton.gateway.phone.CallCommand.PhoneSaid;
import baton.gateway.phone.CallCommand.RangTooLong;
import baton.gateway.phone.CallCommand.Repeated;
import baton.gateway.phone.CallCommand.StillRinging;
import baton.gateway.phone.CallCommand.WaitedTooLong;
import baton.gateway.phone.CallerSide.Phase;
import baton.gateway.phone.PhoneCounters.Kind;
import baton.gateway.phone.SipEdge.Answer;
import baton.gateway.phone.SipEdge.Incoming;
import baton.protocol.gateway.v1.CallOrder;
import baton.protocol.gateway.v1.CallerInvited;
import baton.protocol.gateway.v1.Refuse;
import baton.protocol.gateway.v1.Refused;
import baton.protocol.gateway.v1.RingPhone;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * One call: carries the engine's orders out on the caller's and the agent's dialog, and tells the engine what happens there.
 * It decides nothing but what the protocol leaves no choice in.
 */
final class CallBridge extends AbstractBehavior<CallCommand> implements PhoneRing.Story {

    /** What a call needs of its door. */
    record Surroundings(SipEdge edge, Calls engine, PhoneSettings.Calls settings, PhoneCounters counters) {}

    /** RFC 3261 section 13.3.1.1: within three minutes, or somebody on the way gives up. */
    private static final Duration PROGRESS_PAUSE = Duration.ofMinutes(1);

    /** RFC 3261 section 9.1: 64 T1 after a CANCEL the INVITE is over, whatever comes. */
    private static final Duration CANCEL_LIMIT = Duration.ofSeconds(32);

    private final String callId;
    private final Surroundings door;
    private final BiConsumer<ActorRef<CallCommand>, String> newDialog;
    private final TimerScheduler<CallCommand> timers;
    private final CallStory story;
    private final CallerSide caller;
    private final Map<String, PhoneRing> rings = new LinkedHashMap<>();
    private final MidCall midCall;
    private @Nullable PhoneRing talking;
    private @Nullable Unacked unacked;
    private boolean finishing;

    private CallBridge(
            ActorContext<CallCommand> context,
            TimerScheduler<CallCommand> timers,
            Surroundings door,
            Incoming invite,
            CallerInvited.Builder invited,
            BiConsumer<ActorRef<CallCommand>, String> newDialog) {
        super(context);
        this.callId = CallFormat.callId(invite.request());
        this.door = door;
        this.newDialog = newDialog;
        this.timers = timers;
        this.caller = new CallerSide(door.edge(), invite);
        var self = context.getSelf();
        this.midCall = new MidCall(
                door.edge(), door.counters(), (passing, answer) -> self.tell(new OtherEndSaid(passing, answer)));
        var signals = context.spawn(
                SignalTeller.create(
                        door.engine(),
                        door.settings(),
                        door.counters(),
                        refused -> self.tell(new InvitationRefused(refused))),
                "signals");
        context.watch(signals);
        this.story = new CallStory(invited.getTenant(), callId, signals);
        newDialog.accept(self, caller.dialog().key());
        timers.startSingleTimer("wait", new WaitedTooLong(), door.settings().waitLimit());
        story.callerInvited(invited.setDialog(caller.dialog().toProto()));
    }

    /** @param newDialog hears under which keys requests for this call will come */
    static Behavior<CallCommand> create(
            Surroundings door,
            Incoming invite,
            CallerInvited.Builder invited,
            BiConsumer<ActorRef<CallCommand>, String> newDialog) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new CallBridge(context, timers, door, invite, invited, newDialog)));
    }

    @Override
    public Receive<CallCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(Ordered.class, ordered -> after(() -> carryOut(ordered.order())))
                .onMessage(Heard.class, heard -> after(() -> hear(heard.incoming())))
                .onMessage(Repeated.class, repeated -> after(() -> ackAgain(repeated.response())))
                .onMessage(PhoneSaid.class, said -> after(() -> said.ring().on(said.answer())))
                .onMessage(OtherEndSaid.class, said -> after(() -> otherEndSaid(said)))
                .onMessage(InvitationRefused.class, refused -> after(() -> refuse(refused.refused())))
                .onMessage(StillRinging.class, still -> after(caller::progress))
                .onMessage(NotAcked.class, not -> after(this::repeatAnswer))
                .onMessage(WaitedTooLong.class, waited -> after(this::waitedTooLong))
                .onMessage(NothingHeard.class, nothing -> after(() -> giveUpIfNothingHeard(nothing.ring())))
                .onMessage(RangTooLong.class, rang -> after(() -> rang.ring().giveUp()))
                .onMessage(NeverEnded.class, never -> after(() -> never.ring().left()))
                .onSignal(Terminated.class, terminated -> Behaviors.stopped())
                .build();
    }

    /** Does it, then leaves if nothing is left to do. */
    private Behavior<CallCommand> after(Runnable deed) {
        try {
            deed.run();
        } catch (RuntimeException e) {
            door.counters().count(Kind.INTERNAL);
            getContext().getLog().error("call {} ends: {}", callId, e.toString());
            end(Response.SERVER_INTERNAL_ERROR, "");
            story.hungUp("caller");
        }
        rings.values().stream()
                .filter(ring -> ring.phase() == PhoneRing.Phase.STOPPING)
                .forEach(this::limitStopping);
        var over = caller.phase() == Phase.OVER
                && rings.values().stream().allMatch(ring -> ring.phase() == PhoneRing.Phase.OVER);
        if (over && !finishing) {
            finishing = true;
            timers.cancelAll();
            story.ends();
        }
        return this;
    }

    private void limitStopping(PhoneRing ring) {
        var key = "stopping " + ring.offerId();
        if (!timers.isTimerActive(key)) {
            timers.startSingleTimer(key, new NeverEnded(ring), CANCEL_LIMIT);
        }
    }

    // ---- orders

    private void carryOut(CallOrder order) {
        switch (order.getOrderCase()) {
            case PROGRESS -> progress();
            case RING_PHONE -> ring(order.getRingPhone());
            case STOP_PHONE -> stop(order.getStopPhone().getOfferId());
            case CONNECT ->
                connect(order.getConnect().getOfferId(), order.getConnect().getAnswerSdp());
            case REFUSE -> refuse(order.getRefuse());
            case HANG_UP -> end(Response.TEMPORARILY_UNAVAILABLE, "");
            case ORDER_NOT_SET -> getContext().getLog().warn("call {}: an order this release does not know", callId);
        }
    }

    private void progress() {
        if (caller.phase() == Phase.WAITING && !timers.isTimerActive("progress")) {
            caller.progress();
            timers.startTimerWithFixedDelay("progress", new StillRinging(), PROGRESS_PAUSE);
        }
    }

    private void ring(RingPhone order) {
        if (caller.phase() != Phase.WAITING || rings.containsKey(order.getOfferId())) {
            return;
        }
        try {
            var ring = PhoneRing.prepare(door.edge(), this, order);
            rings.put(order.getOfferId(), ring);
            newDialog.accept(getContext().getSelf(), ring.key());
            timers.startSingleTimer(
                    "first " + ring.offerId(),
                    new NothingHeard(ring),
                    door.settings().firstAnswer());
            timers.startSingleTimer(
                    "limit " + ring.offerId(),
                    new RangTooLong(ring),
                    door.settings().ringLimit());
            var self = getContext().getSelf();
            ring.start(answer -> self.tell(new PhoneSaid(ring, answer)));
        } catch (IllegalArgumentException e) {
            getContext().getLog().warn("call {}: the contact of a registered phone cannot be called", callId);
            story.declined(order.getOfferId(), Response.NOT_FOUND);
        }
    }

    private void stop(String offerId) {
        var ring = rings.get(offerId);
        if (ring != null) {
            ring.stop();
        }
    }

    private void connect(String offerId, String sdp) {
        var ring = rings.get(offerId);
        if (ring == null || ring.phase() != PhoneRing.Phase.PICKED_UP || caller.phase() != Phase.WAITING) {
            return;
        }
        talking = ring;
        timers.cancel("wait");
        timers.cancel("progress");
        expectAck(caller.answer(sdp));
    }

    /** Ends both sides, whatever they are doing; the status is for a caller who still waits. */
    private void end(int status, String reason) {
        caller.refuse(status >= 300 && status < 700 ? status : Response.TEMPORARILY_UNAVAILABLE, reason);
        caller.hangUp();
        rings.values().forEach(PhoneRing::stop);
    }

    private void refuse(Refuse order) {
        if (caller.phase() == Phase.WAITING) {
            end(order.getStatus(), order.getReason());
        }
    }

    private void refuse(Refused refused) {
        door.counters().count(Kind.CALL_REFUSED);
        switch (refused.getCode()) {
            case "try-again" -> end(Response.SERVICE_UNAVAILABLE, "");
            case "no-such-number" -> end(Response.NOT_FOUND, "");
            default -> end(Response.SERVER_INTERNAL_ERROR, "");
        }
    }

    private void waitedTooLong() {
        story.callerCancelled();
        end(Response.TEMPORARILY_UNAVAILABLE, "");
    }

    // ---- what the ends say

    private void hear(Incoming incoming) {
        var request = incoming.request();
        var agent = agentOf(request);
        switch (request.getMethod()) {
            case Request.ACK -> acked(request);
            case Request.CANCEL -> cancelled(incoming);
            case Request.BYE -> left(incoming, agent);
            case Request.OPTIONS -> incoming.answer(Sip.allow(Sip.reply(request, Response.OK, "")));
            case Request.INVITE, Request.UPDATE, Request.INFO -> pass(incoming, agent);
            default -> {
                door.counters().count(Kind.METHOD_NOT_ALLOWED);
                incoming.answer(Sip.reply(request, Response.METHOD_NOT_ALLOWED, ""));
            }
        }
    }

    private @Nullable PhoneRing agentOf(Request request) {
        for (var ring : rings.values()) {
            var dialog = ring.dialog();
            if (ring.phase() == PhoneRing.Phase.PICKED_UP && dialog != null && dialog.isOf(request)) {
                return ring;
            }
        }
        return null;
    }

    private void cancelled(Incoming cancel) {
        var request = cancel.request();
        if (caller.isCancelledBy(request)) {
            cancel.answer(Sip.reply(request, Response.OK, caller.dialog().localTag()));
            if (caller.phase() == Phase.WAITING) {
                callerGivesUp();
            }
        } else if (midCall.cancelled(cancel)) {
            cancel.answer(Sip.reply(request, Response.OK, Sip.random()));
        } else {
            unknown(cancel);
        }
    }

    private void callerGivesUp() {
        caller.left();
        rings.values().forEach(PhoneRing::stop);
        story.callerCancelled();
    }

    private void left(Incoming bye, @Nullable PhoneRing agent) {
        var request = bye.request();
        if (agent != null) {
            bye.answer(Sip.reply(request, Response.OK, ""));
            agentLeft(agent);
        } else if (caller.dialog().isOf(request) && caller.phase() != Phase.OVER) {
            bye.answer(Sip.reply(request, Response.OK, ""));
            if (caller.phase() == Phase.WAITING) {
                callerGivesUp();
            } else {
                callerLeft();
            }
        } else {
            unknown(bye);
        }
    }

    /** Before the two are connected the caller goes on waiting: the engine will find somebody else. */
    private void agentLeft(PhoneRing agent) {
        agent.left();
        if (agent == talking) {
            end(Response.TEMPORARILY_UNAVAILABLE, "");
        }
        story.hungUp("agent");
    }

    private void callerLeft() {
        unacked = null;
        caller.left();
        rings.values().forEach(PhoneRing::stop);
        story.hungUp("caller");
    }

    private void pass(Incoming incoming, @Nullable PhoneRing agent) {
        var here = agent != null ? agent.dialog() : caller.dialog();
        var there = agent != null ? caller.dialog() : talking == null ? null : talking.dialog();
        var request = incoming.request();
        if (here == null || !here.isOf(request) || caller.phase() == Phase.OVER) {
            unknown(incoming);
        } else if (there == null || talking == null || caller.phase() == Phase.WAITING) {
            notYet(incoming);
        } else if (unacked != null && request.getMethod().equals(Request.INVITE)) {
            notYet(incoming);
        } else {
            midCall.pass(incoming, here, there);
        }
    }

    private void notYet(Incoming incoming) {
        door.counters().count(Kind.GLARE);
        incoming.answer(Sip.reply(incoming.request(), Response.REQUEST_PENDING, ""));
    }

    private void unknown(Incoming incoming) {
        door.counters().count(Kind.UNKNOWN_DIALOG);
        incoming.answer(Sip.reply(incoming.request(), Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST, Sip.random()));
    }

    private void otherEndSaid(OtherEndSaid said) {
        var status = said.answer().status();
        midCall.answered(said.passing(), said.answer()).ifPresent(this::expectAck);
        if (status == Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST || status == Response.REQUEST_TIMEOUT) {
            dialogBroke(said.passing().there());
        }
    }

    /** RFC 3261 section 12.2.1.2: 481 and 408 end the dialog. */
    private void dialogBroke(DialogSide dialog) {
        if (caller.phase() == Phase.OVER) {
            return;
        }
        if (dialog == caller.dialog()) {
            callerLeft();
        } else if (talking != null) {
            agentLeft(talking);
        }
    }

    // ---- acknowledgements

    private void expectAck(Unacked answer) {
        unacked = answer;
        timers.startSingleTimer("ack", new NotAcked(), answer.pause());
    }

    private void acked(Request ack) {
        if (unacked == null || !unacked.isFor(ack)) {
            return;
        }
        unacked = null;
        timers.cancel("ack");
        if (caller.phase() == Phase.ANSWERED) {
            caller.acked();
        } else {
            midCall.acked(ack);
        }
    }

    private void repeatAnswer() {
        if (unacked == null) {
            return;
        }
        if (unacked.goesOn()) {
            door.edge().repeat(unacked.response());
            timers.startSingleTimer("ack", new NotAcked(), unacked.pause());
            return;
        }
        unacked = null;
        if (caller.phase() == Phase.ANSWERED) {
            caller.neverAcked();
        }
        end(Response.TEMPORARILY_UNAVAILABLE, "");
        story.hungUp("caller");
    }

    private void ackAgain(Response response) {
        var key = DialogSide.key(Sip.callId(response), Sip.fromTag(response));
        if (caller.dialog().key().equals(key)) {
            caller.dialog().ackAgain(response);
        }
        rings.values().stream().filter(ring -> ring.key().equals(key)).forEach(ring -> ring.on(Answer.of(response)));
    }

    // ---- what an attempt to reach a phone tells

    @Override
    public void alerting(PhoneRing ring) {
        story.alerting(ring);
    }

    @Override
    public void pickedUp(PhoneRing ring, String sdp) {
        timers.cancel("first " + ring.offerId());
        timers.cancel("limit " + ring.offerId());
        story.pickedUp(ring, sdp);
    }

    @Override
    public void declined(PhoneRing ring, int status) {
        timers.cancel("first " + ring.offerId());
        timers.cancel("limit " + ring.offerId());
        story.declined(ring.offerId(), status);
    }

    private void giveUpIfNothingHeard(PhoneRing ring) {
        if (ring.heardNothing()) {
            ring.giveUp();
        }
    }
}
