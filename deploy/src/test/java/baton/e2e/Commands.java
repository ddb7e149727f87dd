package baton.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Programs of the operating system. */
final class Commands {

    private Commands() {}

    /**
     * Waits for it to end and returns its exit code.
     *
     * @throws UncheckedIOException if there is no such program
     */
    static int run(String... command) {
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
}
