package baton.gateway.phone;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * How many of a door's calls have come from addresses that nobody vouches for: each may have so many, and all of them together may not take
 * the trunks' room. Where no trunk is trusted nobody is a stranger.
 */
final class Strangers {

    private final Set<String> trusted;
    private final int each;
    private final int all;
    private final Map<ActorRef<CallCommand>, String> sources = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    Strangers(Set<String> trusted, PhoneSettings.Calls limits) {
        this.trusted = trusted;
        this.each = limits.perStranger();
        this.all = (int) (limits.limit() * (long) limits.strangersPercent() / 100);
    }

    /** Whether one more call from here would be too many. */
    boolean isTooMany(String source) {
        return isStranger(source) && (sources.size() >= all || counts.getOrDefault(source, 0) >= each);
    }

    private boolean isStranger(String source) {
        return !trusted.isEmpty() && !trusted.contains(source);
    }

    void add(ActorRef<CallCommand> call, String source) {
        if (isStranger(source)) {
            sources.put(call, source);
            counts.merge(source, 1, Integer::sum);
        }
    }

    void forget(ActorRef<CallCommand> call) {
        var source = sources.remove(call);
        if (source != null) {
            counts.computeIfPresent(source, (any, count) -> count > 1 ? count - 1 : null);
        }
    }
}
