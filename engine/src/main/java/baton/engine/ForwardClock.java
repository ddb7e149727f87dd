package baton.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock for pauses: when the machine's clock is put back, it goes on from where it was, so that nothing waits for that, too. Its time is no time of
 * day. For one actor.
 */
public final class ForwardClock implements InstantSource {

    private final InstantSource wall;
    private Duration putBack = Duration.ZERO;
    private Instant last = Instant.EPOCH;

    public ForwardClock(InstantSource wall) {
        this.wall = wall;
    }

    @Override
    public Instant instant() {
        var now = wall.instant().plus(putBack);
        if (now.isBefore(last)) {
            putBack = putBack.plus(Duration.between(now, last));
            return last;
        }
        last = now;
        return now;
    }
}
