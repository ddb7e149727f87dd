package baton.engine.customer;

import baton.engine.customer.CustomerEvent.ClueCompared;
import baton.engine.customer.CustomerEvent.ClueFound;
import baton.engine.customer.CustomerEvent.CustomerSuggested;
import baton.engine.customer.CustomerEvent.SuggestionDismissed;
import baton.engine.customer.CustomerEvent.SuggestionsWithdrawn;
import baton.engine.journal.Times;
import baton.engine.likeness.Clue;
import baton.protocol.client.v1.CustomerSuggestion;
import baton.protocol.journal.v1.CustomerClueCompared;
import baton.protocol.journal.v1.CustomerClueFound;
import baton.protocol.journal.v1.CustomerSuggestionDismissed;
import baton.protocol.journal.v1.CustomerSuggestionsWithdrawn;
import java.time.Instant;

/** What {@link CustomerFormat} writes and reads of who may be the same person. */
final class SuggestionFormat {

    private SuggestionFormat() {}

    /** Whether it was one of these. */
    static boolean out(CustomerEvent event, baton.protocol.journal.v1.CustomerEvent.Builder stored) {
        if (event instanceof ClueFound e) {
            stored.getCustomerClueFoundBuilder().setClue(out(e.clue())).setSource(e.source());
        } else if (event instanceof ClueCompared e) {
            stored.getCustomerClueComparedBuilder().setClue(out(e.clue()));
        } else if (event instanceof CustomerSuggested e) {
            stored.getCustomerSuggestedBuilder().setCustomerId(e.customerId()).setClue(out(e.clue()));
        } else if (event instanceof SuggestionsWithdrawn e) {
            stored.getCustomerSuggestionsWithdrawnBuilder().setClue(out(e.clue()));
        } else if (event instanceof SuggestionDismissed e) {
            stored.getCustomerSuggestionDismissedBuilder()
                    .setCustomerId(e.customerId())
                    .setAgentId(e.agentId());
        } else {
            return false;
        }
        return true;
    }

    private static baton.protocol.journal.v1.Clue out(Clue clue) {
        return baton.protocol.journal.v1.Clue.newBuilder()
                .setKind(clue.kind())
                .setValue(clue.value())
                .build();
    }

    private static Clue in(baton.protocol.journal.v1.Clue clue) {
        return new Clue(clue.getKind(), clue.getValue());
    }

    static ClueFound in(CustomerClueFound e, Instant at) {
        return new ClueFound(in(e.getClue()), e.getSource(), at);
    }

    static ClueCompared in(CustomerClueCompared e, Instant at) {
        return new ClueCompared(in(e.getClue()), at);
    }

    static CustomerSuggested in(baton.protocol.journal.v1.CustomerSuggested e, Instant at) {
        return new CustomerSuggested(e.getCustomerId(), in(e.getClue()), at);
    }

    static SuggestionsWithdrawn in(CustomerSuggestionsWithdrawn e, Instant at) {
        return new SuggestionsWithdrawn(in(e.getClue()), at);
    }

    static SuggestionDismissed in(CustomerSuggestionDismissed e, Instant at) {
        return new SuggestionDismissed(e.getCustomerId(), e.getAgentId(), at);
    }

    static CustomerSuggestion view(CustomerSuggested suggested) {
        return CustomerSuggestion.newBuilder()
                .setCustomerId(suggested.customerId())
                .setKind(suggested.clue().kind())
                .setValue(suggested.clue().value())
                .setSince(Times.write(suggested.at()))
                .build();
    }
}
