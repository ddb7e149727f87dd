package baton.gateway.phone;

import baton.engine.spi.Calls;
import baton.gateway.phone.CallCommand.ChangeTooLong;
import baton.gateway.phone.CallCommand.Heard;
import baton.gateway.phone.CallCommand.InConference;
import baton.gateway.phone.CallCommand.LeftStopped;
import baton.gateway.phone.CallCommand.LetGo;
import baton.gateway.phone.CallCommand.NeverEnded;
import baton.gateway.phone.CallCommand.NotAcked;
import baton.gateway.phone.CallCommand.NothingHeard;
import baton.gateway.phone.CallCommand.Ordered;
import baton.gateway.phone.CallCommand.OtherEndSaid;
import baton.gateway.phone.CallCommand.PhoneSaid;
import baton.gateway.phone.CallCommand.RangTooLong;
import baton.gateway.phone.CallCommand.Repeated;
import baton.gateway.phone.CallCommand.SignalRefused;
import baton.gateway.phone.CallCommand.StillRinging;
import baton.gateway.phone.CallCommand.WaitedTooLong;
import baton.gateway.phone.CallCommand.WishAgain;
import baton.gateway.phone.CallCommand.WishAnswered;
import baton.gateway.phone.CallCommand.WishTooLong;
import baton.gateway.phone.CallerSide.Phase;
import baton.gateway.phone.PhoneCounters.Kind;
import baton.gateway.phone.SipEdge.Incoming;
import baton.protocol.gateway.v1.Adopt;
import baton.protocol.gateway.v1.CallSignal;
import baton.protocol.gateway.v1.CallerInvited;
import baton.protocol.gateway.v1.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * One call: carries the engine's orders out on the caller's and the agents' dialogs, and tells the engine what happens there.
 * It decides nothing but what the protocol leaves no choice in.
 */
final class CallBridge extends AbstractBehavior<CallCommand> implements CallRequests.Meaning, Plumbing.Outcome {

    /** What a call needs of its door. */
    record Surroundings(
            SipEdge edge, Calls engine, PhoneSettings.Calls settings, PhoneCounters counters, DoorIndex index) {}

    private final String callId;
    private final Surroundings door;
    private final TimerScheduler<CallCommand> timers;
    private final CallStory story;
    private final CallEnds ends;
    private final Session session;
    private final MidCall midCall;
    private final Plumbing plumbing;
    private final Acknowledging acks;
    private final Conference conference;
    private final Leaving leaving;
    private final CallRequests requests;
    private final Ringing ringing;
    private final Orders orders;
    private boolean adopted;
    private boolean finishing;

    private CallBridge(
            ActorContext<CallCommand> context,
            TimerScheduler<CallCommand> timers,
            Surroundings door,
            CallName name,
            CallerSide caller,
            Session session,
            int number) {
        super(context);
        context.setLoggerName(CallBridge.class);
        this.callId = name.callId();
        this.door = door;
        this.timers = timers;
        this.ends = new CallEnds(caller);
        this.session = session;
        var self = context.getSelf();
        this.midCall = new MidCall(
                door, this::agreed, timers, (passing, answer) -> self.tell(new OtherEndSaid(passing, answer)));
        this.plumbing = new Plumbing(
                door, ends, session, this, timers, (wish, answer) -> self.tell(new WishAnswered(wish, answer)));
        this.acks = new Acknowledging(door.edge(), timers);
        this.story = new CallStory(name, number, SignalTeller.of(context, door));
        Consumer<String> keys = key -> door.index().add(self, key);
        this.conference =
                new Conference(door, name, number, ends, session, midCall, plumbing, story, timers, self, keys);
        var limit = door.settings().waitLimit();
        this.leaving = new Leaving(ends, midCall, plumbing, acks, conference, story, timers, limit);
        this.requests = new CallRequests(door, ends, session, midCall, plumbing, acks, conference, leaving, this);
        this.ringing = new Ringing(door, name, number, ends, story, timers, self, keys);
        this.orders = new Orders(door.counters(), ends, ringing, plumbing, acks, conference, leaving, timers);
        keys.accept(caller.dialog().key());
    }

    static Behavior<CallCommand> create(Surroundings door, Incoming invite, CallerInvited.Builder invited) {
        var name = new CallName(invited.getTenant(), CallFormat.callId(invite.request()));
        return saying(
                name,
                Behaviors.setup(context -> Behaviors.withTimers(timers -> {
                    var caller = CallerSide.calling(door.edge(), invite, name.user());
                    var session = new Session(invited.getOfferSdp());
                    var bridge = new CallBridge(context, timers, door, name, caller, session, 0);
                    bridge.leaving.limitWaiting();
                    bridge.story.callerInvited(invited.setDialog(caller.dialog().toProto()));
                    return bridge;
                })));
    }

    /**
     * Another door had the call before. The engine's orders follow.
     *
     * @param waiting what the ends have said to this door already
     */
    static Behavior<CallCommand> adopt(Surroundings door, CallName name, Adopt adopt, List<Incoming> waiting) {
        var adoption = new Adoption(door.edge(), name, adopt);
        return saying(
                name,
                Behaviors.setup(context -> Behaviors.withTimers(timers -> {
                    var bridge = new CallBridge(
                            context, timers, door, name, adoption.caller(), adoption.session(), adopt.getNumber());
                    return bridge.after(() -> bridge.goOn(adoption, waiting));
                })));
    }

    /** Whatever is logged meanwhile, here or by a part of it, says whose call it is. */
    private static Behavior<CallCommand> saying(CallName name, Behavior<CallCommand> bridge) {
        return Behaviors.withMdc(
                CallCommand.class, Map.of("kind", "call", "tenant", name.tenant(), "id", name.callId()), bridge);
    }

    /** Whoever has not hung up by what waits here learns where the call is now, also if the other end has turned to us by itself. */
    private void goOn(Adoption adoption, List<Incoming> waiting) {
        var adopt = adoption.adopt();
        adopted = true;
        adoption.phonesInto(ends, ringing, key -> door.index().add(getContext().getSelf(), key));
        conference.staying().inherit(adopt.getInConference());
        if (adopt.getPerhapsUnheard()) {
            ends.caller().answerAgain().ifPresent(acks::expect);
        }
        if (ends.talking().isEmpty()) {
            leaving.limitWaiting();
        }
        waiting.forEach(requests::hear);
        if (adopt.getAnswered() && adopt.getTalking().isEmpty()) {
            plumbing.park();
        } else if (adopt.getAnswered() && !midCall.isUnderWay()) {
            plumbing.ask();
        }
    }

    @Override
    public Receive<CallCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(Ordered.class, ordered -> after(() -> orders.carryOut(ordered.order())))
                .onMessage(Heard.class, heard -> after(() -> requests.hear(heard.incoming())))
                .onMessage(Repeated.class, repeated -> after(() -> ends.ackAgain(repeated.response())))
                .onMessage(PhoneSaid.class, said -> after(() -> said.ring().on(said.answer())))
                .onMessage(OtherEndSaid.class, said -> after(() -> otherEndSaid(said)))
                .onMessage(WishAnswered.class, said -> after(() -> plumbing.answered(said.wish(), said.answer())))
                .onMessage(WishAgain.class, again -> after(plumbing::again))
                .onMessage(WishTooLong.class, too -> after(plumbing::tooLong))
                .onMessage(ChangeTooLong.class, too -> after(midCall::tooLong))
                .onMessage(SignalRefused.class, refused -> after(() -> refused(refused.signal(), refused.refused())))
                .onMessage(StillRinging.class, still -> after(ends.caller()::progress))
                .onMessage(NotAcked.class, not -> after(() -> acks.repeat().ifPresent(leaving::neverAcked)))
                .onMessage(WaitedTooLong.class, waited -> after(leaving::waitedTooLong))
                .onMessage(NothingHeard.class, nothing -> after(() -> ringing.giveUpIfNothingHeard(nothing.ring())))
                .onMessage(RangTooLong.class, rang -> after(() -> rang.ring().giveUp()))
                .onMessage(LeftStopped.class, stopped -> after(() -> ringing.leftStopped(stopped.ring())))
                .onMessage(InConference.class, told -> after(told.deed()))
                .onMessage(LetGo.class, letGo -> letGo())
                .onMessage(NeverEnded.class, never -> after(() -> never.ring().left()))
                .onSignal(Terminated.class, terminated -> Behaviors.stopped())
                .build();
    }

    /** Does it, goes on with what had to wait for it, then leaves if nothing is left to do. */
    private Behavior<CallCommand> after(Runnable deed) {
        try {
            deed.run();
            ends.dialogsOver().forEach(acks::forget);
            conference.goOn();
            if (!midCall.isUnderWay()) {
                plumbing.goOn(dialog -> !acks.isUnderWay(dialog));
            }
        } catch (RuntimeException e) {
            door.counters().count(Kind.INTERNAL);
            getContext().getLog().error("call {} ends: {}", callId, e.toString());
            ends.end();
            story.callerHungUp();
        }
        ringing.limitStopping();
        if (ends.areOver()) {
            finish();
        }
        return this;
    }

    private void finish() {
        if (!finishing) {
            finishing = true;
            timers.cancelAll();
            story.ends();
        }
    }

    /** Another door has the call: not a word to the ends, except to whoever waits for an answer of this one. */
    private Behavior<CallCommand> letGo() {
        midCall.letGo();
        conference.over();
        ends.caller().letGo();
        ends.phones().forEach(PhoneRing::letGo);
        finish();
        return new GivenAway(ends, midCall, ringing, timers).behavior();
    }

    private void refused(CallSignal signal, Refused why) {
        if (why.getCode().equals(SignalTeller.ANOTHER_DOOR)) {
            ringing.pickedUpInVain(signal);
            door.index().giveAway(getContext().getSelf());
        } else {
            orders.refused(signal, why);
        }
    }

    // ---- what the ends say

    private void otherEndSaid(OtherEndSaid said) {
        var status = said.answer().status();
        midCall.answered(said.passing(), said.answer()).ifPresent(this::expectAck);
        if (status == Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST || status == Response.REQUEST_TIMEOUT) {
            leaving.broken(said.passing().there());
        } else if (status >= 300 && adopted) {
            plumbing.ask(); // who agrees to a change has learnt by it where we are
        }
    }

    private void agreed(DialogSide offerer, String offer, String answer) {
        if (offerer == ends.caller().dialog()) {
            session.callerOffered(offer);
        } else if (!conference.agreed(offerer, offer, answer)) {
            session.agentOffered(offer, answer);
        }
        story.agreed(ends, session);
    }

    // ---- what comes of re-INVITEs of our own

    @Override
    public void joined(PhoneRing phone) {
        timers.cancel("wait");
        conference.over();
        story.agreed(ends, session);
    }

    @Override
    public void seated(Wish.Seat seat, Optional<String> sdp) {
        sdp.ifPresentOrElse(agreed -> conference.seated(seat, agreed), conference::notSeated);
    }

    @Override
    public void silent() {
        story.agreed(ends, session);
    }

    @Override
    public void notJoined(PhoneRing phone) {
        getContext().getLog().warn("call {}: the caller's phone does not talk with the next agent's", callId);
        leaving.notJoined(phone);
    }

    @Override
    public boolean isMended(PhoneRing phone) {
        return conference.staying().notJoined(phone);
    }

    @Override
    public void broken(DialogSide dialog) {
        leaving.broken(dialog);
    }

    // ---- acknowledgements

    @Override
    public void expectAck(Unacked answer) {
        acks.expect(answer);
    }

    @Override
    public void acked(Request ack) {
        if (!acks.isDoneBy(ack)) {
            return;
        }
        if (ends.caller().phase() == Phase.ANSWERED) {
            ends.caller().acked();
            plumbing.askAdopted();
        } else {
            midCall.acked(ack);
        }
    }
}
