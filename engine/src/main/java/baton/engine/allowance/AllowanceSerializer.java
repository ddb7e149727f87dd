package baton.engine.allowance;

import baton.engine.journal.JournalSerializer;

/** Stores {@link AllowanceEvent}s and {@link AllowanceState}s. Number and name are in the journal for ever. */
public final class AllowanceSerializer extends JournalSerializer<AllowanceEvent, AllowanceState> {

    public AllowanceSerializer() {
        super(
                8112,
                "allowance",
                AllowanceEvent.class,
                new AllowanceFormat(),
                AllowanceState::history,
                AllowanceState::replay);
    }
}
