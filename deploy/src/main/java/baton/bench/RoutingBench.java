package baton.bench;

import baton.launcher.Problem;
import baton.report.Environment;
import baton.report.Json;
import baton.report.Progress;
import baton.report.Samples;
import baton.report.Table;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code baton bench routing}. */
@Command(
        name = "baton bench routing",
        sortOptions = false,
        description = {
            "What it costs to find an agent's next customer, from 10 agents and 1,000 who wait to 10,000 and 100,000:"
                    + " the",
            "decision alone, the queue without a database, the queue with a real Cassandra; and how soon a large queue"
                    + " is back.",
            "With --simulate: whether it is found rightly, in virtual time, beside what queueing theory says.",
            ""
        })
final class RoutingBench implements Callable<Integer> {

    private static final int[][] SIZES = {
        {10, 1_000}, {100, 1_000}, {1_000, 10_000}, {10, 100_000}, {10_000, 10_000}, {10_000, 100_000}
    };
    private static final int[][] ENTITY_SIZES = {{10, 1_000}, {10_000, 100_000}};
    private static final int[] AT_ONE_TIME = {1, 16};
    private static final long SEQUENCE_NR = 1_000;
    /** So many stored matches, one at a time, until compilers and database have settled: the first thousands take three times as long. */
    private static final int WARM_UP = 8_000;

    private static final String NO_DATABASE =
            """
            pekko {
              loglevel = WARNING
              actor.provider = local
              persistence { journal.plugin = baton.sim.journal, snapshot-store.plugin = baton.sim.snapshots }
            }
            baton.sim {
              journal { class = "baton.sim.ForgetfulJournal", plugin-dispatcher = pekko.actor.default-dispatcher }
              snapshots { class = "baton.sim.ForgetfulSnapshots", plugin-dispatcher = pekko.actor.default-dispatcher }
            }
            """;

    @Mixin
    private final Usual usual = new Usual();

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "How often each size is measured, in turns (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--matches",
            defaultValue = "20000",
            description = "Decisions of one size in one round (default: ${DEFAULT-VALUE}).")
    private int matches;

    @Option(
            names = "--stored-matches",
            defaultValue = "1000",
            description = "The same for the queue with a database (default: ${DEFAULT-VALUE}).")
    private int storedMatches;

    @Option(names = "--no-database", description = "Leaves out what needs Cassandra.")
    private boolean noDatabase;

    @Option(
            names = "--simulate",
            description = "Simulates instead of measuring: is everybody served in time and in order?")
    private boolean simulate;

    @Option(
            names = "--customers",
            defaultValue = "2000000",
            description = "Of each simulated company (default: ${DEFAULT-VALUE}).")
    private int customers;

    @Option(names = "--seed", defaultValue = "1", description = "Of all that is drawn (default: ${DEFAULT-VALUE}).")
    private long seed;

    private final Progress progress = new Progress(System.out);

    @Override
    public Integer call() throws Exception {
        if (usual.brief()) {
            rounds = 2;
            matches = 2_000;
            storedMatches = 100;
            customers = 5_000;
        }
        requireSense();
        if (simulate) {
            simulate();
        } else {
            measure();
        }
        return 0;
    }

    private void requireSense() {
        if (rounds < 1 || rounds > 100 || matches < 100 || storedMatches < 32 || customers < 1_000) {
            throw new Problem("Expected 1 to 100 rounds, at least 100 matches, 32 stored matches, 1,000 customers.");
        }
    }

    private void simulate() {
        var simulated = new SimulatedRouting(customers, seed, progress);
        var theory = simulated.againstTheory();
        var policies = simulated.againstPolicies();
        progress.print(new Json()
                .with("benchmark", "routing-simulated")
                .with("short", usual.brief())
                .with("customers", customers)
                .with("theory", theory)
                .with("policies", policies)
                .with("broken", simulated.broken())
                .with("environment", Environment.machine(seed))
                .toString());
        if (!simulated.broken().isEmpty()) {
            throw new Problem("Not as it must be: " + String.join("; ", simulated.broken()) + ".");
        }
    }

    private void measure() throws IOException, InterruptedException {
        var decisions = decisions();
        var entities = new ArrayList<Json>();
        var table = new Table("queue", "agents", "waiting", "at one time", "p50 ms", "p99 ms", "raw p50", "raw p99");
        entities(table, entities, null);
        Json recovery = new Json();
        Json environment;
        if (noDatabase) {
            environment = Environment.machine(seed);
        } else {
            progress.step("starting Cassandra");
            try (var bed = new JournalBed()) {
                recovery = entities(table, entities, bed);
                environment = Environment.describe(bed.session(), seed);
            }
        }
        progress.print("\n" + table + "\n");
        progress.print("  recovery: " + recovery + "\n");
        progress.print(new Json()
                .with("benchmark", "routing")
                .with("short", usual.brief())
                .with("rounds", rounds)
                .with("matches", matches)
                .with("queues", RoutingCompany.QUEUES)
                .with("skills", RoutingCompany.SKILLS)
                .with("needs", RoutingCompany.NEEDS)
                .with("decisions", decisions)
                .with("queue", entities)
                .with("recovery", recovery)
                .with("environment", environment)
                .toString());
    }

    private Json decisions() {
        var companies = new ArrayList<DecisionRound>();
        for (var size : sizes()) {
            progress.step("%,d agents, %,d waiting", size[0], size[1]);
            companies.add(new DecisionRound(size[0], size[1], seed));
        }
        progress.step("warming up");
        companies.forEach(company -> company.run(matches));
        var figures = new SizeFigures[companies.size()];
        for (var i = 0; i < figures.length; i++) {
            figures[i] =
                    new SizeFigures(companies.get(i).agents(), companies.get(i).waiting(), rounds);
        }
        for (var round = 0; round < rounds; round++) {
            progress.step("decisions, round %d", round + 1);
            for (var i = 0; i < figures.length; i++) {
                figures[i].put(round, companies.get(i).run(matches));
            }
        }
        var table = new Table(
                "decision",
                "waiting",
                "p50 us",
                "p99 us",
                "cpu p50 us",
                "cpu p99 us",
                "cpu p50 / smallest",
                "cpu p99 / smallest",
                "matches/s");
        var sizes = new ArrayList<Json>();
        for (var figure : figures) {
            sizes.add(figure.print(table, figures[0]));
        }
        progress.print("\n" + table + "\n");
        return new Json().with("sizes", sizes);
    }

    private int[][] sizes() {
        return usual.brief() ? new int[][] {{10, 1_000}, {1_000, 10_000}} : SIZES;
    }

    private int[][] entitySizes() {
        return usual.brief() ? new int[][] {{10, 1_000}} : ENTITY_SIZES;
    }

    /** @return how the largest queue came back; empty without a database */
    private Json entities(Table table, List<Json> figures, @Nullable JournalBed bed) throws InterruptedException {
        var recovery = new Json();
        var raw = bed == null ? null : new RawInserts(bed.session(), Texts.some(seed), 100);
        for (var size : entitySizes()) {
            Config config = bed == null
                    ? ConfigFactory.parseString(NO_DATABASE).withFallback(ConfigFactory.load())
                    : bed.config();
            var where = bed == null ? "no database" : "Cassandra";
            var company = new RoutingCompany(size[0], seed);
            try (var house = new QueueHouse(config, company, "size-" + size[0] + "-" + size[1])) {
                progress.step("the queue, %s: %,d agents, %,d waiting", where, size[0], size[1]);
                if (bed != null) {
                    house.remember(new DecisionRound(size[0], size[1], seed).state(), SEQUENCE_NR);
                }
                var queue = house.wake();
                if (bed == null) {
                    queue.fill(size[1]);
                } else {
                    company.goOn(size[1]);
                }
                measure(queue, raw, size, table, figures, bed == null ? matches : storedMatches);
                if (bed != null) {
                    recovery = recovery(bed, house, queue, size);
                }
            }
        }
        return recovery;
    }

    /** With a database beside single inserts, as many at one time: what of it is the database's. */
    private void measure(
            QueueHouse.Awake queue, @Nullable RawInserts raw, int[] size, Table table, List<Json> figures, int count)
            throws InterruptedException {
        queue.run(raw == null || usual.brief() ? count : WARM_UP, 1);
        for (var atOneTime : AT_ONE_TIME) {
            queue.run(count / 2, atOneTime);
            var latency = queue.run(count, atOneTime);
            var where = raw == null ? "no database" : "Cassandra";
            var figure = new Json()
                    .with("journal", where)
                    .with("agents", size[0])
                    .with("waiting", size[1])
                    .with("at_one_time", atOneTime)
                    .with("p50_ms", latency.percentile(50))
                    .with("p99_ms", latency.percentile(99));
            figures.add(figure);
            var rows =
                    raw == null ? new Samples(0) : beside(raw, new Load(atOneTime, 1, count / atOneTime * atOneTime));
            table.row(
                    where,
                    size[0],
                    size[1],
                    atOneTime,
                    latency.percentile(50),
                    latency.percentile(99),
                    raw == null ? "" : rows.percentile(50),
                    raw == null ? "" : rows.percentile(99));
            if (raw != null) {
                figure.with("raw_p50_ms", rows.percentile(50)).with("raw_p99_ms", rows.percentile(99));
            }
        }
    }

    private static Samples beside(RawInserts raw, Load load) throws InterruptedException {
        raw.run(load);
        return raw.run(load).latency();
    }

    private Json recovery(JournalBed bed, QueueHouse house, QueueHouse.Awake first, int[] size)
            throws InterruptedException {
        first.end();
        var again = house.wake();
        progress.step("back after %.0f ms", again.recoveredMillis());
        return new Json()
                .with("agents", size[0])
                .with("waiting", size[1])
                .with("snapshot_bytes", bed.snapshotBytes(house.persistenceId()))
                .with("events_after_snapshot", bed.eventsAfterSnapshot(house.persistenceId()))
                .with("cold_ms", first.recoveredMillis())
                .with("again_ms", again.recoveredMillis());
    }
}
