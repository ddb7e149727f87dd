package baton.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code baton bench NAME [OPTIONS]}. The launcher finds this class by its name. */
public final class Bench {

    private static final Map<String, Supplier<Callable<Integer>>> BENCHMARKS = new TreeMap<>(Map.of(
            "failover", FailoverBench::new,
            "memory", MemoryBench::new,
            "messages", MessagesBench::new,
            "calls", CallsBench::new,
            "ejabberd", EjabberdBench::new,
            "recovery", RecoveryBench::new,
            "routing", RoutingBench::new,
            "sockets", MemoryBench::new));

    private static final int USAGE_WIDTH = 118;

    private Bench() {}

    /**
     * Runs one benchmark to its end.
     *
     * @throws ParameterException if there is no such benchmark or an option is wrong
     * @throws baton.launcher.Problem if what was measured is not right: something was lost, doubled or refused
     */
    public static void main(String[] arguments) throws Exception {
        var name = arguments.length == 0 ? "" : arguments[0];
        var benchmark = BENCHMARKS.get(name);
        if (benchmark == null) {
            throw new ParameterException(
                    new CommandLine(new Names()),
                    "There is no benchmark \"" + name + "\"; there are: " + String.join(", ", BENCHMARKS.keySet())
                            + ".");
        }
        run(benchmark.get(), Arrays.asList(arguments).subList(1, arguments.length));
    }

    private static void run(Callable<Integer> benchmark, List<String> options) throws Exception {
        var line = new CommandLine(benchmark).setUsageHelpWidth(USAGE_WIDTH);
        var parsed = line.parseArgs(options.toArray(String[]::new));
        if (parsed.isUsageHelpRequested()) {
            line.usage(System.out);
            return;
        }
        benchmark.call();
    }

    /** Only for its usage line. */
    @Command(
            name = "baton bench",
            synopsisSubcommandLabel = "messages|calls|ejabberd|failover|memory|recovery|routing|sockets [OPTIONS]")
    private static final class Names {}
}
