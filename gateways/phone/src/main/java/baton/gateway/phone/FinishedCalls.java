package baton.gateway.phone;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** The calls that this door has refused or finished lately; the latest, a bounded number of them. */
final class FinishedCalls {

    private static final int MOST = 10_000;

    /** Longer than the engine takes for an order about a call of which it heard late. */
    private static final long MEMORY = Duration.ofMinutes(10).toNanos();

    private final LongSupplier nanos;
    private final Map<CallName, Long> since = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<CallName, Long> eldest) {
            return size() > MOST || isOld(eldest.getValue());
        }
    };

    FinishedCalls(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void add(CallName name) {
        since.remove(name);
        since.put(name, nanos.getAsLong());
    }

    /** It goes on here. */
    void forget(CallName name) {
        since.remove(name);
    }

    boolean has(CallName name) {
        var at = since.get(name);
        return at != null && !isOld(at);
    }

    private boolean isOld(long at) {
        return nanos.getAsLong() - at > MEMORY;
    }
}
