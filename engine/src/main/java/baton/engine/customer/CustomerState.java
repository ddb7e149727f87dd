package baton.engine.customer;

import baton.engine.customer.CustomerEvent.AddressAdded;
import baton.engine.customer.CustomerEvent.AddressRemoved;
import baton.engine.customer.CustomerEvent.CustomerNamed;
import baton.engine.customer.CustomerEvent.EpisodeOpened;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * What is known of one {@link Customer}.
 *
 * @param name how the customer is called; empty if they have not said
 * @param episodes oldest first; the last one is the current one
 */
public record CustomerState(String name, PVector<AddressKey> addresses, PVector<String> episodes) {

    public static CustomerState unknown() {
        return new CustomerState("", TreePVector.empty(), TreePVector.empty());
    }

    static CustomerState replay(List<CustomerEvent> events) {
        var state = unknown();
        for (var event : events) {
            state = state.after(event);
        }
        return state;
    }

    Optional<String> currentEpisode() {
        return episodes.isEmpty() ? Optional.empty() : Optional.of(episodes.get(episodes.size() - 1));
    }

    CustomerState after(CustomerEvent event) {
        if (event instanceof CustomerNamed e) {
            return new CustomerState(e.name(), addresses, episodes);
        }
        if (event instanceof AddressAdded e) {
            return new CustomerState(name, addresses.minus(e.address()).plus(e.address()), episodes);
        }
        if (event instanceof AddressRemoved e) {
            return new CustomerState(name, addresses.minus(e.address()), episodes);
        }
        return new CustomerState(name, addresses, episodes.plus(((EpisodeOpened) event).episodeId()));
    }

    /** The shortest history that leads here. */
    List<CustomerEvent> history() {
        var events = new ArrayList<CustomerEvent>();
        var at = Instant.EPOCH;
        if (!name.isEmpty()) {
            events.add(new CustomerNamed(name, at));
        }
        addresses.forEach(address -> events.add(new AddressAdded(address, at)));
        episodes.forEach(episode -> events.add(new EpisodeOpened(episode, at)));
        return events;
    }
}
