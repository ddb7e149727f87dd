package baton.bench;

import baton.report.Json;
import baton.report.Samples;
import baton.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the rounds of one load have shown through Baton and through another server, each round of the one close to the same of the other. */
final class SideBySide {

    private final Load load;
    private final List<Relay.Result> ours = new ArrayList<>();
    private final List<Relay.Result> theirs = new ArrayList<>();

    SideBySide(Load load) {
        this.load = load;
    }

    Load load() {
        return load;
    }

    void ours(Relay.Result result) {
        ours.add(result);
    }

    void theirs(Relay.Result result) {
        theirs.add(result);
    }

    /** Of the other server. */
    int doubled() {
        return theirs.stream().mapToInt(Relay.Result::doubled).sum();
    }

    /** Of the last round, for people who wait. */
    @Override
    public String toString() {
        return "%s: %.0f messages/s, the other %.0f"
                .formatted(
                        load,
                        ours.get(ours.size() - 1).seenPerSecond(),
                        theirs.get(theirs.size() - 1).seenPerSecond());
    }

    static Table table(String other) {
        return new Table(
                "pairs x in flight",
                "baton/s",
                "p50 ms",
                "p99 ms",
                other + "/s",
                "p50 ms",
                "p99 ms",
                "ratio",
                "by rounds",
                "p99 / theirs");
    }

    void print(Table table) {
        var ratios = ratios(Relay.Result::seenPerSecond);
        table.row(
                load.toString(),
                median(ours, Relay.Result::seenPerSecond),
                median(ours, delay(50)),
                median(ours, delay(99)),
                median(theirs, Relay.Result::seenPerSecond),
                median(theirs, delay(50)),
                median(theirs, delay(99)),
                middle(ratios),
                ratios.stream().map("%.2f"::formatted).collect(Collectors.joining(" ")),
                middle(ratios(delay(99))));
    }

    Json json(String other) {
        return new Json()
                .with("pairs", load.pairs())
                .with("in_flight", load.inFlight())
                .with("messages_per_round", load.count())
                .with("baton_per_s", median(ours, Relay.Result::seenPerSecond))
                .with("baton_p50_ms", median(ours, delay(50)))
                .with("baton_p99_ms", median(ours, delay(99)))
                .with(other + "_per_s", median(theirs, Relay.Result::seenPerSecond))
                .with(other + "_p50_ms", median(theirs, delay(50)))
                .with(other + "_p99_ms", median(theirs, delay(99)))
                .with("ratios", ratios(Relay.Result::seenPerSecond))
                .with("p99_ratios", ratios(delay(99)));
    }

    /** From socket to socket. */
    private static ToDoubleFunction<Relay.Result> delay(int percent) {
        return result -> result.toAgent().percentile(percent);
    }

    /** Ours over theirs, round by round. */
    private List<Double> ratios(ToDoubleFunction<Relay.Result> figure) {
        return IntStream.range(0, ours.size())
                .mapToObj(i -> figure.applyAsDouble(ours.get(i)) / figure.applyAsDouble(theirs.get(i)))
                .toList();
    }

    private static double median(List<Relay.Result> results, ToDoubleFunction<Relay.Result> figure) {
        return Samples.median(results.stream().mapToDouble(figure).toArray());
    }

    private static double middle(List<Double> values) {
        return Samples.median(values.stream().mapToDouble(value -> value).toArray());
    }
}
