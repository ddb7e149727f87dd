package baton.engine.call;

import baton.engine.call.CallEvent.CallArrived;
import baton.engine.call.CallEvent.CallConnected;
import baton.engine.call.CallEvent.CallEnded;
import baton.engine.call.CallEvent.PhoneAnswered;
import baton.engine.call.CallEvent.PhoneFailed;
import baton.engine.call.CallEvent.PhoneRung;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/** How a {@link Call} stands. One record per state. */
public sealed interface CallState {

    CallState after(CallEvent event);

    /** The shortest history that leads here. */
    List<CallEvent> history();

    static CallState replay(List<CallEvent> events) {
        CallState state = new Unknown();
        for (var event : events) {
            state = state.after(event);
        }
        return state;
    }

    /** A phone that rang and did not take the call. */
    record Miss(PhoneRung phone, PhoneFailed failed) {}

    record Unknown() implements CallState {

        @Override
        public CallState after(CallEvent event) {
            if (event instanceof CallArrived arrived) {
                return new Waiting(new Known(arrived, TreePVector.empty()));
            }
            throw new IllegalStateException(
                    "first event: " + event.getClass().getSimpleName() + " (expected: CallArrived)");
        }

        @Override
        public List<CallEvent> history() {
            return List.of();
        }
    }

    /** What is known of the call in every state. */
    record Known(CallArrived arrived, PVector<Miss> misses) {

        List<CallEvent> history() {
            var events = new ArrayList<CallEvent>();
            events.add(arrived);
            misses.forEach(miss -> events.addAll(List.of(miss.phone(), miss.failed())));
            return events;
        }

        boolean hasMissed(String offerId) {
            return misses.stream().anyMatch(miss -> miss.phone().offerId().equals(offerId));
        }

        Known missed(PhoneRung phone, PhoneFailed failed) {
            return new Known(arrived, misses.plus(new Miss(phone, failed)));
        }
    }

    sealed interface Arrived extends CallState {

        Known known();

        /** The phone that rings or talks. */
        Optional<PhoneRung> phone();

        default boolean rings(String offerId) {
            return phone().map(phone -> phone.offerId().equals(offerId)).orElse(false);
        }

        @Override
        default CallState after(CallEvent event) {
            if (event instanceof CallEnded ended) {
                return new Ended(this, ended);
            }
            if (event instanceof PhoneFailed failed && phone().isPresent()) {
                return new Waiting(known().missed(phone().get(), failed));
            }
            return step(event);
        }

        CallState step(CallEvent event);
    }

    private static IllegalStateException unexpected(CallState state, CallEvent event) {
        return new IllegalStateException(
                event.getClass().getSimpleName() + " while " + state.getClass().getSimpleName());
    }

    /** The caller hears ringing, no phone rings yet. */
    record Waiting(Known known) implements Arrived {

        @Override
        public Optional<PhoneRung> phone() {
            return Optional.empty();
        }

        @Override
        public CallState step(CallEvent event) {
            if (event instanceof PhoneRung rung) {
                return new Ringing(known, rung);
            }
            throw unexpected(this, event);
        }

        @Override
        public List<CallEvent> history() {
            return known.history();
        }
    }

    /** An agent's phone rings. */
    record Ringing(Known known, PhoneRung rung) implements Arrived {

        @Override
        public Optional<PhoneRung> phone() {
            return Optional.of(rung);
        }

        @Override
        public CallState step(CallEvent event) {
            if (event instanceof PhoneAnswered answered) {
                return new PickedUp(known, rung, answered);
            }
            throw unexpected(this, event);
        }

        @Override
        public List<CallEvent> history() {
            var events = known.history();
            events.add(rung);
            return events;
        }
    }

    /** The agent has picked up; the caller is not connected before the acceptance stands. */
    record PickedUp(Known known, PhoneRung rung, PhoneAnswered answered) implements Arrived {

        @Override
        public Optional<PhoneRung> phone() {
            return Optional.of(rung);
        }

        @Override
        public CallState step(CallEvent event) {
            if (event instanceof CallConnected connected) {
                return new Talking(known, rung, answered, connected);
            }
            throw unexpected(this, event);
        }

        @Override
        public List<CallEvent> history() {
            var events = known.history();
            events.addAll(List.of(rung, answered));
            return events;
        }
    }

    record Talking(Known known, PhoneRung rung, PhoneAnswered answered, CallConnected connected) implements Arrived {

        @Override
        public Optional<PhoneRung> phone() {
            return Optional.of(rung);
        }

        @Override
        public CallState step(CallEvent event) {
            throw unexpected(this, event);
        }

        @Override
        public List<CallEvent> history() {
            var events = known.history();
            events.addAll(List.of(rung, answered, connected));
            return events;
        }
    }

    /** Over. {@code before} is how it stood. */
    record Ended(Arrived before, CallEnded ended) implements CallState {

        @Override
        public CallState after(CallEvent event) {
            throw unexpected(this, event);
        }

        @Override
        public List<CallEvent> history() {
            var events = new ArrayList<>(before.history());
            events.add(ended);
            return events;
        }
    }
}
