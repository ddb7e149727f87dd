package baton.engine.call;

import baton.engine.call.CallEvent.CallArrived;
import baton.engine.call.CallEvent.CallConnected;
import baton.engine.call.CallEvent.CallParked;
import baton.engine.call.CallEvent.DoorChanged;
import baton.engine.call.CallEvent.PhoneAnswered;
import baton.engine.call.CallEvent.PhoneFailed;
import baton.engine.call.CallEvent.PhoneRung;
import baton.engine.call.CallEvent.SessionChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * What is known of a call in every state.
 *
 * @param moved how its door has changed last; empty while it has the one to which it came
 * @param session how the caller's session has changed last; empty while it is as it was at first
 * @param misses phones that rang and did not take the call
 * @param talks those who have talked with the caller and do so no more
 */
record Known(
        CallArrived arrived,
        Optional<DoorChanged> moved,
        Optional<SessionChanged> session,
        PVector<Miss> misses,
        PVector<Talk> talks) {

    /** As long as a door may have been gone without anybody knowing: a phone that was to be stopped meanwhile still rings. */
    private static final Duration UNTOLD = Duration.ofMinutes(1);

    /** A phone that rang and did not take the call. */
    record Miss(PhoneRung phone, PhoneFailed failed) {}

    /** A phone that took the call. {@code parked}: it was parted from the caller before another one took the call. */
    record Talk(PhoneRung rung, PhoneAnswered answered, CallConnected connected, Optional<CallParked> parked) {

        boolean of(String offerId) {
            return rung.offerId().equals(offerId);
        }

        boolean isAlive() {
            return parked.isEmpty();
        }

        Talk with(CallParked event) {
            return new Talk(rung, answered, connected, Optional.of(event));
        }

        List<CallEvent> history() {
            var events = new ArrayList<CallEvent>(List.of(rung, answered, connected));
            parked.ifPresent(events::add);
            return events;
        }
    }

    static Known of(CallArrived arrived) {
        return new Known(arrived, Optional.empty(), Optional.empty(), TreePVector.empty(), TreePVector.empty());
    }

    /** Phones that missed the call may have rung while somebody talked; what is known in the end is the same. */
    List<CallEvent> history() {
        var events = new ArrayList<CallEvent>();
        events.add(arrived);
        moved.ifPresent(events::add);
        session.ifPresent(events::add);
        misses.forEach(miss -> events.addAll(List.of(miss.phone(), miss.failed())));
        talks.forEach(talk -> events.addAll(talk.history()));
        return events;
    }

    /** Who has the call. */
    Door door() {
        return moved.map(DoorChanged::door).orElse(arrived.door());
    }

    /** The one to which it came, if it has lost it so lately that this one may not have heard of it. */
    Optional<Door> leftLately(Instant now) {
        return moved.filter(change -> change.at().plus(UNTOLD).isAfter(now))
                .map(change -> arrived.door())
                .filter(door -> !door.equals(door()));
    }

    /** How often its door has changed. */
    int moves() {
        return moved.map(DoorChanged::number).orElse(0);
    }

    /** Whether another door has, or had, the call since; {@code adoption} as in {@link CallCommand.OfDoor}. */
    boolean isFormer(int adoption) {
        return adoption > 0 && adoption <= moves();
    }

    /** Phones that did not take the call, and may not have heard yet that they are to ring no more. */
    Stream<Miss> missedLately(Instant now) {
        return misses.stream().filter(miss -> miss.failed().at().plus(UNTOLD).isAfter(now));
    }

    /** Whether the phone of this offer has had its turn. */
    boolean isOver(String offerId) {
        return misses.stream().anyMatch(miss -> miss.phone().offerId().equals(offerId))
                || talks.stream().anyMatch(talk -> talk.of(offerId));
    }

    /** Whether the caller has been parted from whoever talked by this offer, or from anybody who did after. */
    boolean isParted(String offerId) {
        return talks.stream().dropWhile(talk -> !talk.of(offerId)).anyMatch(talk -> !talk.isAlive());
    }

    /** Whether the caller has been answered by anybody. */
    boolean hasBeenAnswered() {
        return !talks.isEmpty();
    }

    /** Who talked until another phone took the call; empty if the caller was parted from everybody before. */
    Optional<Talk> lastTalk() {
        return talks.isEmpty()
                ? Optional.empty()
                : Optional.of(talks.get(talks.size() - 1)).filter(Talk::isAlive);
    }

    /** Whether the caller has been joined to the one who talks: the first one by the answer, every other by a change of the session. */
    boolean isJoined(Talk now) {
        return talks.isEmpty()
                || session.filter(change -> change.agent()
                                .callId()
                                .equals(now.answered().dialog().callId()))
                        .isPresent();
    }

    /** What a phone is offered that is to talk with the caller. */
    String offerSdp() {
        return session.map(SessionChanged::offerSdp).orElse(arrived.offerSdp());
    }

    /** Everybody whose phone has rung for it. */
    Set<String> agents() {
        var agents = new TreeSet<String>();
        misses.forEach(miss -> agents.add(miss.phone().agentId()));
        talks.forEach(talk -> agents.add(talk.rung().agentId()));
        return agents;
    }

    Known missed(PhoneRung phone, PhoneFailed failed) {
        return new Known(arrived, moved, session, misses.plus(new Miss(phone, failed)), talks);
    }

    Known talked(Talk talk) {
        return new Known(arrived, moved, session, misses, talks.plus(talk));
    }

    /** The last one talks again. */
    Known withoutLastTalk() {
        return new Known(arrived, moved, session, misses, talks.minus(talks.size() - 1));
    }

    Known changed(SessionChanged event) {
        return new Known(arrived, moved, Optional.of(event), misses, talks);
    }

    Known moved(DoorChanged event) {
        return new Known(arrived, Optional.of(event), session, misses, talks);
    }
}
