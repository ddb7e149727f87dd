package baton.chaos;

import baton.report.Json;
import baton.report.Progress;
import baton.report.Samples;
import baton.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What has become of each fault: a table for people, and one line of JSON. */
final class Report {

    /**
     * @param waits the longest one of each customer, for an acknowledgement
     * @param passed messages that got before one of the same customer's that had to be sent again: no broken promise
     * @param ended numbers of nodes, from 1, that ended although nobody had killed them
     */
    record Outcome(Fault fault, Verdict verdict, Samples waits, int passed, List<Integer> ended) {

        /** In milliseconds; not a number if nobody was acknowledged anything. */
        private double longest(double percent) {
            return waits.count() == 0 ? Double.NaN : waits.percentile(percent);
        }
    }

    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Fault> skipped = new ArrayList<>();

    void add(Outcome outcome) {
        outcomes.add(outcome);
    }

    /** This machine does not let us do that. */
    void skip(Fault fault) {
        skipped.add(fault);
    }

    /** How many faults have been played. */
    int size() {
        return outcomes.size();
    }

    String whatIsSkipped() {
        return skipped.stream()
                .map(fault ->
                        "%s (takes %s)".formatted(fault.word(), fault.need().description()))
                .collect(Collectors.joining(", "));
    }

    Verdict verdict() {
        return outcomes.stream().map(Outcome::verdict).reduce(Verdict.NOTHING, Verdict::plus);
    }

    /** @param broken what could not be played to its end */
    void print(Progress progress, long seed, List<String> broken, Json environment) {
        progress.print("\n" + table() + "\n");
        if (!skipped.isEmpty()) {
            progress.print("  not done: " + whatIsSkipped() + "\n");
        }
        var longest =
                outcomes.stream().mapToDouble(outcome -> outcome.longest(100)).filter(wait -> !Double.isNaN(wait));
        progress.print(counts(new Json(), verdict())
                .with("longest_pause_ms", longest.max().orElse(Double.NaN))
                .with("seed", seed)
                .with("skipped", skipped.stream().map(Fault::word).toList())
                .with("broken", broken)
                .with("faults", outcomes.stream().map(Report::json).toList())
                .with("environment", environment)
                .toString());
    }

    private Table table() {
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
        for (var outcome : outcomes) {
            var verdict = outcome.verdict();
            table.row(Stream.of(
                            outcome.fault().word(),
                            verdict.acknowledged(),
                            verdict.talks(),
                            verdict.lost(),
                            verdict.doubled(),
                            verdict.outOfOrder(),
                            verdict.stuck(),
                            verdict.wrongAgent(),
                            outcome.longest(50),
                            outcome.longest(90),
                            outcome.longest(100))
                    .toArray());
        }
        return table;
    }

    private static Json json(Outcome outcome) {
        return counts(new Json().with("fault", outcome.fault().word()), outcome.verdict())
                .with("longest_pause_p50_ms", outcome.longest(50))
                .with("longest_pause_p90_ms", outcome.longest(90))
                .with("longest_pause_ms", outcome.longest(100))
                .with("passed_one_sent_again", outcome.passed())
                .with("ended_by_themselves", outcome.ended());
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
