package baton.bench;

import baton.report.Json;
import baton.report.Samples;
import baton.report.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the rounds at one offered rate have shown. Percentiles are over all calls in order of all rounds. */
final class RateReport {

    private record Round(CallRound.Result calls, CpuMeter.Use use) {}

    /** What callers may hear nothing for. */
    private static final int LONGEST_MILLIS = 2000;

    private final int rate;
    private final int pickUpMillis;
    private final List<Round> rounds = new ArrayList<>();

    /** @param pickUpMillis what the phones wait before they answer; taken off the time to answer */
    RateReport(int rate, int pickUpMillis) {
        this.rate = rate;
        this.pickUpMillis = pickUpMillis;
    }

    void add(CallRound.Result calls, CpuMeter.Use use) {
        rounds.add(new Round(calls, use));
    }

    int rate() {
        return rate;
    }

    /** All calls in order, and ringing nearly at once: a rate at which callers only wait longer and longer is not served. */
    boolean served() {
        return failed() == 0 && percentile(toRinging(), 99) <= LONGEST_MILLIS;
    }

    /** The highest of these rates, from the lowest on, up to which no call failed; 0 if there is none. */
    static int inOrderUpTo(Collection<RateReport> reports) {
        return reports.stream()
                .takeWhile(report -> report.failed() == 0)
                .mapToInt(RateReport::rate)
                .max()
                .orElse(0);
    }

    static Table table() {
        return new Table(
                "offered calls/s",
                "calls",
                "failed",
                "ringing p50 ms",
                "p99 ms",
                "set-up p50 ms",
                "p99 ms",
                "sent again",
                "cpu ms/call",
                "others");
    }

    void print(Table table, String name) {
        table.row(
                name,
                count(),
                failed(),
                percentile(toRinging(), 50),
                percentile(toRinging(), 99),
                setUp(50),
                setUp(99),
                resends(),
                ownCpu(),
                Math.round(others() * 100) + " %");
    }

    Json json() {
        var cpu = new Json();
        cpu().forEach(cpu::with);
        var why = new Json();
        failures().forEach(why::with);
        return new Json()
                .with("offered_per_s", rate)
                .with("calls", count())
                .with("failed", failed())
                .with("failures", why)
                .with("to_ringing_p50_ms", percentile(toRinging(), 50))
                .with("to_ringing_p99_ms", percentile(toRinging(), 99))
                .with("set_up_p50_ms", setUp(50))
                .with("set_up_p99_ms", setUp(99))
                .with("sent_again", resends())
                .with("cpu_ms_per_call", cpu)
                .with(
                        "others_share_of_all_cpu",
                        rounds.stream().map(round -> round.use().others()).toList());
    }

    /** From the caller's INVITE to its 200, less what the phones wait; in milliseconds. */
    double setUp(double percent) {
        return percentile(toAnswer(), percent) - pickUpMillis;
    }

    private int count() {
        return rounds.stream().mapToInt(round -> round.calls().count()).sum();
    }

    int failed() {
        return rounds.stream().mapToInt(round -> round.calls().failed()).sum();
    }

    private int resends() {
        return rounds.stream().mapToInt(round -> round.calls().resends()).sum();
    }

    private Map<String, Integer> failures() {
        var all = new TreeMap<String, Integer>();
        rounds.forEach(
                round -> round.calls().failures().forEach((why, number) -> all.merge(why, number, Integer::sum)));
        return all;
    }

    private Samples toRinging() {
        var all = new Samples(count());
        rounds.forEach(round -> all.addAll(round.calls().toRinging()));
        return all;
    }

    private Samples toAnswer() {
        var all = new Samples(count());
        rounds.forEach(round -> all.addAll(round.calls().toAnswer()));
        return all;
    }

    /** Milliseconds of processor time per call, by process. */
    private Map<String, Double> cpu() {
        var cpu = new TreeMap<String, Double>();
        rounds.forEach(round ->
                round.use().seconds().forEach((name, used) -> cpu.merge(name, used * 1e3 / count(), Double::sum)));
        return cpu;
    }

    /** Of all processes, without their compilers. */
    private double ownCpu() {
        var cpu = cpu();
        cpu.remove(CpuMeter.COMPILERS);
        return cpu.values().stream().mapToDouble(millis -> millis).sum();
    }

    private double others() {
        return Samples.median(
                rounds.stream().mapToDouble(round -> round.use().others()).toArray());
    }

    /** No call in order, no figure. */
    private static double percentile(Samples samples, double percent) {
        return samples.count() == 0 ? Double.NaN : samples.percentile(percent);
    }
}
