package baton.chaos;

import baton.launcher.Problem;
import baton.report.Environment;
import baton.report.Json;
import baton.report.Progress;
import baton.report.Samples;
import baton.report.Table;
import baton.testbed.Journal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
            "nothing is lost, doubled, out of order or stuck, and nobody has got another agent.",
            ""
        })
public final class Chaos implements Callable<Integer> {

    private static final int USAGE_WIDTH = 118;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    private boolean help;

    @Option(names = "--short", description = "Two faults, some minutes. Without it all, half an hour.")
    private boolean brief;

    @Option(names = "--fault", paramLabel = "NAME", description = "Only this one; may be given several times.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Which node is killed when; printed, so that it can be repeated.")
    private @Nullable Long seed;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final Progress progress = new Progress(System.out);
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Fault> skipped = new ArrayList<>();

    private record Outcome(Fault fault, Verdict verdict, Samples waits) {}

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
        var lines = new ArrayList<>(List.of("", "Faults:"));
        for (var fault : Fault.values()) {
            var needs = fault.need().description();
            lines.add("  %-20s%s%s"
                    .formatted(fault.word(), fault.description(), needs.isEmpty() ? "" : " (" + needs + ")"));
        }
        return lines.toArray(String[]::new);
    }

    @Override
    public Integer call() throws Exception {
        var faults = chosen();
        var start = seed == null ? System.nanoTime() & Integer.MAX_VALUE : seed;
        progress.step("seed %d: %s", start, faults.stream().map(Fault::word).collect(Collectors.joining(", ")));
        report(start, struck(faults, start));
        return 0;
    }

    /** On what it was done. What the end of everything has to say is said before the last line. */
    private Json struck(List<Fault> faults, long start) throws Exception {
        var random = new Random(start);
        var environment = new Json();
        for (var some : bySetUp(faults)) {
            try (var premises = Premises.start(some.get(0).need(), outcomes.size() + some.size(), progress)) {
                for (var fault : some) {
                    strike(fault, new Company(outcomes.size()), premises, random);
                }
                try (var session = premises.session()) {
                    environment = Environment.describe(session, start);
                }
            }
        }
        return environment;
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
        var possible = new ArrayList<Fault>();
        for (var fault : wanted) {
            if (fault.need().isMet()) {
                possible.add(fault);
            } else {
                skipped.add(fault);
            }
        }
        if (possible.isEmpty()) {
            throw new Problem("This machine does not let us do that: " + whatIsSkipped() + ".");
        }
        return possible;
    }

    private String whatIsSkipped() {
        return skipped.stream()
                .map(fault ->
                        "%s (takes %s)".formatted(fault.word(), fault.need().description()))
                .collect(Collectors.joining(", "));
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
            fault.strike(premises, traffic, random);
            traffic.ends();
            traffic.awaitMore(60);
            traffic.settle();
            var calls = traffic.calls();
            var accounts = traffic.accounts();
            try (var session = premises.session()) {
                var verdict = Audit.of(accounts, calls, new Journal(session, company.id()).timelines());
                var waits = accounts.stream()
                        .mapToLong(Account::longest)
                        .filter(longest -> longest > 0)
                        .toArray();
                outcomes.add(new Outcome(fault, verdict, Samples.of(waits)));
                progress.step(
                        "  %d talks on the telephone, %d times not answered",
                        verdict.talks(), calls.stream().mapToInt(Calls::failed).sum());
                progress.step("  %s", verdict.isGood() ? "nothing lost, doubled, out of order or stuck" : verdict);
                accounts.stream()
                        .filter(account -> !account.settled())
                        .forEach(account -> progress.step("  stuck: %s", account.plight()));
                calls.stream()
                        .filter(call -> !call.settled())
                        .forEach(call -> progress.step("  stuck: %s", call.plight()));
            }
        }
    }

    private void report(long start, Json environment) {
        var table = new Table(
                "fault",
                "acknowledged",
                "talks",
                "lost",
                "doubled",
                "out of order",
                "stuck",
                "wrong agent",
                "longest wait: p50 ms",
                "p90 ms",
                "max ms");
        var json = new ArrayList<Json>();
        var all = Verdict.NOTHING;
        var longest = 0.0;
        for (var outcome : outcomes) {
            var fault = outcome.fault();
            var verdict = outcome.verdict();
            var waits = outcome.waits();
            all = all.plus(verdict);
            longest = Math.max(longest, waits.percentile(100));
            table.row(
                    fault.word(),
                    verdict.acknowledged(),
                    verdict.talks(),
                    verdict.lost(),
                    verdict.doubled(),
                    verdict.outOfOrder(),
                    verdict.stuck(),
                    verdict.wrongAgent(),
                    waits.percentile(50),
                    waits.percentile(90),
                    waits.percentile(100));
            json.add(counts(new Json().with("fault", fault.word()), verdict)
                    .with("longest_pause_p50_ms", waits.percentile(50))
                    .with("longest_pause_p90_ms", waits.percentile(90))
                    .with("longest_pause_ms", waits.percentile(100)));
        }
        progress.print("\n" + table + "\n");
        if (!skipped.isEmpty()) {
            progress.print("  not done: " + whatIsSkipped() + "\n");
        }
        progress.print(counts(new Json(), all)
                .with("longest_pause_ms", longest)
                .with("seed", start)
                .with("skipped", skipped.stream().map(Fault::word).toList())
                .with("faults", json)
                .with("environment", environment)
                .toString());
        if (!all.isGood()) {
            throw new Problem("A promise was broken; see above. Repeat it with --seed " + start + ".");
        }
    }

    private static Json counts(Json json, Verdict verdict) {
        return json.with("acknowledged", verdict.acknowledged())
                .with("talks", verdict.talks())
                .with("lost", verdict.lost())
                .with("doubled", verdict.doubled())
                .with("out_of_order", verdict.outOfOrder())
                .with("stuck", verdict.stuck())
                .with("wrong_agent", verdict.wrongAgent());
    }
}
