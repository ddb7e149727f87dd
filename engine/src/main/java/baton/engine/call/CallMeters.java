package baton.engine.call;

import baton.engine.call.CallState.Waiting;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What operators see of calls: how many live on this node and how they stand. */
final class CallMeters {

    private static final Map<String, String> CALLS = new ConcurrentHashMap<>();

    static {
        for (var state : List.of("waiting", "ringing", "talking")) {
            Gauge.builder("baton_call_calls", CALLS, calls -> calls.values().stream()
                            .filter(state::equals)
                            .count())
                    .description(
                            "Calls that are not over, by whether the caller waits, a phone rings or two people talk")
                    .tag("state", state)
                    .register(Metrics.globalRegistry);
        }
    }

    private static final Counter TAKEN_OVER = Counter.builder("baton_call_taken_over")
            .description(
                    "Calls that another phone door has taken over, because the one before was gone or an end turned to"
                            + " it")
            .register(Metrics.globalRegistry);

    private CallMeters() {}

    static void takenOver() {
        TAKEN_OVER.increment();
    }

    static void stands(String call, CallState state) {
        if (state instanceof CallState.Arrived arrived) {
            CALLS.put(call, word(arrived));
        } else {
            CALLS.remove(call);
        }
    }

    /** It lives here no longer. */
    static void gone(String call) {
        CALLS.remove(call);
    }

    private static String word(CallState.Arrived call) {
        if (call.talk().isPresent()) {
            return "talking";
        }
        return call instanceof Waiting ? "waiting" : "ringing";
    }
}
