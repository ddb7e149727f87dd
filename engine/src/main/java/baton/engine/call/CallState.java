package baton.engine.call;

import baton.engine.call.CallEvent.CallArrived;
import baton.engine.call.CallEvent.CallConnected;
import baton.engine.call.CallEvent.CallEnded;
import baton.engine.call.CallEvent.CallParked;
import baton.engine.call.CallEvent.DoorChanged;
import baton.engine.call.CallEvent.PhoneAdded;
import baton.engine.call.CallEvent.PhoneAnswered;
import baton.engine.call.CallEvent.PhoneFailed;
import baton.engine.call.CallEvent.PhoneRung;
import baton.engine.call.CallEvent.SessionChanged;
import baton.engine.call.Known.Talk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a {@link Call} stands. One record per state. */
public sealed interface CallState permits CallState.Unknown, CallState.Arrived, CallState.Ended {

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

    record Unknown() implements CallState {

        @Override
        public CallState after(CallEvent event) {
            if (event instanceof CallArrived arrived) {
                return new Waiting(Known.of(arrived));
            }
            throw new IllegalStateException(
                    "first event: " + event.getClass().getSimpleName() + " (expected: CallArrived)");
        }

        @Override
        public List<CallEvent> history() {
            return List.of();
        }
    }

    sealed interface Arrived extends CallState permits Waiting, Ringing, PickedUp, Talking, Conferring {

        Known known();

        Arrived with(Known known);

        /** The phone that rings; if none does, the one that talks. */
        Optional<PhoneRung> phone();

        /** Who talks with the caller, be it while the next phone rings. */
        Optional<Talk> talk();

        default boolean rings(String offerId) {
            return phone().map(phone -> phone.offerId().equals(offerId)).orElse(false);
        }

        default boolean talks(String offerId) {
            return talk().map(talk -> talk.of(offerId)).orElse(false);
        }

        /** Whether a caller who has been answered waits for the next agent. */
        default boolean isParked() {
            return known().hasBeenAnswered() && talk().isEmpty();
        }

        @Override
        default CallState after(CallEvent event) {
            if (event instanceof CallEnded ended) {
                return new Ended(this, ended);
            } else if (event instanceof SessionChanged changed) {
                return with(known().changed(changed));
            } else if (event instanceof DoorChanged moved) {
                return with(known().moved(moved));
            } else if (event instanceof PhoneFailed failed && phone().isPresent()) {
                return missed(known().missed(phone().get(), failed));
            } else if (event instanceof CallParked parked && talk().isPresent()) {
                return parked(known().talked(talk().get().with(parked)));
            }
            return step(event);
        }

        default CallState missed(Known after) {
            return new Waiting(after);
        }

        default CallState parked(Known after) {
            return new Waiting(after);
        }

        CallState step(CallEvent event);
    }

    private static IllegalStateException unexpected(CallState state, CallEvent event) {
        return new IllegalStateException(
                event.getClass().getSimpleName() + " while " + state.getClass().getSimpleName());
    }

    private static List<CallEvent> history(Known known, Optional<Talk> talk, CallEvent... more) {
        var events = new ArrayList<>(known.history());
        talk.ifPresent(now -> events.addAll(now.history()));
        events.addAll(List.of(more));
        return events;
    }

    /** No phone rings: the caller hears ringing or, if somebody has answered before, is on hold. */
    record Waiting(Known known) implements Arrived {

        @Override
        public Waiting with(Known now) {
            return new Waiting(now);
        }

        @Override
        public Optional<PhoneRung> phone() {
            return Optional.empty();
        }

        @Override
        public Optional<Talk> talk() {
            return Optional.empty();
        }

        @Override
        public CallState step(CallEvent event) {
            if (event instanceof PhoneRung rung) {
                return new Ringing(known, Optional.empty(), rung);
            }
            throw unexpected(this, event);
        }

        @Override
        public List<CallEvent> history() {
            return known.history();
        }
    }

    /** An agent's phone rings. {@code talk}: another agent talks with the caller meanwhile. */
    record Ringing(Known known, Optional<Talk> talk, PhoneRung rung) implements Arrived {

        @Override
        public Ringing with(Known now) {
            return new Ringing(now, talk, rung);
        }

        @Override
        public Optional<PhoneRung> phone() {
            return Optional.of(rung);
        }

        @Override
        public CallState missed(Known after) {
            return talk.<CallState>map(now -> new Talking(after, now)).orElseGet(() -> new Waiting(after));
        }

        @Override
        public CallState parked(Known after) {
            return new Ringing(after, Optional.empty(), rung);
        }

        @Override
        public CallState step(CallEvent event) {
            if (event instanceof PhoneAnswered answered) {
                return new PickedUp(known, talk, rung, answered);
            }
            throw unexpected(this, event);
        }

        @Override
        public List<CallEvent> history() {
            return CallState.history(known, talk, rung);
        }
    }

    /** The agent has picked up; the caller is not connected before the acceptance stands. {@code talk} as in {@link Ringing}. */
    record PickedUp(Known known, Optional<Talk> talk, PhoneRung rung, PhoneAnswered answered) implements Arrived {

        @Override
        public PickedUp with(Known now) {
            return new PickedUp(now, talk, rung, answered);
        }

        @Override
        public Optional<PhoneRung> phone() {
            return Optional.of(rung);
        }

        @Override
        public CallState missed(Known after) {
            return talk.<CallState>map(now -> new Talking(after, now)).orElseGet(() -> new Waiting(after));
        }

        @Override
        public CallState parked(Known after) {
            return new PickedUp(after, Optional.empty(), rung, answered);
        }

        @Override
        public CallState step(CallEvent event) {
            if (event instanceof CallConnected connected) {
                var before = talk.map(known::talked).orElse(known);
                return new Talking(before, new Talk(rung, answered, connected, Optional.empty()));
            } else if (event instanceof PhoneAdded added && talk.isPresent()) {
                return new Conferring(known, talk.get(), rung, answered, added);
            }
            throw unexpected(this, event);
        }

        @Override
        public List<CallEvent> history() {
            return CallState.history(known, talk, rung, answered);
        }
    }

    /** An agent has the caller. Until {@link Known#isJoined} another one may get the caller back. */
    record Talking(Known known, Talk now) implements Arrived {

        @Override
        public Talking with(Known after) {
            return new Talking(after, now);
        }

        @Override
        public Optional<PhoneRung> phone() {
            return Optional.of(now.rung());
        }

        @Override
        public Optional<Talk> talk() {
            return Optional.of(now);
        }

        /** It had taken the call, but hung up before the caller was joined to it. */
        @Override
        public CallState missed(Known after) {
            return after.lastTalk()
                    .<CallState>map(before -> new Talking(after.withoutLastTalk(), before))
                    .orElseGet(() -> new Waiting(after));
        }

        @Override
        public CallState step(CallEvent event) {
            if (event instanceof PhoneRung rung) {
                return new Ringing(known, Optional.of(now), rung);
            }
            throw unexpected(this, event);
        }

        @Override
        public List<CallEvent> history() {
            return CallState.history(known, Optional.of(now));
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
