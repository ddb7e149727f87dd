package baton.engine.web;

import io.micrometer.core.instrument.Metrics;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often a door has refused what, by code; operators see it as {@code baton_web_refusals_total}. Codes are ours, so there
 * are few.
 */
public final class Tally {

    private final String door;
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    public Tally(String door) {
        this.door = door;
    }

    public void count(String code) {
        counts.computeIfAbsent(code, c -> new LongAdder()).increment();
        Metrics.counter("baton_web_refusals", "door", door, "code", code).increment();
    }

    public Map<String, Long> counts() {
        var snapshot = new TreeMap<String, Long>();
        counts.forEach((code, count) -> snapshot.put(code, count.sum()));
        return snapshot;
    }
}
