package baton.engine.customer;

import baton.engine.customer.CustomerCommand.DismissSuggestion;
import baton.engine.customer.CustomerCommand.FindClue;
import baton.engine.customer.CustomerCommand.NoteCompared;
import baton.engine.customer.CustomerCommand.SuggestCustomer;
import baton.engine.customer.CustomerCommand.WithdrawSuggestions;
import baton.engine.customer.CustomerEvent.ClueCompared;
import baton.engine.customer.CustomerEvent.ClueFound;
import baton.engine.customer.CustomerEvent.CustomerSuggested;
import baton.engine.customer.CustomerEvent.SuggestionDismissed;
import baton.engine.customer.CustomerEvent.SuggestionsWithdrawn;
import baton.engine.likeness.Clue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a customer decides about who may be the same person. Nothing here makes anybody the same person. Pure. */
final class SuggestionDecisions {

    private static final String EMAIL = "email";

    private static final Set<String> PHONES = Set.of("phone", "telephone", "mobile", "tel", "phone number");
    private static final Set<String> EMAILS = Set.of("email", "e-mail", "mail");

    private final String customerId;

    SuggestionDecisions(String customerId) {
        this.customerId = customerId;
    }

    /** Of this customer's own addresses, of what programs say of them, and of what they have shown; not more than a person has. */
    static List<Clue> clues(CustomerState state) {
        var addresses = state.addresses().stream().flatMap(SuggestionDecisions::clue);
        var attributes = state.profile().attributes().entrySet().stream()
                .flatMap(one -> clue(
                        one.getKey().toLowerCase(Locale.ROOT), one.getValue().value()));
        return Stream.of(addresses, attributes, state.suggestions().found().keySet().stream())
                .flatMap(all -> all)
                .distinct()
                .limit(Suggestions.MOST)
                .toList();
    }

    private static Stream<Clue> clue(AddressKey address) {
        return switch (address.channel()) {
            case AddressKey.PHONE, AddressKey.SMS -> Clue.phone(address.value()).stream();
            case EMAIL -> Clue.email(address.value()).stream();
            default -> Stream.empty();
        };
    }

    private static Stream<Clue> clue(String name, String value) {
        return PHONES.contains(name)
                ? Clue.phone(value).stream()
                : EMAILS.contains(name) ? Clue.email(value).stream() : Stream.empty();
    }

    /** Which the others with the same one have not been told of. */
    static List<Clue> uncompared(CustomerState state) {
        return clues(state).stream()
                .filter(clue -> !state.suggestions().compared().containsKey(clue))
                .toList();
    }

    Optional<CustomerEvent> find(CustomerState state, FindClue command, Instant now) {
        var found = state.suggestions().found();
        return clues(state).contains(command.clue())
                        || found.containsKey(command.clue())
                        || found.size() >= Suggestions.MOST
                ? Optional.empty()
                : Optional.of(new ClueFound(command.clue(), command.source(), now));
    }

    Optional<CustomerEvent> compared(CustomerState state, NoteCompared command, Instant now) {
        return state.suggestions().compared().containsKey(command.clue())
                ? Optional.empty()
                : Optional.of(new ClueCompared(command.clue(), now));
    }

    Optional<CustomerEvent> suggest(CustomerState state, SuggestCustomer command, Instant now) {
        var other = command.customerId();
        var samePerson = other.equals(customerId) || state.absorbedIds().anyMatch(other::equals);
        return samePerson || !state.suggestions().isNews(other)
                ? Optional.empty()
                : Optional.of(new CustomerSuggested(other, command.clue(), now));
    }

    Optional<CustomerEvent> withdraw(CustomerState state, WithdrawSuggestions command, Instant now) {
        var there = state.suggestions().suggested().values().stream()
                .anyMatch(one -> one.clue().equals(command.clue()));
        return there ? Optional.of(new SuggestionsWithdrawn(command.clue(), now)) : Optional.empty();
    }

    /** For good: who once said so must not be asked again by the next clue. */
    Optional<CustomerEvent> dismiss(CustomerState state, DismissSuggestion command, Instant now) {
        return state.suggestions().hasDismissed(command.customerId())
                ? Optional.empty()
                : Optional.of(new SuggestionDismissed(command.customerId(), command.agentId(), now));
    }

    /** What agents are asked: of all of the same person, but for who is the same person already and who was dismissed for any of them. */
    static List<CustomerSuggested> open(String customerId, CustomerState state) {
        var all = state.allSuggestions().toList();
        var known = Stream.concat(Stream.of(customerId), state.absorbedIds()).toList();
        return all.stream()
                .flatMap(one -> one.suggested().values().stream())
                .filter(one -> !known.contains(one.customerId()))
                .filter(one -> all.stream().noneMatch(other -> other.hasDismissed(one.customerId())))
                .limit(Suggestions.MOST)
                .toList();
    }
}
