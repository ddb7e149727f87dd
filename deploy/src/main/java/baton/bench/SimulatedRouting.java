package baton.bench;

import baton.report.Json;
import baton.report.Progress;
import baton.report.Table;
import baton.sim.Erlang;
import baton.sim.Interval;
import baton.sim.Law;
import baton.sim.Scene;
import baton.sim.Scene.Line;
import baton.sim.Scene.Team;
import baton.sim.Simulation;
import baton.sim.Textbook;
import baton.sim.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code baton bench routing --simulate}: what the real queue and agents do with drawn customers, beside what theory says. */
final class SimulatedRouting {

    private static final double HANDLING = 180;
    private static final double PATIENCE = 300;
    private static final double SERVICE_LEVEL = 20;
    private static final double TOLERANCE = 0.02;

    private final int customers;
    private final long seed;
    private final Progress progress;
    private final List<String> broken = new ArrayList<>();

    SimulatedRouting(int customers, long seed, Progress progress) {
        this.customers = customers;
        this.seed = seed;
        this.progress = progress;
    }

    /** What was not as it must be; empty if all was. */
    List<String> broken() {
        return broken;
    }

    /** The systems of the check table: agents, Erlang. */
    private static final List<double[]> SYSTEMS =
            List.of(new double[] {10, 8}, new double[] {14, 10}, new double[] {50, 45}, new double[] {100, 95});

    List<Json> againstTheory() {
        var table = new Table(
                "system", "P(wait)", "theory", "mean wait s", "theory", "SL 20 s", "theory", "abandon", "theory", "KS");
        var rules = new Table(
                "system",
                "customers/s",
                "off the ideal path s",
                "overtaken",
                "passed over",
                "idle while waiting s",
                "idle share",
                "idle spread");
        var figures = new ArrayList<Json>();
        for (var system : SYSTEMS) {
            var agents = (int) system[0];
            var theory = Erlang.c(agents, system[1], HANDLING);
            var name = String.format(Locale.ROOT, "M/M/%d, %.0f Erlang", agents, system[1]);
            figures.add(compare(scene(name, theory, Law.exponential(HANDLING), Law.never()), theory, table, rules));
        }
        var impatient = Erlang.a(100, 100, HANDLING, PATIENCE);
        figures.add(compare(
                scene("M/M/100+M, 100 Erlang", impatient, Law.exponential(HANDLING), Law.exponential(PATIENCE)),
                impatient,
                table,
                rules));
        progress.print("\n" + table + "\n\n" + rules + "\n");
        return figures;
    }

    private static Scene scene(String name, Erlang theory, Law handling, Law patience) {
        return Scene.single(name, theory.agents(), theory.load() / HANDLING, handling, patience);
    }

    private Json compare(Scene scene, Erlang theory, Table table, Table rules) {
        var started = System.nanoTime();
        var live = live(scene);
        var perSecond = customers / ((System.nanoTime() - started) / 1e9);
        var patient = Double.isInfinite(theory.patience());
        var within = patient ? 1 - theory.waitsLonger(SERVICE_LEVEL) : Double.NaN;
        var distance = patient ? live.distance(theory) : Double.NaN;
        table.row(
                scene.name(),
                text(live.waited(), 4),
                text(theory.waits(), 4),
                text(live.meanWait(), 2),
                text(theory.meanWait(), 2),
                text(live.servedWithin(SERVICE_LEVEL), 4),
                text(within, 4),
                text(live.abandoned(), 4),
                text(theory.abandons(), 4),
                text(distance, 4));
        require(scene, "P(wait)", live.waited(), theory.waits());
        require(scene, "mean wait", live.meanWait(), theory.meanWait());
        var off = live.difference(Textbook.run(scene, Textbook.Policy.LONGEST_IDLE, seed, customers));
        rules(scene, live, rules, perSecond, off);
        return json(scene, live)
                .with("customers_per_s", perSecond)
                .with("p_wait_theory", theory.waits())
                .with("mean_wait_s_theory", theory.meanWait())
                .with("service_level_theory", within)
                .with("abandoned_theory", theory.abandons())
                .with("ks_distance", distance)
                .with("off_the_ideal_path_s", off);
    }

    private Trace live(Scene scene) {
        progress.step("%s: %,d customers", scene.name(), customers);
        return Simulation.run(scene, seed, customers, ended -> {
            if (ended % Math.max(100_000, customers / 10) == 0) {
                progress.step("%s: %,d served", scene.name(), ended);
            }
        });
    }

    private void rules(Scene scene, Trace live, Table rules, double perSecond, double off) {
        var findings = live.findings();
        rules.row(
                scene.name(),
                perSecond,
                off,
                findings.overtaken(),
                findings.passedOver(),
                findings.idleWhileWaiting(),
                findings.idleShare(),
                findings.idleSpread());
        if (findings.overtaken() > 0 || findings.passedOver() > 0 || findings.idleWhileWaiting() > 0 || off > 0) {
            broken.add(scene.name() + ": " + findings + ", off the ideal path by " + off + " s");
        }
    }

    private void require(Scene scene, String what, Interval measured, double theory) {
        if (measured.error(theory) > TOLERANCE && !measured.contains(theory)) {
            broken.add(scene.name() + ": " + what + " " + text(measured, 4) + ", theory " + theory);
        }
    }

    /** Companies whose agents can do different things. */
    List<Json> againstPolicies() {
        var table = new Table(
                "model",
                "mean wait s",
                "longest idle",
                "difference",
                "first come",
                "difference",
                "one pool",
                "waits by queue");
        var figures = new ArrayList<Json>();
        for (var scene : List.of(n(), w(), m())) {
            var live = live(scene);
            var idle = Textbook.run(scene, Textbook.Policy.LONGEST_IDLE, seed, customers);
            var first = Textbook.run(scene, Textbook.Policy.FIRST_COME, seed, customers);
            var load = scene.lines().stream().mapToDouble(Line::perSecond).sum() * HANDLING;
            var pool = Erlang.c(scene.teams().stream().mapToInt(Team::agents).sum(), load, HANDLING);
            var mean = live.meanWait().mean();
            table.row(
                    scene.name(),
                    text(live.meanWait(), 2),
                    text(idle.meanWait(), 2),
                    percent(mean, idle.meanWait().mean()),
                    text(first.meanWait(), 2),
                    percent(mean, first.meanWait().mean()),
                    pool.meanWait(),
                    byLine(scene, live) + " / " + byLine(scene, idle));
            figures.add(json(scene, live)
                    .with("longest_idle_s", idle.meanWait().mean())
                    .with("first_come_s", first.meanWait().mean())
                    .with("one_pool_s", pool.meanWait()));
            var findings = live.findings();
            if (findings.overtaken() > 0 || findings.passedOver() > 0 || findings.idleWhileWaiting() > 0) {
                broken.add(scene.name() + ": " + findings);
            }
        }
        progress.print("\n" + table + "\n  waits by queue: ours / longest idle\n");
        return figures;
    }

    private static String percent(double ours, double theirs) {
        return String.format(Locale.ROOT, "%+.1f %%", 100 * (ours - theirs) / theirs);
    }

    private static String byLine(Scene scene, Trace trace) {
        var texts = new ArrayList<String>();
        for (var line = 0; line < scene.lines().size(); line++) {
            texts.add(String.format(Locale.ROOT, "%.1f", trace.meanWait(line).mean()));
        }
        return String.join(" ", texts);
    }

    private static Line line(String queueId, double erlang) {
        return new Line(queueId, 0, erlang / HANDLING, Law.exponential(HANDLING), Law.never());
    }

    /** Some can do one thing, the others both. */
    static Scene n() {
        return new Scene(
                "N: 10 {a} 10 {a b}",
                List.of(line("a", 12), line("b", 6)),
                List.of(new Team("one", 10, Map.of("a", 1)), new Team("both", 10, Map.of("b", 1, "a", 2))));
    }

    /** Three queues, the one in the middle shared. */
    static Scene w() {
        return new Scene(
                "W: 10 {a b} 10 {b c}",
                List.of(line("a", 6), line("b", 6), line("c", 6)),
                List.of(new Team("left", 10, Map.of("a", 1, "b", 2)), new Team("right", 10, Map.of("c", 1, "b", 2))));
    }

    /** Specialists of two kinds, and some who can do both. */
    static Scene m() {
        return new Scene(
                "M: 8 {a} 4 {a b} 8 {b}",
                List.of(line("a", 9), line("b", 9)),
                List.of(
                        new Team("first", 8, Map.of("a", 1)),
                        new Team("both", 4, Map.of("a", 2, "b", 2)),
                        new Team("second", 8, Map.of("b", 1))));
    }

    private static Json json(Scene scene, Trace live) {
        var findings = live.findings();
        return new Json()
                .with("system", scene.name())
                .with("p_wait", live.waited().mean())
                .with("p_wait_half_width", live.waited().half())
                .with("mean_wait_s", live.meanWait().mean())
                .with("mean_wait_half_width_s", live.meanWait().half())
                .with("service_level", live.servedWithin(SERVICE_LEVEL).mean())
                .with("abandoned", live.abandoned().mean())
                .with("overtaken", findings.overtaken())
                .with("passed_over", findings.passedOver())
                .with("idle_while_waiting_s", findings.idleWhileWaiting())
                .with("idle_spread", findings.idleSpread());
    }

    private static String text(double value, int digits) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private static String text(Interval interval, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f +-%." + digits + "f", interval.mean(), interval.half());
    }
}
