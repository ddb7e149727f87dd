package baton.launcher;

import com.typesafe.config.ConfigException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * {@code bin/baton}. Exit codes: 0 done, 1 something an operator can mend (one sentence says what), 2 wrong usage, 70 a
 * defect of ours (with a stack trace), 130 and 143 stopped by Ctrl-C or a signal.
 */
@Command(
        name = "baton",
        description = "An engine for live conversations between a company and its customers.",
        versionProvider = Main.Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Try it:  baton up"},
        subcommands = {
            UpCommand.class,
            NodeCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            SchemaCommand.class,
            DoctorCommand.class,
            BenchCommand.class,
            ChaosCommand.class
        })
public final class Main implements Callable<Integer> {

    private static final int JDK = 17;
    private static final int MENDABLE = 1;
    private static final int DEFECT = 70;
    private static final int USAGE_WIDTH = 118;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    public static void main(String[] arguments) {
        widenCommonPool();
        System.exit(run(arguments));
    }

    /**
     * Where the pool that the JVM has in common would have one thread, on one or two cores, every asynchronous step of a stage gets a new thread
     * instead; Pekko's streams and HTTP answer with such stages. Before the first use of that pool.
     */
    private static void widenCommonPool() {
        if (Runtime.getRuntime().availableProcessors() <= 2) {
            System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "2");
        }
    }

    /** The exit code; nothing but the commands themselves ends the process. */
    static int run(String... arguments) {
        var line = new CommandLine(new Main());
        line.setExecutionExceptionHandler(Main::explain);
        line.setUsageHelpWidth(USAGE_WIDTH);
        // They have options of their own.
        for (var own : List.of("bench", "chaos")) {
            Objects.requireNonNull(line.getSubcommands().get(own))
                    .setUnmatchedOptionsArePositionalParams(true)
                    .setStopAtPositional(true);
        }
        return line.execute(arguments);
    }

    /** Without a command: says which there are. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }

    /** Cassandra 5 runs on nothing newer than 17, and one JDK is for all. */
    static void requireJdk(int feature) {
        if (feature != JDK) {
            throw new Problem("Baton needs JDK " + JDK + " and this is JDK " + feature
                    + "; point JAVA_HOME or BATON_JAVA_HOME to a JDK " + JDK + ".");
        }
    }

    private static int explain(Exception thrown, CommandLine line, ParseResult parsed) {
        PrintWriter err = line.getErr();
        if (thrown instanceof Problem problem) {
            err.println("baton: " + problem.getMessage());
            return MENDABLE;
        }
        var wrongSetting = wrongSetting(thrown);
        if (wrongSetting.isPresent()) {
            err.println("baton: A setting is wrong: " + wrongSetting.get().getMessage() + ".");
            return MENDABLE;
        }
        err.println("baton: a defect of ours; please report it with these lines:");
        thrown.printStackTrace(err);
        return DEFECT;
    }

    /** Whoever reads a setting first finds out that it is no number, or no duration. */
    static Optional<ConfigException> wrongSetting(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigException.WrongType || cause instanceof ConfigException.BadValue) {
                return Optional.of((ConfigException) cause);
            }
        }
        return Optional.empty();
    }

    /** Of the distribution and of what it runs on. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"baton " + Installation.version() + " on Java " + Runtime.version()};
        }
    }
}
