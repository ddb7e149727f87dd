package baton.chaos;

import baton.chaos.Report.Outcome;
import baton.launcher.Problem;
import baton.report.Environment;
import baton.report.Json;
import baton.report.Progress;
import baton.testbed.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code baton chaos}. The launcher finds this class by its name. */
@Command(
        name = "baton chaos",
        sortOptions = false,
        description = {
            "Three nodes and a Cassandra of their own on loopback. Customers and agents write and call while something goes wrong;",
            "afterwards what was acknowledged is compared with the journal and with what everybody saw. Ends with 0 only if",
            "nothing is lost, doubled, out of order or stuck, nobody has got another agent or waited for longer than the fault",
            "may make them wait, and no node that was told to leave went without a bye.",
            ""
        })
public final class Chaos implements Callable<Integer> {

    private static final int USAGE_WIDTH = 126;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    private boolean help;

    @Option(
            names = "--short",
            description = "Two faults, some minutes; people may wait for 60 s. Without it all, half an hour.")
    private boolean brief;

    @Option(
            names = "--fault",
            paramLabel = "NAME",
            description = "Only this one; may be given several times. Ends with 1 if it cannot be done here.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Which node is killed when; printed, so that it can be repeated.")
    private @Nullable Long seed;

    @Option(
            names = "--max-pause",
            paramLabel = "SECONDS",
            description = "For so long people may wait, for slow machines, instead of the times below.")
    private @Nullable Integer maxPause;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final Progress progress = new Progress(System.out);
    private final Report report = new Report();
    private final List<String> broken = new ArrayList<>();

    /**
     * Runs to its end.
     *
     * @throws ParameterException if there is no such fault or an option is wrong
     * @throws Problem if a promise was broken
     */
    public static void main(String[] arguments) throws Exception {
        var chaos = new Chaos();
        var line = new CommandLine(chaos).setUsageHelpWidth(USAGE_WIDTH);
        line.getCommandSpec().usageMessage().footer(faults());
        if (line.parseArgs(arguments).isUsageHelpRequested()) {
            line.usage(System.out);
            return;
        }
        chaos.call();
    }

    private static String[] faults() {
        var lines = new ArrayList<>(List.of(
                "",
                "Faults, and for how long people may wait for an acknowledgement (\"after it\": and while it lasts):"));
        for (var fault : Fault.values()) {
            var needs = fault.need().description();
            lines.add("  %-20s%2d s%-11s%s%s"
                    .formatted(
                            fault.word(),
                            fault.patience().toSeconds(),
                            fault.takesAllAway() ? " after it" : "",
                            fault.description(),
                            needs.isEmpty() ? "" : " (" + needs + ")"));
        }
        return lines.toArray(String[]::new);
    }

    @Override
    public Integer call() throws Exception {
        if (maxPause != null && maxPause < 1) {
            throw new ParameterException(spec.commandLine(), "--max-pause takes whole seconds, 1 at least.");
        }
        var faults = chosen();
        var start = seed == null ? System.nanoTime() & Integer.MAX_VALUE : seed;
        progress.step("seed %d: %s", start, faults.stream().map(Fault::word).collect(Collectors.joining(", ")));
        var environment = struck(faults, start);
        report.print(progress, start, broken, environment);
        if (!broken.isEmpty() || !report.verdict().isGood()) {
            throw new Problem("A promise was broken; see above. Repeat it with --seed " + start + ".");
        }
        return 0;
    }

    /** Strikes each fault at an installation that is set up for it, and tells of the environment. They are closed by then, so that the JSON stays the last line. */
    private Json struck(List<Fault> faults, long start) throws Exception {
        var random = new Random(start);
        var environment = new Json();
        for (var some : bySetUp(faults)) {
            try (var premises = Premises.start(some.get(0).need(), report.size() + some.size(), progress)) {
                strike(some, premises, random);
                try (var session = premises.session()) {
                    environment = Environment.describe(session, start);
                }
            }
        }
        return environment;
    }

    /** What cannot be played to its end is told in the end, and nothing more happens to these premises. */
    private void strike(List<Fault> some, Premises premises, Random random) throws Exception {
        for (var fault : some) {
            try {
                strike(fault, new Company(report.size()), premises, random);
            } catch (Problem problem) {
                var what = fault.word() + ": " + problem.getMessage();
                progress.step("  %s", what);
                broken.add(what);
                return;
            }
        }
    }

    /** Those that can happen to one installation together. */
    private static Collection<List<Fault>> bySetUp(List<Fault> faults) {
        return faults.stream()
                .collect(Collectors.groupingBy(
                        fault -> fault.need().isBuiltIn() ? fault.need() : Need.NOTHING,
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values();
    }

    private List<Fault> chosen() {
        var wanted = names.isEmpty()
                ? brief ? Fault.some() : Fault.all()
                : names.stream().map(this::named).toList();
        var choice = Choice.of(wanted, !names.isEmpty(), Need::isMet);
        report.skip(choice.skipped());
        return choice.possible();
    }

    private Fault named(String name) {
        return Fault.of(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "There is no fault \"" + name + "\"; there are: "
                                + Arrays.stream(Fault.values()).map(Fault::word).collect(Collectors.joining(", "))
                                + "."));
    }

    private void strike(Fault fault, Company company, Premises premises, Random random) throws Exception {
        progress.step("%s: %s", fault.word(), fault.description());
        try (var traffic = new Traffic(company, premises.places())) {
            traffic.begins();
            var begin = System.nanoTime();
            fault.strike(premises, traffic, random);
            var bound = new Patience(brief, maxPause).with(fault, Duration.ofNanos(System.nanoTime() - begin));
            traffic.ends();
            traffic.awaitMore(60);
            traffic.settle();
            var calls = traffic.calls();
            var accounts = traffic.accounts();
            var ended = premises.revive().stream().map(node -> node + 1).toList();
            try (var session = premises.session()) {
                var timelines = new Journal(session, company.id()).timelines();
                var verdict = Audit.of(accounts, calls, timelines, bound);
                var passed = Audit.passing(accounts, timelines);
                var byes = accounts.stream()
                        .mapToInt(account -> account.byes().heard())
                        .sum();
                report.add(new Outcome(fault, verdict, Pauses.of(accounts, bound), passed, byes, ended));
                tell(verdict, accounts, calls, ended, bound);
            }
        }
    }

    private void tell(Verdict verdict, List<Account> accounts, List<Calls> calls, List<Integer> ended, Duration bound) {
        progress.step(
                "  %d talks on the telephone, %d times not answered",
                verdict.talks(), calls.stream().mapToInt(Calls::failed).sum());
        progress.step(
                "  waited for acknowledgements for %.1f s at most, and %d s is the most that is right; %d byes",
                accounts.stream().mapToLong(Account::longest).max().orElse(0) / 1e9,
                bound.toSeconds(),
                accounts.stream().mapToInt(account -> account.byes().heard()).sum());
        if (!ended.isEmpty()) {
            progress.step("  ended by themselves, and were started again: nodes %s", ended);
        }
        progress.step("  %s", verdict.isGood() ? "nothing lost, doubled, out of order, stuck or too slow" : verdict);
        var stuck = Stream.concat(
                accounts.stream().filter(account -> !account.settled()).map(Account::plight),
                calls.stream().filter(call -> !call.settled()).map(Calls::plight));
        accounts.stream()
                .filter(account -> account.longest() > bound.toNanos())
                .forEach(account -> progress.step(
                        "  too slow: %s waited %.1f s for an acknowledgement, and %d s is the most",
                        account.name(), account.longest() / 1e9, bound.toSeconds()));
        stuck.forEach(plight -> progress.step("  stuck: %s", plight));
    }
}
