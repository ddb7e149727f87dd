package baton.engine.customer;

import baton.engine.likeness.Clue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has happened to a {@link Customer}. Past tense, stored for ever as {@code customer_journal.proto}. */
public sealed interface CustomerEvent {

    Instant at();

    /** @param program which of the company's programs says so; empty: the customer, or their messenger */
    /** @param typed by the customer, not said by their messenger */
    record CustomerNamed(String name, String program, boolean typed, Instant at) implements CustomerEvent {

        public CustomerNamed(String name, String program, Instant at) {
            this(name, program, false, at);
        }

        public CustomerNamed(String name, Instant at) {
            this(name, "", at);
        }
    }

    record AddressAdded(AddressKey address, Instant at) implements CustomerEvent {}

    record AddressRemoved(AddressKey address, Instant at) implements CustomerEvent {}

    /** {@code continues}: the one before, which was full and goes on in this one; empty: none. */
    record EpisodeOpened(String episodeId, String continues, Instant at) implements CustomerEvent {

        public EpisodeOpened(String episodeId, Instant at) {
            this(episodeId, "", at);
        }
    }

    /** {@code at}: until when. */
    record CustomerServed(String agentId, String episodeId, Instant at) implements CustomerEvent {}

    record CustomerClassified(String segment, String personalAgentId, Instant at) implements CustomerEvent {}

    /** @param number how many merges of this customer there have been, this one included */
    record MergedInto(String customerId, int number, String proof, String agentId, Instant at)
            implements CustomerEvent {}

    /** @param taken episodes that the other customer has opened since, and in which only this one has been heard */
    record MergeUndone(int number, String agentId, List<String> taken, Instant at) implements CustomerEvent {}

    /** @param history what is known of the other customer: the shortest one that leads to it */
    record CustomerAbsorbed(
            String customerId,
            int number,
            String proof,
            String agentId,
            Instant since,
            List<CustomerEvent> history,
            Instant at)
            implements CustomerEvent {}

    /**
     * @param given episodes that went with the other customer, now or before
     * @param split what becomes of the conversation that was going on
     */
    record CustomerSeparated(
            String customerId, int number, String agentId, List<String> given, Optional<Split> split, Instant at)
            implements CustomerEvent {}

    /** {@code over} goes on in {@code episodeId}; empty: nothing does. Without a customer it only says which one is the current one. */
    record EpisodeChosen(String customerId, int number, String episodeId, String over, Instant at)
            implements CustomerEvent {}

    /**
     * @param attributes by name; an empty one hides that of somebody who is the same person
     * @param consents by purpose
     */
    record ProfileChanged(
            Map<String, String> attributes,
            List<String> removed,
            Map<String, Boolean> consents,
            String program,
            Instant at)
            implements CustomerEvent {}

    record ActivityRecorded(Activity activity, String program, Instant at) implements CustomerEvent {}

    /** @param source on which channel */
    record ClueFound(Clue clue, String source, Instant at) implements CustomerEvent {}

    /** Other customers with the same one know. */
    record ClueCompared(Clue clue, Instant at) implements CustomerEvent {}

    record CustomerSuggested(String customerId, Clue clue, Instant at) implements CustomerEvent {}

    /** So many have to do with it that it says nothing. */
    record SuggestionsWithdrawn(Clue clue, Instant at) implements CustomerEvent {}

    record SuggestionDismissed(String customerId, String agentId, Instant at) implements CustomerEvent {}

    /**
     * One of two customers is not in this conversation any more.
     *
     * @param leaving their addresses
     * @param reopened what goes on by itself again; empty for nothing
     * @param mergeId by which merge it had been joined
     */
    record Split(String episodeId, List<AddressKey> leaving, String reopened, String mergeId) {}
}
