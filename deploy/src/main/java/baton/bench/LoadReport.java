package baton.bench;

import baton.report.Json;
import baton.report.Samples;
import baton.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What the rounds of one load have shown: medians of rates and of ratios, percentiles over all messages. */
final class LoadReport {

    /**
     * @param echoes per second, of a web server with nothing behind it
     * @param use of processors while messages were carried
     * @param rawUse the same while rows were inserted
     */
    record Round(
            Relay.Result messages,
            RawInserts.Result raw,
            double pings,
            double echoes,
            CpuMeter.Use use,
            CpuMeter.Use rawUse) {

        /** Both from the same minute: what slowed the one down slowed the other down. */
        double ratio() {
            return messages.seenPerSecond() / raw.perSecond();
        }

        double echoRatio() {
            return messages.seenPerSecond() / echoes;
        }
    }

    private final Load load;
    private final List<Round> rounds = new ArrayList<>();

    LoadReport(Load load) {
        this.load = load;
    }

    void add(Round round) {
        rounds.add(round);
    }

    /** How much faster this was than the other, round by round. */
    List<Double> against(LoadReport other) {
        return IntStream.range(0, rounds.size())
                .mapToObj(i -> rounds.get(i).messages().seenPerSecond()
                        / other.rounds.get(i).messages().seenPerSecond())
                .toList();
    }

    Load load() {
        return load;
    }

    int doubled() {
        return rounds.stream().mapToInt(round -> round.messages().doubled()).sum();
    }

    int retried() {
        return rounds.stream().mapToInt(round -> round.messages().retried()).sum();
    }

    static Table table() {
        return new Table(
                "pairs x in flight",
                "acked/s",
                "at agent/s",
                "p50 ms",
                "p99 ms",
                "raw rows/s",
                "p50 ms",
                "p99 ms",
                "ratio",
                "pings/s",
                "echoes/s",
                "ratio",
                "cpu us/msg",
                "driver",
                "others");
    }

    void print(Table table) {
        var toAgent = toAgent();
        var raw = raw();
        table.row(
                load.toString(),
                median(round -> round.messages().ackedPerSecond()),
                median(round -> round.messages().seenPerSecond()),
                toAgent.percentile(50),
                toAgent.percentile(99),
                median(round -> round.raw().perSecond()),
                raw.percentile(50),
                raw.percentile(99),
                median(Round::ratio),
                median(Round::pings),
                median(Round::echoes),
                median(Round::echoRatio),
                ownCpu(),
                percent(driverShare()),
                percent(median(round -> round.use().others())));
    }

    Json json() {
        var cpu = new Json();
        cpu().forEach(cpu::with);
        return new Json()
                .with("pairs", load.pairs())
                .with("in_flight", load.inFlight())
                .with("messages_per_round", load.count())
                .with("acked_per_s", median(round -> round.messages().ackedPerSecond()))
                .with("at_agent_per_s", median(round -> round.messages().seenPerSecond()))
                .with("to_agent_p50_ms", toAgent().percentile(50))
                .with("to_agent_p99_ms", toAgent().percentile(99))
                .with("to_ack_p50_ms", toAck().percentile(50))
                .with("to_ack_p99_ms", toAck().percentile(99))
                .with("retried", retried())
                .with("raw_per_s", median(round -> round.raw().perSecond()))
                .with("raw_p50_ms", raw().percentile(50))
                .with("raw_p99_ms", raw().percentile(99))
                .with("ratio", median(Round::ratio))
                .with("ratios", rounds.stream().map(Round::ratio).toList())
                .with(
                        "at_agent_per_s_rounds",
                        rounds.stream()
                                .map(round -> round.messages().seenPerSecond())
                                .toList())
                .with(
                        "raw_per_s_rounds",
                        rounds.stream().map(round -> round.raw().perSecond()).toList())
                .with("pings_per_s", median(Round::pings))
                .with("echoes_per_s", median(Round::echoes))
                .with("echo_ratio", median(Round::echoRatio))
                .with("echo_ratios", rounds.stream().map(Round::echoRatio).toList())
                .with("cpu_us_per_message", cpu)
                .with("cassandra_cpu_us_per_raw_row", median(this::rawCpu))
                .with("driver_share_of_used_cpu", driverShare())
                .with(
                        "others_share_of_all_cpu",
                        rounds.stream().map(round -> round.use().others()).toList())
                .with(
                        "others_share_of_all_cpu_raw",
                        rounds.stream().map(round -> round.rawUse().others()).toList());
    }

    private Samples toAgent() {
        return merged(rounds.stream().map(round -> round.messages().toAgent()).toList());
    }

    private Samples toAck() {
        return merged(rounds.stream().map(round -> round.messages().toAck()).toList());
    }

    private Samples raw() {
        return merged(rounds.stream().map(round -> round.raw().latency()).toList());
    }

    /** Microseconds of processor time per message, by process; the median over the rounds. */
    private Map<String, Double> cpu() {
        var cpu = new TreeMap<String, Double>();
        for (var name : rounds.get(0).use().seconds().keySet()) {
            cpu.put(name, median(round -> round.use().seconds().getOrDefault(name, 0.0) * 1e6 / load.count()));
        }
        return cpu;
    }

    private double rawCpu(Round round) {
        return round.rawUse().seconds().getOrDefault("cassandra", 0.0) * 1e6 / load.count();
    }

    /** Of all processes, without their compilers. */
    private double ownCpu() {
        var cpu = cpu();
        cpu.remove(CpuMeter.COMPILERS);
        return cpu.values().stream().mapToDouble(micros -> micros).sum();
    }

    private double driverShare() {
        var all = ownCpu();
        return all <= 0 ? 0 : cpu().getOrDefault("driver", 0.0) / all;
    }

    private double median(ToDoubleFunction<Round> figure) {
        return Samples.median(rounds.stream().mapToDouble(figure).toArray());
    }

    private static Samples merged(List<Samples> parts) {
        var all = new Samples(parts.stream().mapToInt(Samples::count).sum());
        parts.forEach(all::addAll);
        return all;
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
