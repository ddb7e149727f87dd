package baton.engine.customer;

import baton.engine.customer.CustomerCommand.AddAddress;
import baton.engine.customer.CustomerCommand.ClassifyCustomer;
import baton.engine.customer.CustomerCommand.FindEpisode;
import baton.engine.customer.CustomerCommand.NameCustomer;
import baton.engine.customer.CustomerCommand.NoteServed;
import baton.engine.customer.CustomerCommand.OpenEpisode;
import baton.engine.customer.CustomerCommand.RemoveAddress;
import baton.engine.customer.CustomerEvent.AddressAdded;
import baton.engine.customer.CustomerEvent.AddressRemoved;
import baton.engine.customer.CustomerEvent.CustomerClassified;
import baton.engine.customer.CustomerEvent.CustomerNamed;
import baton.engine.customer.CustomerEvent.CustomerServed;
import baton.engine.customer.CustomerEvent.EpisodeOpened;
import baton.engine.customer.CustomerReply.CurrentEpisode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a customer decides about their name, addresses, agents and episodes. Pure; what is known already is not stored again. */
final class CustomerDecisions {

    private final String customerId;

    CustomerDecisions(String customerId) {
        this.customerId = customerId;
    }

    Decision open(CustomerState state, OpenEpisode command, Instant now) {
        if (!state.currentEpisode().orElse("").equals(command.after())) {
            return Decision.is(current(state));
        }
        var episodeId = state.nextEpisode(customerId);
        var reply = new CurrentEpisode(customerId, episodeId, List.of(), state.allTies());
        var continues = command.continues() ? command.after() : "";
        return Decision.happens(new EpisodeOpened(episodeId, continues, now), next -> reply);
    }

    /** All that comes with a customer's appearance is stored at once: whoever asks waits for it. */
    Decision find(CustomerState state, FindEpisode command, Instant now) {
        var events = new ArrayList<CustomerEvent>();
        appears(state, command, now).ifPresent(events::add);
        if (state.currentEpisode().isEmpty()) {
            events.add(new EpisodeOpened(state.nextEpisode(customerId), now));
        }
        return new Decision(events, next -> current(next, command.also()));
    }

    CurrentEpisode current(CustomerState state) {
        return current(state, "");
    }

    /** With all that may have seen before what comes now: until it is decided which of two goes on, either may. */
    private CurrentEpisode current(CustomerState state, String also) {
        var episodeId = state.currentEpisode().orElseThrow();
        return new CurrentEpisode(customerId, episodeId, others(state, episodeId, also), state.allTies());
    }

    private static List<String> others(CustomerState state, String episodeId, String also) {
        var joined = state.joinedTo(episodeId).stream()
                .flatMap(other -> Stream.concat(Stream.of(other), continued(state, other)));
        var undecided = state.rivals().stream().map(CustomerState.Rival::episodeId);
        return Stream.of(continued(state, episodeId), joined, undecided, Stream.of(also))
                .flatMap(one -> one)
                .filter(other -> !other.isEmpty() && !other.equals(episodeId))
                .distinct()
                .toList();
    }

    /** The one before, if it was full. */
    private static Stream<String> continued(CustomerState state, String episodeId) {
        return state.allEpisodes()
                .filter(episode -> episode.episodeId().equals(episodeId))
                .map(EpisodeOpened::continues);
    }

    /** To be asked of whoever answers for this customer, who may not have heard of that yet. */
    FindEpisode elsewhere(CustomerState state, FindEpisode command) {
        var own = command.also().isEmpty() ? state.currentEpisode().orElse("") : command.also();
        return new FindEpisode(Optional.empty(), own, command.replyTo());
    }

    /** An address where the customer appears and that is not known yet. */
    Optional<CustomerEvent> appears(CustomerState state, FindEpisode command, Instant now) {
        return command.address()
                .filter(address -> !state.allAddresses().toList().contains(address))
                .map(address -> new AddressAdded(address, now));
    }

    /** A program of the company knows better than the customer, and what they have typed goes before what a messenger says. */
    Optional<CustomerEvent> name(CustomerState state, NameCustomer command, Instant now) {
        var profile = state.profile();
        if (!profile.namedBy().isEmpty() || (profile.typed() && !command.typed())) {
            return Optional.empty();
        }
        return state.name().equals(command.name()) && profile.typed() == command.typed()
                ? Optional.empty()
                : Optional.of(new CustomerNamed(command.name(), "", command.typed(), now));
    }

    Optional<CustomerEvent> add(CustomerState state, AddAddress command, Instant now) {
        return state.addresses().contains(command.address())
                ? Optional.empty()
                : Optional.of(new AddressAdded(command.address(), now));
    }

    Optional<CustomerEvent> remove(CustomerState state, RemoveAddress command, Instant now) {
        return state.addresses().contains(command.address())
                ? Optional.of(new AddressRemoved(command.address(), now))
                : Optional.empty();
    }

    /** An old episode may say again who served in it: only what is newer counts. */
    Optional<CustomerEvent> served(CustomerState state, NoteServed command, Instant now) {
        var newer =
                state.served().map(known -> command.at().isAfter(known.at())).orElse(true);
        return newer
                ? Optional.of(new CustomerServed(command.agentId(), command.episodeId(), command.at()))
                : Optional.empty();
    }

    Optional<CustomerEvent> classify(CustomerState state, ClassifyCustomer command, Instant now) {
        var ties = state.ties();
        return ties.segment().equals(command.segment())
                        && ties.personalAgentId().equals(command.personalAgentId())
                ? Optional.empty()
                : Optional.of(new CustomerClassified(command.segment(), command.personalAgentId(), now));
    }
}
