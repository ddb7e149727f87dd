package baton.engine.customer;

import baton.engine.customer.AddressEvent.AddressClaimed;
import java.time.Instant;
import java.util.List;

/** Whose an {@link Address} is. */
public sealed interface AddressState {

    /** The shortest history that leads here. */
    List<AddressEvent> history();

    static AddressState replay(List<AddressEvent> events) {
        AddressState state = new Free();
        for (var event : events) {
            state = state.after(event);
        }
        return state;
    }

    default AddressState after(AddressEvent event) {
        return event instanceof AddressClaimed claimed ? new Taken(claimed) : new Free();
    }

    record Free() implements AddressState {

        @Override
        public List<AddressEvent> history() {
            return List.of();
        }
    }

    record Taken(AddressClaimed claim) implements AddressState {

        boolean validAt(Instant now) {
            return claim.until().map(now::isBefore).orElse(true);
        }

        boolean by(String customerId) {
            return claim.customerId().equals(customerId);
        }

        @Override
        public List<AddressEvent> history() {
            return List.of(claim);
        }
    }
}
