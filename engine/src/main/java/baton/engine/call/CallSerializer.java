package baton.engine.call;

import baton.engine.journal.JournalSerializer;

/** Stores {@link CallEvent}s and {@link CallState}s. Number and name are in the journal for ever. */
public final class CallSerializer extends JournalSerializer<CallEvent, CallState> {

    public CallSerializer() {
        super(8106, "call", CallEvent.class, new CallFormat(), CallState::history, CallState::replay);
    }
}
