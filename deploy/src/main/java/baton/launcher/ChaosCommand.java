package baton.launcher;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code baton chaos}. It stands beside the launcher and uses it, as benchmarks do. */
@Command(
        name = "chaos",
        description = {
            "Lets things go wrong while people talk, and looks whether anything was lost (--help).",
            "",
            "Starts an installation of its own on free ports in a temporary directory."
        })
final class ChaosCommand implements Callable<Integer> {

    private static final String CHAOS = "baton.chaos.Chaos";

    @Parameters(
            arity = "0..*",
            paramLabel = "OPTIONS",
            description = "--short, --fault NAME, --max-pause SECONDS, --seed N, --help.")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        Main.requireJdk(Runtime.version().feature());
        try {
            var main = Class.forName(CHAOS).getMethod("main", String[].class);
            main.invoke(null, (Object) arguments.toArray(String[]::new));
            return 0;
        } catch (ClassNotFoundException absent) {
            throw new Problem("This distribution has no " + CHAOS + " in lib/.", absent);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }
}
