package baton.gateway.phone;

import baton.gateway.phone.CallBridge.Surroundings;
import baton.gateway.phone.CallCommand.InConference;
import baton.gateway.phone.CallCommand.PhoneSaid;
import baton.gateway.phone.SipEdge.Answer;
import baton.protocol.gateway.v1.RingPhone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** Our dialogs in a room at the conference bridge, one for each end that sits there, and whether the bridge is still there. */
final class Seats implements PhoneRing.Story {

    /** What becomes of them. */
    interface Outcome {

        void allTaken();

        /** The bridge refuses one, or has gone. */
        void lost();

        /** RFC 3261 section 14.1: as long as whoever has made the Call-ID waits. */
        void later(Runnable deed);
    }

    /** So often the bridge may fail to answer. */
    private static final int PATIENCE = 3;

    private final Surroundings door;
    private final CallName name;
    private final int number;
    private final CallEnds ends;
    private final ActorRef<CallCommand> self;
    private final Consumer<String> newDialog;
    private final Outcome outcome;

    /** By the dialog of the end that is to sit there. */
    private final Map<DialogSide, PhoneRing> seats = new LinkedHashMap<>();

    /** How many OPTIONS in a row. */
    private final Map<PhoneRing, Integer> unanswered = new HashMap<>();

    /**
     * @param number how often the call has changed its door
     * @param newDialog hears under which keys requests of the bridge will come
     */
    Seats(
            Surroundings door,
            CallName name,
            int number,
            CallEnds ends,
            ActorRef<CallCommand> self,
            Consumer<String> newDialog,
            Outcome outcome) {
        this.door = door;
        this.name = name;
        this.number = number;
        this.ends = ends;
        this.self = self;
        this.newDialog = newDialog;
        this.outcome = outcome;
    }

    /**
     * @param who is not the same for two of them in one room
     * @param sdp what this end can do
     * @throws IllegalArgumentException if nobody can be called there
     */
    void invite(String room, String who, @Nullable DialogSide end, String sdp) {
        if (end == null) {
            throw new IllegalArgumentException("end: none (expected: one with a dialog)");
        }
        var order = RingPhone.newBuilder()
                .setOfferId(room + " " + who)
                .setContact(room)
                .setCaller("baton")
                .setOfferSdp(SessionText.directed(sdp, "sendrecv"))
                .build();
        var invite = PhoneInvite.of(door.edge(), order, name, number);
        var seat = PhoneRing.prepare(door.edge(), this, order.getOfferId(), invite);
        seats.put(end, seat);
        ends.addSeat(seat);
        newDialog.accept(seat.key());
    }

    void start() {
        List.copyOf(seats.values()).forEach(seat -> seat.start(answer -> self.tell(new PhoneSaid(seat, answer))));
    }

    @Override
    public void alerting(PhoneRing seat) {}

    @Override
    public void declined(PhoneRing seat, int status) {
        if (seats.containsValue(seat)) {
            outcome.lost();
        }
    }

    @Override
    public void pickedUp(PhoneRing seat, String sdp) {
        if (seats.values().stream().allMatch(it -> it.phase() == PhoneRing.Phase.PICKED_UP)) {
            outcome.allTaken();
        }
    }

    boolean areEmpty() {
        return seats.isEmpty();
    }

    List<DialogSide> ends() {
        return List.copyOf(seats.keySet());
    }

    Optional<PhoneRing> of(DialogSide end) {
        return Optional.ofNullable(seats.get(end));
    }

    /** The end that sits in the seat whose dialog this is. */
    Optional<DialogSide> endOf(DialogSide seat) {
        return seats.entrySet().stream()
                .filter(it -> it.getValue().dialog() == seat)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The seat in which the bridge says this. */
    Optional<PhoneRing> of(Request request) {
        return seats.values().stream()
                .filter(seat -> seat.dialog() != null && seat.dialog().isOf(request))
                .findFirst();
    }

    /** The end has agreed to this; the bridge must know if it wants its audio elsewhere now. */
    void agreed(PhoneRing seat, String sdp) {
        var dialog = seat.dialog();
        if (dialog == null || !SessionText.hasPlace(sdp) || SessionText.isAtSamePlace(sdp, seat.offered())) {
            return;
        }
        var before = dialog.said();
        var invite = Sip.withSdp(dialog.withContact(dialog.next(Request.INVITE)), dialog.saying(sdp));
        send(invite, answer -> {
            if (answer.status() >= 300) {
                dialog.unsaid(before);
                refused(seat, sdp, answer.status());
            } else if (answer.status() >= 200) {
                answer.response().ifPresent(dialog::agreed);
            }
        });
    }

    private void refused(PhoneRing seat, String sdp, int status) {
        if (!seats.containsValue(seat)) {
            return;
        }
        if (status == Response.REQUEST_PENDING) {
            outcome.later(() -> {
                if (seats.containsValue(seat)) {
                    agreed(seat, sdp);
                }
            });
        } else {
            outcome.lost();
        }
    }

    private void send(Request request, Consumer<Answer> then) {
        door.edge().send(request, answer -> self.tell(new InConference(() -> then.accept(answer))));
    }

    // ---- whether the bridge is still there

    void check() {
        var all = List.copyOf(seats.values());
        if (all.stream().anyMatch(seat -> unanswered.getOrDefault(seat, 0) >= PATIENCE)) {
            outcome.lost();
            return;
        }
        all.forEach(this::check);
    }

    private void check(PhoneRing seat) {
        var dialog = seat.dialog();
        if (dialog != null) {
            unanswered.merge(seat, 1, Integer::sum);
            send(dialog.next(Request.OPTIONS), answer -> checked(seat, answer));
        }
    }

    private void checked(PhoneRing seat, Answer answer) {
        if (!seats.containsValue(seat) || answer.status() < 200 || isFromTheWay(answer)) {
            return;
        }
        unanswered.remove(seat);
        if (answer.status() == Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST) {
            seat.left();
            outcome.lost();
        }
    }

    /** Nobody has answered, or somebody on the way who cannot reach the bridge. 501 is the word of a bridge that does not know OPTIONS. */
    private static boolean isFromTheWay(Answer answer) {
        return answer.response().isEmpty()
                || answer.status() == Response.REQUEST_TIMEOUT
                || answer.status() >= 500 && answer.status() != Response.NOT_IMPLEMENTED;
    }

    /** @param settle is shown each dialog that ends */
    void stop(Consumer<DialogSide> settle) {
        var all = new ArrayList<>(seats.values());
        seats.clear();
        unanswered.clear();
        for (var seat : all) {
            Optional.ofNullable(seat.dialog()).ifPresent(settle);
            seat.stop();
        }
    }
}
