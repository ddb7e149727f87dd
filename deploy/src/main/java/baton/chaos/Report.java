package baton.chaos;

import baton.report.Json;
import baton.report.Progress;
import baton.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What has become of each fault: a table for people, and one line of JSON. */
final class Report {

    /**
     * @param passed messages that got before one of the same customer's that had to be sent again: no broken promise
     * @param byes how many connections were told that they end
     * @param ended numbers of nodes, from 1, that ended although nobody had killed them
     */
    record Outcome(Fault fault, Verdict verdict, Pauses pauses, int passed, int byes, List<Integer> ended) {}

    private final List<Outcome> outcomes = new ArrayList<>();
    private List<Fault> skipped = List.of();

    void add(Outcome outcome) {
        outcomes.add(outcome);
    }

    /** This machine does not let us do that. */
    void skip(List<Fault> faults) {
        skipped = faults;
    }

    /** How many faults have been played. */
    int size() {
        return outcomes.size();
    }

    Verdict verdict() {
        return outcomes.stream().map(Outcome::verdict).reduce(Verdict.NOTHING, Verdict::plus);
    }

    /** @param broken what could not be played to its end */
    void print(Progress progress, long seed, List<String> broken, Json environment) {
        progress.print("\n" + table() + "\n");
        if (!skipped.isEmpty()) {
            progress.print("  not done: " + Choice.words(skipped) + "\n");
        }
        var longest = outcomes.stream()
                .mapToDouble(outcome -> outcome.pauses().percentile(100))
                .filter(wait -> !Double.isNaN(wait));
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
                "too slow",
                "no bye",
                "longest wait: p50 ms",
                "p90 ms",
                "max ms",
                "may be ms");
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
                            verdict.tooSlow(),
                            verdict.noBye(),
                            outcome.pauses().percentile(50),
                            outcome.pauses().percentile(90),
                            outcome.pauses().percentile(100),
                            outcome.pauses().bound().toMillis())
                    .toArray());
        }
        return table;
    }

    private static Json json(Outcome outcome) {
        return counts(new Json().with("fault", outcome.fault().word()), outcome.verdict())
                .with("longest_pause_p50_ms", outcome.pauses().percentile(50))
                .with("longest_pause_p90_ms", outcome.pauses().percentile(90))
                .with("longest_pause_ms", outcome.pauses().percentile(100))
                .with("max_pause_ms", outcome.pauses().bound().toMillis())
                .with("longest_pauses_ms", outcome.pauses().json())
                .with("passed_one_sent_again", outcome.passed())
                .with("byes", outcome.byes())
                .with("ended_by_themselves", outcome.ended());
    }

    private static Json counts(Json json, Verdict verdict) {
        return json.with("acknowledged", verdict.acknowledged())
                .with("talks", verdict.talks())
                .with("lost", verdict.lost())
                .with("doubled", verdict.doubled())
                .with("out_of_order", verdict.outOfOrder())
                .with("stuck", verdict.stuck())
                .with("wrong_agent", verdict.wrongAgent())
                .with("too_slow", verdict.tooSlow())
                .with("no_bye", verdict.noBye());
    }
}
