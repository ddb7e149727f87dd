package baton.engine.customer;

import baton.engine.customer.CustomerReply.Noted;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a customer makes of a command. Pure: nothing has happened yet.
 *
 * @param events to be stored, in this order, all or none
 * @param reply the answer, as the customer stands then
 */
record Decision(List<CustomerEvent> events, Function<CustomerState, CustomerReply> reply) {

    static Decision happens(CustomerEvent event, Function<CustomerState, CustomerReply> reply) {
        return new Decision(List.of(event), reply);
    }

    /** Nothing changes. */
    static Decision is(CustomerReply reply) {
        return new Decision(List.of(), state -> reply);
    }

    static Decision noted(List<CustomerEvent> events) {
        return new Decision(events, state -> new Noted());
    }

    /** Empty: it is so already, or must not be. */
    static Decision noted(Optional<CustomerEvent> event) {
        return noted(event.map(List::of).orElse(List.of()));
    }
}
