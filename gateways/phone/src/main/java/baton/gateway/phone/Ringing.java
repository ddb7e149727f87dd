package baton.gateway.phone;

import baton.gateway.phone.CallBridge.Surroundings;
import baton.gateway.phone.CallCommand.LeftStopped;
import baton.gateway.phone.CallCommand.NeverEnded;
import baton.gateway.phone.CallCommand.NothingHeard;
import baton.gateway.phone.CallCommand.PhoneSaid;
import baton.gateway.phone.CallCommand.RangTooLong;
import baton.gateway.phone.CallerSide.Phase;
import baton.protocol.gateway.v1.CallSignal;
import baton.protocol.gateway.v1.RingPhone;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.sip.message.Response;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rings agents' phones for one call, as long as they may ring, and tells what comes of it. */
final class Ringing implements PhoneRing.Story {

    private static final Logger LOG = LoggerFactory.getLogger(Ringing.class);

    /** RFC 3261 section 9.1: 64 T1 after a CANCEL the INVITE is over, whatever comes. */
    private static final Duration CANCEL_LIMIT = Duration.ofSeconds(32);

    /** How long a phone may take to stop ringing when it is cancelled: with one line it is busy until then. */
    private static final Duration STOPPED = Duration.ofMillis(500);

    private final Surroundings door;
    private final CallEnds ends;
    private final CallStory story;
    private final TimerScheduler<CallCommand> timers;
    private final ActorRef<CallCommand> self;
    private final Consumer<String> newDialog;
    private final CallName name;
    private final int number;

    /** Whom the door before let ring, until they know that it is over. */
    private final Set<String> left = new HashSet<>();

    /** To be rung when that is so. */
    private final Map<String, RingPhone> waiting = new HashMap<>();

    /**
     * @param newDialog hears under which keys requests of the phones will come
     * @param number how often the call has changed its door
     */
    Ringing(
            Surroundings door,
            CallName name,
            int number,
            CallEnds ends,
            CallStory story,
            TimerScheduler<CallCommand> timers,
            ActorRef<CallCommand> self,
            Consumer<String> newDialog) {
        this.door = door;
        this.name = name;
        this.number = number;
        this.ends = ends;
        this.story = story;
        this.timers = timers;
        this.self = self;
        this.newDialog = newDialog;
    }

    void ring(RingPhone order) {
        if (ends.caller().phase() == Phase.OVER
                || ends.phone(order.getOfferId()).isPresent()) {
            return;
        }
        if (left.contains(Adoption.before(order.getOfferId()))) {
            waiting.put(order.getOfferId(), order);
            return;
        }
        try {
            var invite = PhoneInvite.of(door.edge(), order, name, number);
            start(PhoneRing.prepare(door.edge(), this, order.getOfferId(), invite));
        } catch (IllegalArgumentException e) {
            LOG.warn("call {}: the contact of a registered phone cannot be called", name.callId());
            story.declined(order.getOfferId(), Response.NOT_FOUND);
        }
    }

    private void start(PhoneRing ring) {
        ends.add(ring);
        newDialog.accept(ring.key());
        timers.startSingleTimer(
                "first " + ring.offerId(),
                new NothingHeard(ring),
                door.settings().firstAnswer());
        timers.startSingleTimer(
                "limit " + ring.offerId(),
                new RangTooLong(ring),
                door.settings().ringLimit());
        ring.start(answer -> self.tell(new PhoneSaid(ring, answer)));
    }

    /** The door before has let it ring, and is gone. */
    void stopLeft(PhoneRing ring) {
        ends.add(ring);
        newDialog.accept(ring.key());
        left.add(ring.offerId());
        timers.startSingleTimer("left " + ring.offerId(), new LeftStopped(ring), STOPPED);
        ring.cancelLeft();
    }

    /** It has heard it by now; if the first CANCEL got lost, by the second. */
    void leftStopped(PhoneRing ring) {
        if (ring.phase() == PhoneRing.Phase.STOPPING) {
            ring.cancelLeft();
        }
        left.remove(ring.offerId());
        var again = waiting.values().stream()
                .filter(order -> Adoption.before(order.getOfferId()).equals(ring.offerId()))
                .findFirst();
        again.ifPresent(order -> {
            waiting.remove(order.getOfferId());
            ring(order);
        });
    }

    void stop(String offerId) {
        waiting.remove(offerId);
        ends.phone(offerId).filter(ring -> !ends.talksWith(ring)).ifPresent(PhoneRing::withdraw);
    }

    /** Another door has the call, and will never hear of this phone: whoever has picked it up would wait for the caller. */
    void pickedUpInVain(CallSignal signal) {
        if (signal.hasPhonePickedUp()) {
            ends.phone(signal.getPhonePickedUp().getOfferId()).ifPresent(PhoneRing::stop);
        }
    }

    void giveUpIfNothingHeard(PhoneRing ring) {
        if (ring.heardNothing()) {
            ring.giveUp();
        }
    }

    /** Who has been cancelled and never says so is over all the same. */
    void limitStopping() {
        ends.rung()
                .filter(ring -> ring.phase() == PhoneRing.Phase.STOPPING)
                .filter(ring -> !timers.isTimerActive(stopping(ring)))
                .forEach(ring -> timers.startSingleTimer(stopping(ring), new NeverEnded(ring), CANCEL_LIMIT));
    }

    private static String stopping(PhoneRing ring) {
        return "stopping " + ring.offerId();
    }

    @Override
    public void alerting(PhoneRing ring) {
        story.alerting(ring);
    }

    @Override
    public void pickedUp(PhoneRing ring, String sdp) {
        forget(ring);
        story.pickedUp(ring, sdp);
    }

    @Override
    public void declined(PhoneRing ring, int status) {
        forget(ring);
        story.declined(ring.offerId(), status);
    }

    private void forget(PhoneRing ring) {
        timers.cancel("first " + ring.offerId());
        timers.cancel("limit " + ring.offerId());
    }
}
