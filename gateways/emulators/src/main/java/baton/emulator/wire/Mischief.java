package baton.emulator.wire;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What is to go wrong with the next sends. Everything is for a number of sends or for a time: then the provider behaves again. */
public final class Mischief {

    private final Deque<Trouble> next = new ArrayDeque<>();
    private long awayUntil = System.nanoTime();

    /** What goes wrong. */
    public enum Trouble {
        /** Refused, the provider's way of saying 429. */
        TOO_MANY,
        /** Refused with 500. */
        SERVER_ERROR,
        /** Taken and shown, but never answered. */
        SILENCE,
        /** The connection ends before anything is taken. */
        CUT
    }

    public synchronized void next(int sends, Trouble trouble) {
        for (var n = 0; n < sends; n++) {
            next.addLast(trouble);
        }
    }

    /** Neither takes nor tells anything until then. */
    public synchronized void awayFor(Duration time) {
        awayUntil = System.nanoTime() + time.toNanos();
    }

    public synchronized boolean away() {
        return System.nanoTime() - awayUntil < 0;
    }

    /** Asked once for each send that is in order. */
    public synchronized Optional<Trouble> happens() {
        return Optional.ofNullable(next.pollFirst());
    }

    public synchronized void behave() {
        next.clear();
        awayUntil = System.nanoTime();
    }
}
