package baton.engine.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** So many places for each name, on this node. Safe for use by many threads. */
final class Seats {

    private final int each;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    Seats(int each) {
        this.each = each;
    }

    /** Takes one; false if there is none left. */
    boolean take(String name) {
        var allowed = taken.merge(name, 1, Integer::sum) <= each;
        if (!allowed) {
            free(name);
        }
        return allowed;
    }

    /** Gives back one that was taken. */
    void free(String name) {
        taken.computeIfPresent(name, (n, count) -> count > 1 ? count - 1 : null);
    }
}
