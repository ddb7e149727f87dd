package baton.engine.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** When to look again at what: one time for each name. */
final class Deadlines {

    private record Due(Instant at, String name) {}

    private final TreeSet<Due> inOrder =
            new TreeSet<>(Comparator.comparing(Due::at).thenComparing(Due::name));
    private final Map<String, Due> byName = new HashMap<>();

    /** Empty: not any more. */
    void set(String name, Optional<Instant> at) {
        var before = byName.remove(name);
        if (before != null) {
            inOrder.remove(before);
        }
        at.ifPresent(time -> {
            var due = new Due(time, name);
            byName.put(name, due);
            inOrder.add(due);
        });
    }

    void clear() {
        inOrder.clear();
        byName.clear();
    }

    Optional<Instant> next() {
        return inOrder.isEmpty()
                ? Optional.empty()
                : Optional.of(inOrder.first().at());
    }

    /** Removes and names everything that is due. */
    List<String> due(Instant now) {
        var names = new ArrayList<String>();
        while (!inOrder.isEmpty() && !now.isBefore(inOrder.first().at())) {
            var due = inOrder.pollFirst();
            byName.remove(due.name());
            names.add(due.name());
        }
        return names;
    }
}
