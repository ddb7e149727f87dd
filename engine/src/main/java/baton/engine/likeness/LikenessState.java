package baton.engine.likeness;

import baton.engine.likeness.LikenessEvent.ClueMentioned;
import java.util.ArrayList;
import java.util.List;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/** Which customers have to do with a clue, in the order in which they were mentioned; one more than {@link #MOST} and nobody counts. */
record LikenessState(PVector<ClueMentioned> mentioned) {

    /** A family shares a number, a shop has it printed on each receipt. */
    static final int MOST = 8;

    static LikenessState nobody() {
        return new LikenessState(TreePVector.empty());
    }

    static LikenessState replay(List<LikenessEvent> events) {
        var state = nobody();
        for (var event : events) {
            state = state.after(event);
        }
        return state;
    }

    boolean isCommon() {
        return mentioned.size() > MOST;
    }

    boolean knows(String customerId) {
        return mentioned.stream().anyMatch(one -> one.customerId().equals(customerId));
    }

    List<String> customerIds() {
        return mentioned.stream().map(ClueMentioned::customerId).toList();
    }

    LikenessState after(LikenessEvent event) {
        return new LikenessState(mentioned.plus((ClueMentioned) event));
    }

    List<LikenessEvent> history() {
        return new ArrayList<>(mentioned);
    }
}
