package baton.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time as a test wants it. */
public final class MovableClock implements InstantSource {

    public static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private volatile Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    public void passes(Duration time) {
        now = now.plus(time);
    }
}
