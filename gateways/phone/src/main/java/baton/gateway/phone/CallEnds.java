package baton.gateway.phone;

import baton.gateway.phone.CallerSide.Phase;
import baton.gateway.phone.SipEdge.Answer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/** The ends of one call: the caller, the phones that have been rung, and which of them talks. */
final class CallEnds {

    private final CallerSide caller;
    private final Map<String, PhoneRing> phones = new LinkedHashMap<>();
    /** Dialogs with a conference bridge. */
    private final List<PhoneRing> seats = new ArrayList<>();

    private @Nullable PhoneRing talking;

    CallEnds(CallerSide caller) {
        this.caller = caller;
    }

    CallerSide caller() {
        return caller;
    }

    Collection<PhoneRing> phones() {
        return phones.values();
    }

    Optional<PhoneRing> phone(String offerId) {
        return Optional.ofNullable(phones.get(offerId));
    }

    /** The phone whose agent has the caller. */
    Optional<PhoneRing> talking() {
        return Optional.ofNullable(talking);
    }

    boolean talksWith(PhoneRing phone) {
        return talking == phone;
    }

    /** Whether another agent has picked up, whom the engine may give the caller any moment. */
    boolean isAnotherPickedUp() {
        return phones.values().stream()
                .anyMatch(phone -> phone != talking && phone.phase() == PhoneRing.Phase.PICKED_UP);
    }

    void add(PhoneRing phone) {
        phones.put(phone.offerId(), phone);
    }

    void addSeat(PhoneRing seat) {
        seats.add(seat);
    }

    /** Phones, and seats at a conference bridge. */
    Stream<PhoneRing> rung() {
        return Stream.concat(phones.values().stream(), seats.stream());
    }

    /** From now on the caller talks with this one; the phone before is hung up. */
    void talkWith(PhoneRing next) {
        if (talking != next) {
            part();
            talking = next;
        }
    }

    /** The phone that talks is hung up; the caller stays. */
    void part() {
        if (talking != null) {
            talking.stop();
            talking = null;
        }
    }

    /** The agent's phone that has picked up and has this dialog. */
    Optional<PhoneRing> pickedUp(Predicate<DialogSide> dialog) {
        return phones.values().stream()
                .filter(phone -> phone.phase() == PhoneRing.Phase.PICKED_UP)
                .filter(phone -> phone.dialog() != null && dialog.test(phone.dialog()))
                .findFirst();
    }

    /** Those of phones that have been hung up. */
    List<DialogSide> dialogsOver() {
        return rung().filter(phone -> phone.phase() == PhoneRing.Phase.OVER)
                .flatMap(phone -> Stream.ofNullable(phone.dialog()))
                .toList();
    }

    /** The agent's dialog in which this request is. */
    Optional<PhoneRing> agentOf(Request request) {
        return pickedUp(dialog -> dialog.isOf(request));
    }

    boolean areOver() {
        return caller.phase() == Phase.OVER && rung().allMatch(phone -> phone.phase() == PhoneRing.Phase.OVER);
    }

    /** Ends all of it, whatever they are doing; the status is for a caller who still waits. */
    void end(int status, String reason) {
        caller.refuse(status >= 300 && status < 700 ? status : Response.TEMPORARILY_UNAVAILABLE, reason);
        caller.hangUp();
        rung().forEach(PhoneRing::withdraw);
    }

    void end() {
        end(Response.TEMPORARILY_UNAVAILABLE, "");
    }

    /** The caller has ended it. */
    void callerLeft() {
        caller.left();
        rung().forEach(PhoneRing::stop);
    }

    /** A 2xx to an INVITE of ours that came again. */
    void ackAgain(Response response) {
        var key = DialogSide.key(Sip.callId(response), Sip.fromTag(response));
        if (caller.dialog().key().equals(key)) {
            caller.dialog().ackAgain(response);
        }
        rung().filter(ring -> ring.key().equals(key)).forEach(ring -> ring.on(Answer.of(response)));
    }
}
