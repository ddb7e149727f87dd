package baton.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Programs of the operating system. */
public final class Commands {

    private Commands() {}

    /**
     * Waits for it to end and returns its exit code.
     *
     * @throws UncheckedIOException if there is no such program
     */
    public static int run(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The process neither does anything nor ends anything, until it goes on: connections to it stay open. */
    public static void pause(long pid) {
        signal("STOP", pid);
    }

    public static void goOn(long pid) {
        signal("CONT", pid);
    }

    private static void signal(String signal, long pid) {
        run("kill", "-" + signal, String.valueOf(pid));
    }
}
