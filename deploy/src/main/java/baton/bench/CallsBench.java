package baton.bench;

import baton.launcher.Problem;
import baton.report.Environment;
import baton.report.Json;
import baton.report.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code baton bench calls}. */
@Command(
        name = "baton bench calls",
        sortOptions = false,
        description = {
            "Calls of strangers to the company's number, each to the registered SIP phone of a free agent, at fixed",
            "offered rates until calls fail; every event of every call is in the journal. In turns with them the same",
            "calls from sipp to sipp, directly and through Kamailio, if these are installed (Debian's packages",
            "sip-tester and kamailio).",
            ""
        })
final class CallsBench implements Callable<Integer> {

    private static final String NO_LIMIT = "1000000";
    /** Longer than the wrap-up, so that no round begins with the work of the one before. */
    private static final long PAUSE_MILLIS = 3000;

    private static final int WARM_UP_RATE = 20;
    private static final int DRIVER_RATE = 500;

    @Mixin
    private final Usual usual = new Usual();

    @Option(
            names = "--rounds",
            defaultValue = "2",
            description = "How often each rate is offered (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--rates",
            split = ",",
            defaultValue = "10,25,50,75,100,150,200",
            paramLabel = "CALLS",
            description = "Offered calls per second (default: ${DEFAULT-VALUE}).")
    private List<Integer> rates = new ArrayList<>();

    @Option(
            names = "--peer-rates",
            split = ",",
            defaultValue = "500,1000,2000",
            paramLabel = "CALLS",
            description = "Higher ones, for sipp and Kamailio only (default: ${DEFAULT-VALUE}).")
    private List<Integer> peerRates = new ArrayList<>();

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "How long each rate is offered (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "25",
            description = "Seconds of calls that do not count (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--agents",
            defaultValue = "200",
            description = "Agents with desk and phone (default: ${DEFAULT-VALUE}).")
    private int agents;

    @Option(
            names = "--talk-ms",
            defaultValue = "300",
            description = "From the caller's ACK to its BYE (default: ${DEFAULT-VALUE}).")
    private int talkMillis;

    @Option(
            names = "--pick-up-ms",
            defaultValue = "20",
            description = "From the first ring to the phone's 200 (default: ${DEFAULT-VALUE}).")
    private int pickUpMillis;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Where the node's JVM leaves a recording of Flight Recorder.")
    private @Nullable Path record;

    private final Progress progress = new Progress(System.out);

    @Override
    public Integer call() throws Exception {
        if (usual.brief()) {
            rates = List.of(5, 10);
            peerRates = List.of();
            rounds = 1;
            seconds = 2;
            warmUp = 3;
            agents = 20;
        }
        requireSense();
        var tenant = new BenchTenant(agents, 1);
        var plan = new Premises.Plan(null, tenant, 1, settings(), Premises.recorder(record));
        try (var premises = Premises.start(plan, progress);
                var cast = new Cast(premises.webPorts());
                var stage = new CallStage(premises.place().sip(), talkMillis, pickUpMillis);
                var peers = CallPeers.start(progress, talkMillis, pickUpMillis)) {
            progress.step("%d agents sign in and register their phones", agents);
            cast.enterDesks(tenant.agentIds());
            stage.register(tenant.agentIds());
            measure(premises, stage, peers);
            return 0;
        }
    }

    private void requireSense() {
        var wrong = rates.isEmpty()
                || Stream.of(rates, peerRates).flatMap(List::stream).anyMatch(rate -> rate < 1 || rate > 10_000);
        if (wrong || rounds < 1 || rounds > 20 || seconds < 1 || seconds > 120 || agents < 1 || agents > 1000) {
            throw new Problem("Expected rates of 1 to 10,000, 1 to 20 rounds, 1 to 120 s, 1 to 1000 agents.");
        }
    }

    private void measure(Premises premises, CallStage stage, CallPeers peers) throws IOException, InterruptedException {
        warmUp(stage);
        var journal = new JournalCount(premises.session());
        var rowsBefore = journal.rows();
        var callsBefore = stage.callsInOrder().size();
        var reports = new TreeMap<Integer, RateReport>();
        var driver = new RateReport(DRIVER_RATE, pickUpMillis);
        var meter = premises.cpuMeter();
        for (var round = 1; round <= rounds; round++) {
            driver.add(stage.direct(DRIVER_RATE, DRIVER_RATE * 2), CpuMeter.none());
            peers.beginRound();
            var exhausted = false;
            for (var rate : rates) {
                if (!exhausted) { // higher rates would only add to the heap
                    var report = reports.computeIfAbsent(rate, r -> new RateReport(r, pickUpMillis));
                    exhausted = offer(stage, meter, round, report) > 0;
                    Thread.sleep(PAUSE_MILLIS);
                }
                peers.play(rate, rate * seconds);
            }
            for (var rate : peerRates) {
                peers.play(rate, rate * seconds);
            }
        }
        var rows =
                (journal.rows() - rowsBefore) / (double) (stage.callsInOrder().size() - callsBefore);
        report(premises, stage, peers, driver, List.copyOf(reports.values()), rows);
    }

    /** To Baton. How many calls have failed. */
    private int offer(CallStage stage, CpuMeter meter, int round, RateReport report) throws InterruptedException {
        var rate = report.rate();
        var before = meter.read();
        var result = stage.through(rate, rate * seconds);
        report.add(result, CpuMeter.between(before, meter.read()));
        progress.step(
                "round %d, %d calls/s: %d of %d not in order %s",
                round, rate, result.failed(), result.count(), result.failures());
        return result.failed();
    }

    private void warmUp(CallStage stage) throws InterruptedException {
        progress.step("warming up with %d s of calls", warmUp);
        if (warmUp > 0) {
            stage.through(WARM_UP_RATE, WARM_UP_RATE * warmUp);
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private void report(
            Premises premises,
            CallStage stage,
            CallPeers peers,
            RateReport driver,
            List<RateReport> reports,
            double rowsPerCall) {
        progress.step("counting what is in the journal");
        var inOrder = stage.callsInOrder();
        var stored = new JournalCount(premises.session())
                .wholeCalls(inOrder.stream().map(BenchCall::journalId).toList());
        var table = RateReport.table();
        driver.print(table, "driver alone, " + DRIVER_RATE);
        reports.forEach(report -> report.print(table, Integer.toString(report.rate())));
        var best = reports.stream()
                .takeWhile(RateReport::served)
                .mapToInt(RateReport::rate)
                .max()
                .orElse(0);
        var inOrderUpTo = RateReport.inOrderUpTo(reports);
        progress.print("\n" + table + "\n");
        progress.print("  all calls in order up to %d calls/s, and 99 %% ringing within 2 s up to %d calls/s"
                .formatted(inOrderUpTo, best));
        progress.print("  %.0f journal rows per call".formatted(rowsPerCall));
        progress.print("  %,d calls in order, %,d of them with their whole story in the journal%s\n"
                .formatted(inOrder.size(), stored, usual.brief() ? "; a smoke test: do not quote these figures" : ""));
        peers.print(reports);
        progress.print(new Json()
                .with("benchmark", "calls")
                .with("short", usual.brief())
                .with("rounds", rounds)
                .with("seconds_per_rate", seconds)
                .with("warm_up_s", warmUp)
                .with("agents", agents)
                .with("talk_ms", talkMillis)
                .with("pick_up_ms", pickUpMillis)
                .with("calls_per_s_all_in_order", inOrderUpTo)
                .with("calls_per_s_ringing_within_2_s", best)
                .with("journal_rows_per_call", rowsPerCall)
                .with("in_order", inOrder.size())
                .with("stored", stored)
                .with("rates", reports.stream().map(RateReport::json).toList())
                .with("driver_alone", driver.json())
                .with("beside", peers.json())
                .with("environment", Environment.describe(premises.session(), 0))
                .toString());
        if (inOrderUpTo == 0 || stored != inOrder.size()) {
            throw new Problem(
                    "%d of %d calls have their whole story in the journal, and %d calls/s were served in order."
                            .formatted(stored, inOrder.size(), inOrderUpTo));
        }
    }

    /** One address may not flood people's phones; here one address is everybody. */
    private static Map<String, String> settings() {
        return Map.of(
                "BATON_SIP_FLOOD_PER_SECOND", NO_LIMIT,
                "BATON_SIP_FLOOD_BURST", NO_LIMIT,
                "BATON_DESK_CONNECTIONS_PER_ADDRESS", NO_LIMIT,
                "BATON_DESK_HEARTBEAT", "1h",
                "BATON_EPISODE_WRAP_UP", "1s");
    }
}
