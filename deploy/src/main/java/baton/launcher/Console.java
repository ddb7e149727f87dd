package baton.launcher;

import java.io.PrintStream;
import java.time.Duration;

/** What a command says while it works: one line per step, on standard output. */
final class Console {

    private final PrintStream out;
    private final long started = System.nanoTime();

    Console(PrintStream out) {
        this.out = out;
    }

    /** A step that begins. */
    void step(String text) {
        out.printf("%5.1fs  %s%n", elapsed().toMillis() / 1000.0, text);
        out.flush();
    }

    /** Text as it is. */
    void print(String text) {
        out.println(text);
        out.flush();
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
