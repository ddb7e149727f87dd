package baton.engine.web;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often a door has refused what, by code. Codes are ours, so there are few. */
public final class Tally {

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    public void count(String code) {
        counts.computeIfAbsent(code, c -> new LongAdder()).increment();
    }

    public Map<String, Long> counts() {
        var snapshot = new TreeMap<String, Long>();
        counts.forEach((code, count) -> snapshot.put(code, count.sum()));
        return snapshot;
    }
}
