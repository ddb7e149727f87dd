package baton.gateway.phone;

import baton.gateway.phone.CallBridge.Surroundings;
import baton.gateway.phone.CallCommand.InConference;
import baton.gateway.phone.CallCommand.PhoneSaid;
import baton.gateway.phone.CallerSide.Phase;
import baton.gateway.phone.SipEdge.Answer;
import baton.protocol.gateway.v1.Confer;
import baton.protocol.gateway.v1.RingPhone;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Three who hear each other: for each of them a dialog of ours (a seat) in a room at the conference bridge, and a re-INVITE that sends the
 * audio there (RFC 3725). Nobody is parted from anybody before all three seats are taken.
 */
final class Conference implements PhoneRing.Story {

    /** So often the bridge may fail to answer. */
    private static final int PATIENCE = 3;

    private static final String TIMER = "conference";

    private final Surroundings door;
    private final CallName name;
    private final int number;
    private final CallEnds ends;
    private final Session session;
    private final MidCall midCall;
    private final Plumbing plumbing;
    private final CallStory story;
    private final TimerScheduler<CallCommand> timers;
    private final ActorRef<CallCommand> self;
    private final Consumer<String> newDialog;

    /** By the dialog of the end that is to sit there. */
    private final Map<DialogSide, PhoneRing> seats = new LinkedHashMap<>();

    private final Deque<DialogSide> standing = new ArrayDeque<>();
    private String address = "";
    /** Null when that agent has gone. */
    private @Nullable PhoneRing owner;
    /** Null when that agent has gone, or there is no conference. */
    private @Nullable PhoneRing added;

    private boolean begun;
    private boolean moved;
    private boolean stands;
    private int unanswered;

    /**
     * @param number how often the call has changed its door
     * @param newDialog hears under which keys requests of the bridge will come
     */
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
        this.door = door;
        this.name = name;
        this.number = number;
        this.ends = ends;
        this.session = session;
        this.midCall = midCall;
        this.plumbing = plumbing;
        this.story = story;
        this.timers = timers;
        this.self = self;
        this.newDialog = newDialog;
    }

    // ---- bringing them together

    void begin(Confer order) {
        var phone = ends.phone(order.getOfferId())
                .filter(ring -> ring.phase() == PhoneRing.Phase.PICKED_UP && !ends.talksWith(ring));
        if (phone.isEmpty() || ends.talking().isEmpty() || phone.get() == added) {
            return;
        }
        over();
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
            moved = owner.isAdopted();
            invite(owner, added);
        }
    }

    private void invite(PhoneRing first, PhoneRing second) {
        var room = address.replace("{id}", Sip.random());
        timers.startSingleTimer(
                TIMER, new InConference(this::fail), door.settings().changeLimit());
        try {
            invite(room, "caller", ends.caller().dialog(), session.callersOffer());
            invite(room, first.offerId(), first.dialog(), first.answered());
            invite(room, second.offerId(), second.dialog(), second.answered());
        } catch (IllegalArgumentException e) {
            fail();
        }
    }

    private void invite(String room, String who, @Nullable DialogSide end, String sdp) {
        if (end == null) {
            throw new IllegalArgumentException("end: none (expected: one with a dialog)");
        }
        var order = RingPhone.newBuilder()
                .setOfferId(room + " " + who)
                .setContact(room)
                .setCaller("baton")
                .setOfferSdp(SessionText.directed(sdp, "sendrecv"))
                .build();
        var seat = PhoneRing.prepare(
                door.edge(), this, order.getOfferId(), PhoneInvite.of(door.edge(), order, name, number));
        seats.put(end, seat);
        ends.addSeat(seat);
        newDialog.accept(seat.key());
        seat.start(answer -> self.tell(new PhoneSaid(seat, answer)));
    }

    @Override
    public void alerting(PhoneRing seat) {}

    @Override
    public void declined(PhoneRing seat, int status) {
        if (seats.containsValue(seat)) {
            lost();
        }
    }

    @Override
    public void pickedUp(PhoneRing seat, String sdp) {
        if (seats.size() == 3 && seats.values().stream().allMatch(it -> it.phase() == PhoneRing.Phase.PICKED_UP)) {
            timers.cancel(TIMER);
            standing.addAll(seats.keySet());
            next();
        }
    }

    private void next() {
        var end = standing.poll();
        if (end != null) {
            moved = true;
            plumbing.seat(end, seats.get(end).answered());
        } else {
            stands = true;
            story.agreed(ends, session);
            timers.startTimerWithFixedDelay(
                    TIMER, new InConference(this::check), door.settings().conferenceCheck());
        }
    }

    /** This end's audio goes to the bridge now; {@code sdp} is what it has agreed to. */
    void seated(DialogSide end, String sdp) {
        var seat = seats.get(end);
        if (seat == null || added == null || owner == null) {
            return;
        }
        if (end == ends.caller().dialog()) {
            session.agentChanged(sdp);
        } else {
            ends.pickedUp(it -> it == end).ifPresent(phone -> phone.agreed(seat.answered(), placeOf(phone, sdp)));
        }
        if (SessionText.hasPlace(sdp) && !SessionText.isAtSamePlace(sdp, seat.offered())) {
            tell(seat, sdp);
        }
        next();
    }

    /** What it could do before it can do again, unless it has moved. */
    private static String placeOf(PhoneRing phone, String sdp) {
        return !SessionText.hasPlace(sdp) || SessionText.isAtSamePlace(sdp, phone.answered()) ? phone.answered() : sdp;
    }

    private void tell(PhoneRing seat, String sdp) {
        var dialog = seat.dialog();
        if (dialog != null) {
            var invite = dialog.withContact(dialog.next(Request.INVITE));
            door.edge()
                    .send(
                            Sip.withSdp(invite, dialog.saying(sdp)),
                            answer -> self.tell(new InConference(() -> answer.response()
                                    .filter(ok -> ok.getStatusCode() / 100 == 2)
                                    .ifPresent(dialog::agreed))));
        }
    }

    /** This end will not be moved. */
    void notSeated() {
        if (added != null && owner != null) {
            fail();
        }
    }

    // ---- whether the bridge is still there

    private void check() {
        if (unanswered++ == PATIENCE) {
            lost();
            return;
        }
        for (var seat : seats.values()) {
            var dialog = seat.dialog();
            if (dialog != null) {
                door.edge()
                        .send(
                                dialog.next(Request.OPTIONS),
                                answer -> self.tell(new InConference(() -> checked(seat, answer))));
            }
        }
    }

    private void checked(PhoneRing seat, Answer answer) {
        if (!seats.containsValue(seat) || answer.response().isEmpty()) {
            return;
        }
        unanswered = 0;
        if (answer.status() == Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST) {
            seat.left();
            lost();
        }
    }

    // ---- who goes

    boolean has(PhoneRing agent) {
        return added != null && (agent == owner || agent == added);
    }

    /** The two others go on, and talk from end to end as soon as they can; if there is only one, that is the end. */
    void agentLeft(PhoneRing agent) {
        var other = agent == owner ? added : owner;
        var dialog = agent.dialog();
        if (dialog != null) {
            midCall.parted(dialog);
        }
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

    private void apart(PhoneRing stays) {
        timers.cancel(TIMER);
        if (moved || !ends.talksWith(stays)) {
            plumbing.join(stays);
        }
        if (!moved) {
            stopSeats();
        }
    }

    /** The bridge has gone, or this seat of it. */
    void lost() {
        if (owner == null || added == null) {
            stopSeats();
        } else {
            fail();
        }
    }

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
        stopSeats();
        owner = null;
        added = null;
        begun = false;
        moved = false;
        unanswered = 0;
    }

    private void stopSeats() {
        stands = false;
        standing.clear();
        seats.values().forEach(seat -> {
            Optional.ofNullable(seat.dialog()).ifPresent(midCall::parted);
            seat.stop();
        });
        seats.clear();
    }

    // ---- whose partner is who

    /** From now until it stands nobody may change anything. */
    boolean isForming() {
        return begun && moved && !stands && !seats.isEmpty() && owner != null && added != null;
    }

    /** Who speaks for the others to this end; empty if it talks from end to end. */
    Optional<DialogSide> partnerOf(DialogSide end) {
        return stands
                ? Optional.ofNullable(seats.get(end)).map(PhoneRing::dialog)
                : Optional.empty();
    }

    /** The end that sits in the seat whose dialog this is. */
    Optional<DialogSide> endOf(DialogSide seat) {
        return seats.entrySet().stream()
                .filter(it -> it.getValue().dialog() == seat)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The seat in which the bridge says this. */
    Optional<PhoneRing> seatOf(Request request) {
        return seats.values().stream()
                .filter(seat -> seat.dialog() != null && seat.dialog().isOf(request))
                .findFirst();
    }
}
