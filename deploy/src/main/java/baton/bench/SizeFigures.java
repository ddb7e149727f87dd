package baton.bench;

import baton.report.Json;
import baton.report.Samples;
import baton.report.Table;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** What decisions cost at one size of a company, in all rounds. */
final class SizeFigures {

    private final int agents;
    private final int waiting;
    private final double[] p50;
    private final double[] p99;
    private final double[] cpu50;
    private final double[] cpu99;
    private final double[] perSecond;

    SizeFigures(int agents, int waiting, int rounds) {
        this.agents = agents;
        this.waiting = waiting;
        this.p50 = new double[rounds];
        this.p99 = new double[rounds];
        this.cpu50 = new double[rounds];
        this.cpu99 = new double[rounds];
        this.perSecond = new double[rounds];
    }

    void put(int round, DecisionRound.Result result) {
        p50[round] = result.freed().percentile(50) * 1000;
        p99[round] = result.freed().percentile(99) * 1000;
        cpu50[round] = result.processor().percentile(50) * 1000;
        cpu99[round] = result.processor().percentile(99) * 1000;
        perSecond[round] = result.perSecond();
    }

    Json print(Table table, SizeFigures smallest) {
        var ratio50 = ratio(cpu50, smallest.cpu50);
        var ratio99 = ratio(cpu99, smallest.cpu99);
        table.row(
                String.format(Locale.ROOT, "%,d agents", agents),
                waiting,
                Samples.median(p50),
                Samples.median(p99),
                Samples.median(cpu50),
                Samples.median(cpu99),
                ratio50,
                ratio99,
                Samples.median(perSecond));
        return new Json()
                .with("agents", agents)
                .with("waiting", waiting)
                .with("p50_us", Samples.median(p50))
                .with("p99_us", Samples.median(p99))
                .with("cpu_p50_us", Samples.median(cpu50))
                .with("cpu_p99_us", Samples.median(cpu99))
                .with("cpu_p50_over_smallest", ratio50)
                .with("cpu_p99_over_smallest", ratio99)
                .with("matches_per_s", Samples.median(perSecond))
                .with("p99_us_by_round", DoubleStream.of(p99).boxed().toList());
    }

    private static double ratio(double[] these, double[] those) {
        var ratios = new double[these.length];
        for (var round = 0; round < ratios.length; round++) {
            ratios[round] = these[round] / those[round];
        }
        return Samples.median(ratios);
    }
}
