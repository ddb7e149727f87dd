package baton.engine.customer;

import baton.engine.journal.JournalSerializer;

/** Stores {@link CustomerEvent}s and {@link CustomerState}s. Number and name are in the journal for ever. */
public final class CustomerSerializer extends JournalSerializer<CustomerEvent, CustomerState> {

    public CustomerSerializer() {
        super(
                8102,
                "customer",
                CustomerEvent.class,
                new CustomerFormat(),
                CustomerState::history,
                CustomerState::replay);
    }
}
