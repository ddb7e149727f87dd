package baton.bench;

import baton.launcher.Problem;
import baton.report.Environment;
import baton.report.Json;
import baton.report.Progress;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code baton bench ejabberd}. */
@Command(
        name = "baton bench ejabberd",
        sortOptions = false,
        description = {
            "The same messages from one WebSocket to another through Baton on Cassandra and through ejabberd with its message archive",
            "on PostgreSQL, in turns. Both have stored a message before it is delivered. Wants Debian's packages ejabberd, erlang-p1-pgsql",
            "and postgresql.",
            ""
        })
final class EjabberdBench implements Callable<Integer> {

    @Mixin
    private final Usual usual = new Usual();

    @Mixin
    private final Messages messages = new Messages();

    private final Progress progress = new Progress(System.out);

    @Override
    public Integer call() throws Exception {
        if (usual.brief()) {
            messages.shorten();
        }
        messages.check();
        var texts = Texts.some(messages.seed());
        progress.step("starting ejabberd and PostgreSQL");
        try (var theirs = ChatServer.enter(
                        messages.loads().stream().mapToInt(Load::pairs).max().orElseThrow(), texts);
                var ours = enter(texts)) {
            warmUp(ours, theirs);
            var figures = messages.loads().stream().map(SideBySide::new).toList();
            measure(ours, theirs, figures);
            report(ours, theirs, figures);
        }
        return 0;
    }

    private Contestant enter(List<String> texts) throws IOException, InterruptedException {
        var customers = messages.episodes();
        var tenant = new BenchTenant(customers, 1);
        var premises = Premises.start(Premises.Plan.of(tenant, 1), progress);
        progress.step("%d desks and %d customers come in", tenant.agents(), customers);
        return Contestant.enter(premises, tenant, customers, messages.loads(), texts, messages.perEpisode());
    }

    private void warmUp(Contestant ours, ChatServer theirs) throws InterruptedException {
        progress.step("warming up with %d s of traffic through each", messages.warmUp());
        var spent = new double[2];
        for (var i = 0; spent[0] < messages.warmUp() || spent[1] < messages.warmUp(); i++) {
            var load = messages.loads().get(i % messages.loads().size());
            for (var side = 0; side < 2; side++) {
                if (spent[side] < messages.warmUp()) {
                    var result = side == 0 ? ours.carry(load) : theirs.carry(load);
                    spent[side] += load.count() / result.seenPerSecond();
                }
            }
        }
    }

    /** What is compared follows each other closely; which comes first changes from round to round. */
    private void measure(Contestant ours, ChatServer theirs, List<SideBySide> figures) throws InterruptedException {
        for (var round = 1; round <= messages.rounds(); round++) {
            for (var figure : figures) {
                for (var turn = 0; turn < 2; turn++) {
                    if ((turn + round) % 2 == 0) {
                        figure.ours(ours.carry(figure.load()));
                    } else {
                        figure.theirs(theirs.carry(figure.load()));
                    }
                }
                progress.step("round %d, %s", round, figure);
            }
        }
    }

    private void report(Contestant ours, ChatServer theirs, List<SideBySide> figures)
            throws IOException, InterruptedException {
        progress.step("counting what both have stored");
        var audit = ours.audit();
        var theirsClean =
                theirs.clean() && figures.stream().mapToInt(SideBySide::doubled).sum() == 0;
        var table = SideBySide.table("ejabberd");
        figures.forEach(figure -> figure.print(table));
        progress.print("\n" + table + "\n");
        progress.print("  baton: %,d acknowledged, %,d in the journal, %d doubled; ejabberd: %s%s\n"
                .formatted(
                        audit.acknowledged(),
                        audit.stored(),
                        audit.doubled(),
                        theirsClean ? "all delivered once, all in the archive" : "not all that was sent is there once",
                        usual.brief() ? "; a smoke test: do not quote these figures" : ""));
        progress.print(new Json()
                .with("benchmark", "ejabberd")
                .with("short", usual.brief())
                .with("rounds", messages.rounds())
                .with("warm_up_s", messages.warmUp())
                .with("text_bytes", Texts.LENGTH)
                .with("messages_per_episode", messages.perEpisode())
                .with(
                        "loads",
                        figures.stream().map(figure -> figure.json("ejabberd")).toList())
                .with("environment", Environment.describe(ours.premises().session(), messages.seed()))
                .toString());
        if (!audit.clean() || !theirsClean) {
            throw new Problem("Something that was delivered is not stored, or came twice; see above.");
        }
    }
}
