package baton.engine.routing;

import org.pcollections.HashTreePSet;
import org.pcollections.PSet;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/** The ids of the last work that is over: what comes again under one of them is an echo, not new work. */
record Echoes(PVector<String> order, PSet<String> ids) {

    private static final int KEPT = 4096;

    static Echoes none() {
        return new Echoes(TreePVector.empty(), HashTreePSet.empty());
    }

    boolean contains(String id) {
        return ids.contains(id);
    }

    Echoes plus(String id) {
        if (ids.contains(id)) {
            return this;
        }
        return order.size() < KEPT
                ? new Echoes(order.plus(id), ids.plus(id))
                : new Echoes(order.minus(0).plus(id), ids.minus(order.get(0)).plus(id));
    }
}
