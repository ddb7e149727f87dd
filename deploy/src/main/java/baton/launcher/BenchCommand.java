package baton.launcher;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code baton bench}. The benchmarks stand beside the launcher and use it; it knows them by name only. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures: prints a table for people and, as the last line, one JSON object.",
            "",
            "Starts an installation of its own on free ports in a temporary directory."
        })
final class BenchCommand implements Callable<Integer> {

    private static final String BENCH = "baton.bench.Bench";

    @Parameters(
            arity = "1..*",
            paramLabel = "NAME",
            description =
                    "calls, ejabberd, failover, memory (or sockets), messages, recovery or routing, and its own options (NAME --help).")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        Main.requireJdk(Runtime.version().feature());
        try {
            var main = Class.forName(BENCH).getMethod("main", String[].class);
            main.invoke(null, (Object) arguments.toArray(String[]::new));
            return 0;
        } catch (ClassNotFoundException absent) {
            throw new Problem("This distribution has no benchmarks (" + BENCH + " is not in lib/).", absent);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }
}
