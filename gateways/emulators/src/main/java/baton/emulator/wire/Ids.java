package baton.emulator.wire;

import java.time.Instant;

/**
 * Numbers that only grow, also over a restart of the emulator, which remembers nothing: they begin where none of an earlier one can have
 * come to, unless it used more than ten a second all its life.
 */
public final class Ids {

    private static final long SINCE = 1_750_000_000;
    private static final long PER_SECOND = 10;

    private long last = (Instant.now().getEpochSecond() - SINCE) * PER_SECOND;

    public synchronized long next() {
        return ++last;
    }
}
