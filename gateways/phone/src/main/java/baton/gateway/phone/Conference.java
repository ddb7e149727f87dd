package baton.gateway.phone;

import baton.gateway.phone.CallBridge.Surroundings;
import baton.gateway.phone.CallCommand.InConference;
import baton.gateway.phone.CallerSide.Phase;
import baton.protocol.gateway.v1.Confer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import javax.sip.message.Request;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Three who hear each other: for each of them a dialog of ours in a room at the conference bridge, and a re-INVITE that sends the audio
 * there (RFC 3725). Nobody is parted from anybody before all three {@link Seats} are taken.
 */
final class Conference implements Seats.Outcome {

    private static final String TIMER = "conference";

    private final PhoneSettings.Calls settings;
    private final CallEnds ends;
    private final Session session;
    private final MidCall midCall;
    private final Plumbing plumbing;
    private final CallStory story;
    private final TimerScheduler<CallCommand> timers;
    private final Seats seats;
    private final Staying staying;

    /** Whose audio is still to be sent there. */
    private final Deque<DialogSide> standing = new ArrayDeque<>();

    private String address = "";
    /** Null when that agent has gone. */
    private @Nullable PhoneRing owner;
    /** Null when that agent has gone, or there is no conference. */
    private @Nullable PhoneRing added;

    private boolean begun;
    /** Somebody's audio goes there, or is about to. */
    private boolean moved;

    private boolean stands;

    /** @param newDialog hears under which keys requests of the bridge will come */
    Conference(
            Surroundings door,
            CallName name,
            int number,
            CallEnds ends,
            Session session,
            MidCall midCall,
            Plumbing plumbing,
            CallStory story,
            TimerScheduler<CallCommand> timers,
            ActorRef<CallCommand> self,
            Consumer<String> newDialog) {
        this.settings = door.settings();
        this.ends = ends;
        this.session = session;
        this.midCall = midCall;
        this.plumbing = plumbing;
        this.story = story;
        this.timers = timers;
        this.seats = new Seats(door, name, number, ends, self, newDialog, this);
        this.staying = new Staying(settings.changeLimit(), ends, plumbing, story, timers, seats);
    }

    // ---- bringing them together

    void begin(Confer order) {
        var phone = ends.phone(order.getOfferId())
                .filter(ring -> ring.phase() == PhoneRing.Phase.PICKED_UP && !ends.talksWith(ring));
        if (phone.isEmpty() || ends.talking().isEmpty() || phone.get() == added) {
            staying.leaveInherited();
            return;
        }
        var apart = staying.isUnderWay();
        over();
        moved = apart;
        added = phone.get();
        owner = ends.talking().get();
        address = order.getAddress();
    }

    /** As soon as the caller can be told anything. */
    void goOn() {
        if (ends.caller().phase() == Phase.OVER) {
            over();
        } else if (added != null && owner != null && !begun && ends.caller().phase() == Phase.TALKING) {
            begun = true;
            moved |= owner.isAdopted();
            invite(owner, added);
        }
    }

    private void invite(PhoneRing first, PhoneRing second) {
        var room = address.replace("{id}", Sip.random());
        timers.startSingleTimer(TIMER, new InConference(this::fail), settings.changeLimit());
        try {
            seats.invite(room, "caller", ends.caller().dialog(), session.callersOffer());
            seats.invite(room, first.offerId(), first.dialog(), first.answered());
            seats.invite(room, second.offerId(), second.dialog(), second.answered());
            seats.start();
        } catch (IllegalArgumentException e) {
            fail();
        }
    }

    @Override
    public void allTaken() {
        timers.cancel(TIMER);
        standing.addAll(seats.ends());
        next();
    }

    private void next() {
        var end = standing.poll();
        if (end != null) {
            moved = true;
            seats.of(end).ifPresent(seat -> plumbing.seat(end, seat.answered()));
        } else {
            stands = true;
            story.agreed(ends, session);
            timers.startTimerWithFixedDelay(TIMER, new InConference(seats::check), settings.conferenceCheck());
        }
    }

    /**
     * This end's audio goes to the bridge now, also if there is no conference any more: then it must be told of the next one to talk
     * with.
     *
     * @param sdp what it has agreed to
     */
    void seated(Wish.Seat told, String sdp) {
        var end = told.end();
        ends.pickedUp(it -> it == end).ifPresent(phone -> phone.moved(told.sdp(), sdp));
        var seat = seats.of(end);
        if (seat.isEmpty() || added == null || owner == null) {
            return;
        }
        if (end == ends.caller().dialog()) {
            session.agentChanged(sdp);
        }
        seats.agreed(seat.get(), sdp);
        next();
    }

    /** An agent and the bridge have agreed upon something new. False if it is not between these two. */
    boolean agreed(DialogSide offerer, String offer, String answer) {
        var seated = endOf(offerer);
        if (seated.filter(end -> end == ends.caller().dialog()).isPresent()) {
            session.callerSaid(answer);
        } else if (seated.isPresent()) {
            ends.pickedUp(it -> it == seated.get()).ifPresent(phone -> phone.moved(offer, answer));
        } else if (partnerOf(offerer).isPresent()) {
            ends.pickedUp(it -> it == offerer).ifPresent(phone -> phone.moved(answer, offer));
        } else {
            return false;
        }
        return true;
    }

    /** One of them will not be moved. */
    void notSeated() {
        fail();
    }

    // ---- who goes

    boolean has(PhoneRing agent) {
        return added != null && (agent == owner || agent == added);
    }

    /** The two others go on, and talk from end to end as soon as they can; if there is only one, that is the end. */
    void agentLeft(PhoneRing agent) {
        var other = agent == owner ? added : owner;
        Optional.ofNullable(agent.dialog()).ifPresent(midCall::parted);
        if (other == null) {
            ends.end();
        } else if (agent == owner) {
            owner = null;
            ends.part();
            apart(other);
        } else {
            added = null;
            apart(other);
        }
        story.agentHungUp(agent);
    }

    /** In the room the two hear each other until then. */
    private void apart(PhoneRing stays) {
        if (stands) {
            staying.begin(stays);
        } else {
            timers.cancel(TIMER);
        }
        if (moved || !ends.talksWith(stays)) {
            plumbing.join(stays);
        }
        if (!moved) {
            stopSeats();
        }
    }

    @Override
    public void lost() {
        if (owner == null || added == null) {
            timers.cancel(TIMER);
            stopSeats();
            staying.lost();
        } else {
            fail();
        }
    }

    /** It is not to be: the first two go on as before. */
    private void fail() {
        var phone = added;
        var stays = owner;
        var wasMoved = moved;
        if (phone == null || stays == null) {
            return;
        }
        over();
        Optional.ofNullable(phone.dialog()).ifPresent(midCall::parted);
        phone.stop();
        story.conferenceFailed(phone);
        if (wasMoved) {
            plumbing.join(stays);
        }
    }

    /** Two talk from end to end again, or it is over for all. */
    void over() {
        timers.cancel(TIMER);
        staying.over();
        stopSeats();
        owner = null;
        added = null;
        begun = false;
        moved = false;
    }

    private void stopSeats() {
        stands = false;
        standing.clear();
        seats.stop(midCall::parted);
    }

    Staying staying() {
        return staying;
    }

    @Override
    public void later(Runnable deed) {
        var pause = Duration.ofMillis(ThreadLocalRandom.current().nextInt(2100, 4000));
        timers.startSingleTimer(deed, new InConference(deed), pause);
    }

    // ---- whose partner is who

    /** From now until it stands nobody may change anything. */
    boolean isForming() {
        return moved && !stands && !seats.areEmpty() && owner != null && added != null;
    }

    /** Who speaks for the others to this end; empty if it talks from end to end. */
    Optional<DialogSide> partnerOf(DialogSide end) {
        return stands ? seats.of(end).map(PhoneRing::dialog) : Optional.empty();
    }

    /** The end that sits in the seat whose dialog this is. */
    Optional<DialogSide> endOf(DialogSide seat) {
        return seats.endOf(seat);
    }

    /** The seat in which the bridge says this. */
    Optional<PhoneRing> seatOf(Request request) {
        return seats.of(request);
    }
}
