package baton.engine.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Allows bursts and a steady rate. Not thread-safe: belongs to one session, or is guarded by its owner. */
public final class TokenBucket {

    private final InstantSource clock;
    private final double perMilli;
    private final int burst;
    private double tokens;
    private Instant filled;

    public TokenBucket(InstantSource clock, int burst, int count, Duration per) {
        this.clock = clock;
        this.burst = burst;
        this.perMilli = (double) count / per.toMillis();
        this.tokens = burst;
        this.filled = clock.instant();
    }

    /** Takes one if there is one. */
    public boolean take() {
        fill();
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }

    /** Gives one back that turned out to be not needed. */
    public void giveBack() {
        tokens = Math.min(burst, tokens + 1);
    }

    /** How long until {@link #take} succeeds; zero if it does now. */
    public Duration untilNext() {
        fill();
        return tokens >= 1 ? Duration.ZERO : Duration.ofMillis((long) Math.ceil((1 - tokens) / perMilli));
    }

    /** How long until {@link #isFull}, if nothing more is taken. */
    Duration untilFull() {
        fill();
        return Duration.ofMillis((long) Math.ceil((burst - tokens) / perMilli));
    }

    /** Nothing has been taken for so long that forgetting this bucket changes nothing. */
    public boolean isFull() {
        fill();
        return tokens >= burst;
    }

    /** Goes on from wherever the clock is: one that is put back by an hour must not stop everybody for an hour. */
    private void fill() {
        var now = clock.instant();
        var passed = Duration.between(filled, now).toMillis();
        if (passed > 0) {
            tokens = Math.min(burst, tokens + passed * perMilli);
        }
        if (passed != 0) {
            filled = now;
        }
    }
}
