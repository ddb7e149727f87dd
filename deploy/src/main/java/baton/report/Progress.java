package baton.report;

import java.io.PrintStream;

/** What is said while something works: one line per step, with the seconds since its start. */
public final class Progress {

    private final PrintStream out;
    private final long started = System.nanoTime();

    public Progress(PrintStream out) {
        this.out = out;
    }

    public void step(String format, Object... arguments) {
        out.printf("%6.1fs  %s%n", seconds(), String.format(format, arguments));
        out.flush();
    }

    /** Text as it is. */
    public void print(String text) {
        out.println(text);
        out.flush();
    }

    public double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }
}
