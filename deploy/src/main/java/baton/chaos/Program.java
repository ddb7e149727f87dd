package baton.chaos;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;

/** Programs of the operating system. */
final class Program {

    private Program() {}

    /** Waits for its end. Whether it is there and said that all is well. */
    static boolean run(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
