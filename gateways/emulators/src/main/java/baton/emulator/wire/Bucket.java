package baton.emulator.wire;

import java.time.Duration;

/** A rate limit: so many at once, then so many a second. */
public final class Bucket {

    private final double most;
    private final double perSecond;
    private double left;
    private long at = System.nanoTime();

    /** Limits are data. */
    public record Limit(int atOnce, double perSecond) {}

    public Bucket(Limit limit) {
        this.most = limit.atOnce();
        this.perSecond = limit.perSecond();
        this.left = most;
    }

    /** Takes one; or how long to wait until there is one. */
    public synchronized Duration take() {
        var now = System.nanoTime();
        left = Math.min(most, left + (now - at) / 1e9 * perSecond);
        at = now;
        if (left >= 1) {
            left -= 1;
            return Duration.ZERO;
        }
        return Duration.ofMillis((long) Math.ceil((1 - left) / perSecond * 1000));
    }
}
