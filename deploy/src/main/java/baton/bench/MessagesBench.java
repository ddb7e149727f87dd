package baton.bench;

import baton.launcher.Problem;
import baton.report.Environment;
import baton.report.Json;
import baton.report.Progress;
import baton.report.Samples;
import baton.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code baton bench messages}. */
@Command(
        name = "baton bench messages",
        sortOptions = false,
        description = {
            "Messages from customers' WebSockets to agents' WebSockets, each stored before it is acknowledged,",
            "beside raw inserts of the same rows through the Cassandra driver, and beside echoes of a bare web server.",
            ""
        })
final class MessagesBench implements Callable<Integer> {

    @Mixin
    private final Usual usual = new Usual();

    @Mixin
    private final Messages messages = new Messages();

    @Option(
            names = "--per-agent",
            defaultValue = "1",
            description = "Episodes in the hands of one agent, that is of one socket (default: ${DEFAULT-VALUE}).")
    private int perAgent;

    @Option(
            names = "--nodes",
            defaultValue = "1",
            description = "Nodes that share the work, on the same processors (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Where the node's JVM leaves a recording of Flight Recorder; with one node.")
    private @Nullable Path record;

    @Option(
            names = "--against",
            paramLabel = "HOME",
            description = "Another distribution that takes part in turns, to see what a change does.")
    private @Nullable Path against;

    private final Progress progress = new Progress(System.out);

    @Override
    public Integer call() throws Exception {
        if (usual.brief()) {
            messages.shorten();
        }
        requireSense();
        var contestants = new ArrayList<Contestant>();
        var pairs = messages.loads().stream().mapToInt(Load::pairs).max().orElseThrow();
        try (var echoes = new Echoes(pairs, Texts.some(messages.seed()))) {
            contestants.add(enter(null));
            if (against != null) {
                contestants.add(enter(against));
            }
            warmUp(contestants, echoes);
            measure(contestants, echoes);
            report(contestants);
            return 0;
        } catch (Problem problem) {
            contestants.forEach(
                    contestant -> progress.print(contestant.premises().nodeLog()));
            throw problem;
        } finally {
            for (var contestant : contestants) {
                contestant.close();
            }
        }
    }

    private void requireSense() {
        messages.check();
        if (perAgent < 1) {
            throw new Problem("Expected at least 1 episode for each agent.");
        }
        if (nodes < 1 || nodes > 5 || nodes > 1 && record != null) {
            throw new Problem("Expected 1 to 5 nodes, and one only for a recording.");
        }
    }

    private Contestant enter(@Nullable Path home) throws IOException, InterruptedException {
        var customers = messages.episodes();
        var tenant = new BenchTenant((customers + perAgent - 1) / perAgent, perAgent);
        var flags = Premises.recorder(home == null ? record : null);
        var premises = Premises.start(new Premises.Plan(home, tenant, nodes, Unlimited.settings(), flags), progress);
        progress.step("%d desks and %d customers come in", tenant.agents(), customers);
        return Contestant.enter(
                premises, tenant, customers, messages.loads(), Texts.some(messages.seed()), messages.perEpisode());
    }

    private void warmUp(List<Contestant> contestants, Echoes echoes) throws InterruptedException {
        for (var contestant : contestants) {
            progress.step("warming up with %d s of traffic", messages.warmUp());
            var traffic = 0.0;
            for (var i = 0; traffic < messages.warmUp(); i++) {
                var load = messages.loads().get(i % messages.loads().size());
                traffic += contestant.warmUp(load);
                contestant.warmUp(load, echoes);
            }
        }
    }

    /** What is compared follows each other closely; which comes first changes from round to round. */
    private void measure(List<Contestant> contestants, Echoes echoes) throws InterruptedException {
        for (var round = 1; round <= messages.rounds(); round++) {
            for (var i = 0; i < messages.loads().size(); i++) {
                for (var turn = 0; turn < contestants.size(); turn++) {
                    var which = (turn + round) % contestants.size();
                    var result = contestants.get(which).round(messages.loads().get(i), round % 2 == 0, echoes);
                    contestants.get(which).reports().get(i).add(result);
                    progress.step(
                            "round %d, %s%s: %.0f messages/s, %.0f raw rows/s, %.0f echoes/s",
                            round,
                            messages.loads().get(i),
                            which == 0 ? "" : " of the other",
                            result.messages().seenPerSecond(),
                            result.raw().perSecond(),
                            result.echoes());
                }
            }
        }
    }

    private void report(List<Contestant> contestants) {
        var clean = true;
        var json = new ArrayList<Json>();
        for (var contestant : contestants) {
            progress.step("counting what is in the journal");
            var audit = contestant.audit();
            var table = LoadReport.table();
            contestant.reports().forEach(report -> report.print(table));
            progress.print("\n" + table + "\n");
            progress.print("  %,d messages acknowledged, %,d in the journal, %d doubled, %d had to be sent again%s\n"
                    .formatted(
                            audit.acknowledged(),
                            audit.stored(),
                            audit.doubled(),
                            contestant.reports().stream()
                                    .mapToInt(LoadReport::retried)
                                    .sum(),
                            usual.brief() ? "; a smoke test: do not quote these figures" : ""));
            clean &= audit.clean();
            json.add(json(contestant, audit));
        }
        if (contestants.size() > 1) {
            compare(
                    contestants.get(0).reports(),
                    contestants.get(1).reports(),
                    json.get(0).with("other", json.get(1)));
        }
        progress.print(json.get(0).toString());
        if (!clean) {
            throw new Problem("Something that was acknowledged is not in the journal, or came twice; see above.");
        }
    }

    private void compare(List<LoadReport> ours, List<LoadReport> theirs, Json json) {
        var table = new Table("pairs x in flight", "this / other", "by rounds");
        for (var i = 0; i < ours.size(); i++) {
            var ratios = ours.get(i).against(theirs.get(i));
            var middle =
                    Samples.median(ratios.stream().mapToDouble(ratio -> ratio).toArray());
            var all = ratios.stream().map("%.2f"::formatted).collect(Collectors.joining(" "));
            table.row(ours.get(i).load().toString(), middle, all);
            json.with("against_other_" + ours.get(i).load(), ratios);
        }
        progress.print(table + "\n");
    }

    private Json json(Contestant contestant, Contestant.Audit audit) {
        return new Json()
                .with("benchmark", "messages")
                .with("short", usual.brief())
                .with("rounds", messages.rounds())
                .with("warm_up_s", messages.warmUp())
                .with("text_bytes", Texts.LENGTH)
                .with("nodes", nodes)
                .with("messages_per_episode", messages.perEpisode())
                .with("episodes_per_agent", perAgent)
                .with("acknowledged", audit.acknowledged())
                .with("stored", audit.stored())
                .with("doubled", audit.doubled())
                .with(
                        "loads",
                        contestant.reports().stream().map(LoadReport::json).toList())
                .with("environment", Environment.describe(contestant.premises().session(), messages.seed()));
    }
}
