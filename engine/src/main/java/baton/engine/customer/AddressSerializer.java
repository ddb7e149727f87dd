package baton.engine.customer;

import baton.engine.journal.JournalSerializer;

/** Stores {@link AddressEvent}s and {@link AddressState}s. Number and name are in the journal for ever. */
public final class AddressSerializer extends JournalSerializer<AddressEvent, AddressState> {

    public AddressSerializer() {
        super(8101, "address", AddressEvent.class, new AddressFormat(), AddressState::history, AddressState::replay);
    }
}
