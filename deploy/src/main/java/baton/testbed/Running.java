package baton.testbed;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been started, for ending it: the last one first, and each although another one would not end. */
public final class Running implements AutoCloseable {

    private final Deque<AutoCloseable> all = new ArrayDeque<>();

    public synchronized void push(AutoCloseable started) {
        all.push(started);
    }

    /** A second time it does nothing. What would not end is told on standard error. */
    @Override
    public synchronized void close() {
        while (!all.isEmpty()) {
            try {
                all.pop().close();
            } catch (Exception failed) {
                System.err.println("not stopped cleanly: " + failed);
            }
        }
    }
}
