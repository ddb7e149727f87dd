package baton.engine.call;

import baton.engine.call.CallEvent.PhoneAdded;
import baton.engine.call.CallEvent.PhoneAnswered;
import baton.engine.call.CallEvent.PhoneRung;
import baton.engine.call.CallState.Arrived;
import baton.engine.call.CallState.PickedUp;
import baton.engine.call.CallState.Talking;
import baton.engine.call.Known.Talk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The agent who has the caller, the caller and a second agent hear each other. {@code rung}, {@code answered}: the second one's phone. */
record Conferring(Known known, Talk now, PhoneRung rung, PhoneAnswered answered, PhoneAdded added) implements Arrived {

    @Override
    public Conferring with(Known after) {
        return new Conferring(after, now, rung, answered, added);
    }

    @Override
    public Optional<PhoneRung> phone() {
        return Optional.of(rung);
    }

    @Override
    public Optional<Talk> talk() {
        return Optional.of(now);
    }

    /** The second agent has gone. */
    @Override
    public CallState missed(Known after) {
        return new Talking(after, now);
    }

    /** The first one has gone: the second one's phone gets the caller. */
    @Override
    public CallState parked(Known after) {
        return new PickedUp(after, Optional.empty(), rung, answered);
    }

    @Override
    public CallState step(CallEvent event) {
        throw new IllegalStateException(event.getClass().getSimpleName() + " while Conferring");
    }

    @Override
    public List<CallEvent> history() {
        var events = new ArrayList<>(known.history());
        events.addAll(now.history());
        events.addAll(List.of(rung, answered, added));
        return events;
    }
}
