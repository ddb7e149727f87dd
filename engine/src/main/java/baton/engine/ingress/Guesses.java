package baton.engine.ingress;

import baton.engine.customer.AddressKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often somebody has tried a code lately. In memory, of this node and bounded: codes are long enough to stand more than that. */
final class Guesses {

    private static final int TRIES = 5;
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int REMEMBERED = 10_000;

    private record Tried(int times, Instant since) {}

    private record Who(String tenant, AddressKey address) {}

    private final InstantSource clock;
    private final Map<Who, Tried> tried = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Who, Tried> eldest) {
            return size() > REMEMBERED;
        }
    };

    Guesses(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether this one may try once more; that is a try. */
    synchronized boolean mayTry(String tenant, AddressKey address) {
        var now = clock.instant();
        var who = new Who(tenant, address);
        var before = tried.getOrDefault(who, new Tried(0, now));
        var current = now.isBefore(before.since().plus(WINDOW)) ? before : new Tried(0, now);
        var since = current.since().isAfter(now) ? now : current.since(); // the clock was put back
        tried.put(who, new Tried(current.times() + 1, since));
        return current.times() < TRIES;
    }
}
