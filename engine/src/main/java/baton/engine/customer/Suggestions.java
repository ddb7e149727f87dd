package baton.engine.customer;

import baton.engine.customer.CustomerEvent.ClueCompared;
import baton.engine.customer.CustomerEvent.ClueFound;
import baton.engine.customer.CustomerEvent.CustomerSuggested;
import baton.engine.customer.CustomerEvent.SuggestionDismissed;
import baton.engine.customer.CustomerEvent.SuggestionsWithdrawn;
import baton.engine.likeness.Clue;
import java.util.ArrayList;
import java.util.List;
import org.pcollections.TreePMap;

/**
 * Who may be the same person as a customer, and why.
 *
 * @param found clues beside those in addresses and attributes: a contact that was shared, the number behind a messenger
 * @param compared clues of which the other customers with the same one have been told
 * @param suggested by the id of the other one
 * @param dismissed by the id of the other one: an agent has said that it is somebody else
 */
record Suggestions(
        TreePMap<Clue, ClueFound> found,
        TreePMap<Clue, ClueCompared> compared,
        TreePMap<String, CustomerSuggested> suggested,
        TreePMap<String, SuggestionDismissed> dismissed) {

    /** Beyond it nothing more is found, compared or suggested: that is not one person any more. */
    static final int MOST = 20;

    static Suggestions none() {
        return new Suggestions(TreePMap.empty(), TreePMap.empty(), TreePMap.empty(), TreePMap.empty());
    }

    boolean isNews(String customerId) {
        return suggested.size() < MOST && !suggested.containsKey(customerId) && !dismissed.containsKey(customerId);
    }

    boolean hasDismissed(String customerId) {
        return dismissed.containsKey(customerId);
    }

    Suggestions after(CustomerEvent event) {
        if (event instanceof ClueFound e) {
            return new Suggestions(found.plus(e.clue(), e), compared, suggested, dismissed);
        } else if (event instanceof ClueCompared e) {
            return new Suggestions(found, compared.plus(e.clue(), e), suggested, dismissed);
        } else if (event instanceof CustomerSuggested e) {
            return new Suggestions(found, compared, suggested.plus(e.customerId(), e), dismissed);
        } else if (event instanceof SuggestionsWithdrawn e) {
            var left = suggested;
            for (var one : suggested.values()) {
                left = one.clue().equals(e.clue()) ? left.minus(one.customerId()) : left;
            }
            return new Suggestions(found, compared, left, dismissed);
        } else if (event instanceof SuggestionDismissed e) {
            return new Suggestions(found, compared, suggested.minus(e.customerId()), dismissed.plus(e.customerId(), e));
        }
        return this;
    }

    List<CustomerEvent> history() {
        var events = new ArrayList<CustomerEvent>(found.values());
        events.addAll(compared.values());
        events.addAll(dismissed.values());
        events.addAll(suggested.values());
        return events;
    }
}
