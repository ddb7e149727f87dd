package baton.engine.allowance;

import baton.engine.allowance.AllowanceEvent.AllowanceSpent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/** What still counted when it was last done, in the order in which it was done. */
record AllowanceState(PVector<AllowanceSpent> spent) {

    static AllowanceState unused() {
        return new AllowanceState(TreePVector.empty());
    }

    static AllowanceState replay(List<AllowanceEvent> events) {
        var state = unused();
        for (var event : events) {
            state = state.after(event);
        }
        return state;
    }

    /** From when on it may be done once more; empty: now. */
    Optional<Instant> again(int most, Instant now) {
        var ends = counting(now).stream().map(AllowanceSpent::until).sorted().toList();
        return ends.size() < most ? Optional.empty() : Optional.of(ends.get(ends.size() - most));
    }

    private List<AllowanceSpent> counting(Instant now) {
        return spent.stream().filter(one -> one.until().isAfter(now)).toList();
    }

    AllowanceState after(AllowanceEvent event) {
        return new AllowanceState(TreePVector.from(counting(event.at())).plus((AllowanceSpent) event));
    }

    List<AllowanceEvent> history() {
        return new ArrayList<>(spent);
    }
}
