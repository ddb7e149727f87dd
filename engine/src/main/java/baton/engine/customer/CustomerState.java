package baton.engine.customer;

import baton.engine.customer.CustomerEvent.AddressAdded;
import baton.engine.customer.CustomerEvent.AddressRemoved;
import baton.engine.customer.CustomerEvent.CustomerClassified;
import baton.engine.customer.CustomerEvent.CustomerNamed;
import baton.engine.customer.CustomerEvent.CustomerServed;
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
 * @param served how the last agent served; empty if nobody has
 */
public record CustomerState(
        String name,
        PVector<AddressKey> addresses,
        PVector<String> episodes,
        Ties ties,
        Optional<CustomerServed> served) {

    public static CustomerState unknown() {
        return new CustomerState("", TreePVector.empty(), TreePVector.empty(), Ties.none(), Optional.empty());
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
            return new CustomerState(e.name(), addresses, episodes, ties, served);
        } else if (event instanceof AddressAdded e) {
            return with(addresses.minus(e.address()).plus(e.address()));
        } else if (event instanceof AddressRemoved e) {
            return with(addresses.minus(e.address()));
        } else if (event instanceof CustomerServed e) {
            return new CustomerState(name, addresses, episodes, ties.served(e.agentId(), e.at()), Optional.of(e));
        } else if (event instanceof CustomerClassified e) {
            var classified = ties.classified(e.segment(), e.personalAgentId());
            return new CustomerState(name, addresses, episodes, classified, served);
        }
        var opened = (EpisodeOpened) event;
        return new CustomerState(name, addresses, episodes.plus(opened.episodeId()), ties, served);
    }

    private CustomerState with(PVector<AddressKey> newAddresses) {
        return new CustomerState(name, newAddresses, episodes, ties, served);
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
        served.ifPresent(events::add);
        if (!ties.segment().isEmpty() || !ties.personalAgentId().isEmpty()) {
            events.add(new CustomerClassified(ties.segment(), ties.personalAgentId(), at));
        }
        return events;
    }
}
