package baton.engine.ingress;

import baton.engine.web.TokenBucket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one company's customers may bring to this node in a second, messages and calls, so that a flood at one company does not stand in the way
 * of the others'. May be asked by many threads.
 */
public final class FairShare {

    /** A campaign goes out and everybody answers: so many seconds' worth at once. */
    private static final int BURST_SECONDS = 2;

    private final int perSecond;
    private final InstantSource clock;
    private final Map<String, TokenBucket> companies = new ConcurrentHashMap<>();

    public FairShare(int perSecond, InstantSource clock) {
        this.perSecond = perSecond;
        this.clock = clock;
    }

    /**
     * Takes the place of one message or call, if there is one.
     *
     * @param tenant of a company that exists: there are as many buckets as companies
     * @return zero if it may come in, otherwise how long to wait before it is tried again
     */
    Duration take(String tenant) {
        var bucket = companies.computeIfAbsent(
                tenant, id -> new TokenBucket(clock, BURST_SECONDS * perSecond, perSecond, Duration.ofSeconds(1)));
        synchronized (bucket) {
            return bucket.take() ? Duration.ZERO : bucket.untilNext();
        }
    }
}
