package baton.gateway.phone;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often something went wrong at the door, by kind; operators see it as {@code baton_phone_refusals_total}. Any thread may count. */
final class PhoneCounters {

    /** Every kind has a fixed name, so that strangers cannot make new ones. */
    enum Kind {
        MALFORMED,
        MISSING_HEADER,
        FLOOD,
        BUSY,
        BAD_CALL,
        UNKNOWN_NUMBER,
        UNKNOWN_DIALOG,
        OUT_OF_ORDER,
        GLARE,
        METHOD_NOT_ALLOWED,
        REGISTRATION_REFUSED,
        CALL_REFUSED,
        SIGNAL_LOST,
        SEND_FAILED,
        INTERNAL
    }

    private final Map<Kind, LongAdder> counts = new ConcurrentHashMap<>();

    /** All begin with 0, so that the first of a kind is seen to be more. */
    PhoneCounters() {
        for (var kind : Kind.values()) {
            counter(kind);
        }
    }

    void count(Kind kind) {
        counts.computeIfAbsent(kind, k -> new LongAdder()).increment();
        counter(kind).increment();
    }

    private static Counter counter(Kind kind) {
        return Metrics.counter("baton_phone_refusals", "kind", label(kind));
    }

    long of(Kind kind) {
        var count = counts.get(kind);
        return count == null ? 0 : count.sum();
    }

    /** By metric label, for example {@code "missing-header"}; kinds that never happened are 0. */
    Map<String, Long> snapshot() {
        var all = new TreeMap<String, Long>();
        for (var kind : Kind.values()) {
            all.put(label(kind), of(kind));
        }
        return all;
    }

    private static String label(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
