package baton.engine.ingress;

import baton.engine.customer.AddressKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often somebody has tried a code lately. In memory, of this node and bounded: codes are long enough to stand more than that. */
final class Guesses {

    private static final int REMEMBERED = 10_000;

    private record Tried(int times, Instant since) {}

    private record Who(String tenant, AddressKey address) {}

    private final InstantSource clock;
    private final int tries;
    private final Duration window;
    private final Map<Who, Tried> tried = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Who, Tried> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** So many tries of each within such a time, which begins with the first one. */
    Guesses(InstantSource clock, int tries, Duration window) {
        this.clock = clock;
        this.tries = tries;
        this.window = window;
    }

    /** Five in an hour: whoever types a code that is in front of them needs no more. */
    static Guesses ofOne(InstantSource clock) {
        return new Guesses(clock, 5, Duration.ofHours(1));
    }

    /** Whether this one may try once more; that is a try. */
    synchronized boolean mayTry(String tenant, AddressKey address) {
        var now = clock.instant();
        var who = new Who(tenant, address);
        var before = tried.getOrDefault(who, new Tried(0, now));
        var current = now.isBefore(before.since().plus(window)) ? before : new Tried(0, now);
        var since = current.since().isAfter(now) ? now : current.since(); // the clock was put back
        var may = current.times() < tries;
        tried.put(who, new Tried(may ? current.times() + 1 : current.times(), since));
        return may;
    }

    /** What was tried was no guess. */
    synchronized void takeBack(String tenant, AddressKey address) {
        tried.computeIfPresent(
                new Who(tenant, address),
                (who, before) -> before.times() > 1 ? new Tried(before.times() - 1, before.since()) : null);
    }
}
