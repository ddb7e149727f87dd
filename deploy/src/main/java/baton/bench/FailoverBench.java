package baton.bench;

import baton.launcher.Problem;
import baton.report.Environment;
import baton.report.Json;
import baton.report.Progress;
import baton.report.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code baton bench failover}. */
@Command(
        name = "baton bench failover",
        sortOptions = false,
        description = {
            "How long conversations wait when the node on which they live is killed, or leaves. Three nodes; customers and agents are",
            "connected to two of them, and it happens to the third, which first is the oldest of the cluster.",
            ""
        })
final class FailoverBench implements Callable<Integer> {

    private static final int NODES = 3;
    private static final int CALM_SECONDS = 4;
    private static final int WARM_UP_MESSAGES = 100;
    /** Slower than this, somebody has waited for another node. */
    private static final double NOTICED_MILLIS = 1000;

    @Mixin
    private final Usual usual = new Usual();

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "How often a node is killed, and how often one leaves (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--pairs",
            defaultValue = "60",
            description = "Customers who write all the time, each to an agent (default: ${DEFAULT-VALUE}).")
    private int pairs;

    @Option(
            names = "--messages",
            defaultValue = "300",
            description = "Of each customer in a round, one after the other (default: ${DEFAULT-VALUE}).")
    private int messages;

    @Option(
            names = "--pause",
            defaultValue = "0",
            description =
                    "Milliseconds for which a customer reads and thinks after each message (default: ${DEFAULT-VALUE}: they take all the "
                            + "processors).")
    private int pause;

    @Option(
            names = "--warm-up",
            defaultValue = "60",
            description =
                    "Seconds of messages without a pause before anything counts (default: ${DEFAULT-VALUE}). Nodes that start again later are "
                            + "younger.")
    private int warmUp;

    @Option(names = "--seed", defaultValue = "1", description = "Of the texts (default: ${DEFAULT-VALUE}).")
    private long seed;

    private final Progress progress = new Progress(System.out);
    private final Table table = new Table(
            "the third node", "round", "pairs", "noticed it", "longest wait: p50 ms", "p90 ms", "max ms", "sent again");
    private final List<Json> json = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        if (usual.brief()) {
            rounds = 1;
            pairs = 20;
            warmUp = 3;
        }
        if (rounds < 1
                || rounds > 50
                || pairs < 1
                || pairs > 1000
                || messages < 100
                || messages > 10_000
                || pause < 0
                || pause > 10_000
                || warmUp < 0
                || warmUp > 3_600) {
            throw new Problem(
                    "Expected 1 to 50 rounds, 1 to 1,000 pairs, 100 to 10,000 messages of each, 0 to 10,000 ms between them"
                            + " and at most 3,600 s of warm-up.");
        }
        var tenant = new BenchTenant(pairs, 1);
        try (var premises = Premises.start(Premises.Plan.of(tenant, NODES), progress);
                var cast = new Cast(premises.webPorts().subList(1, NODES))) {
            cast.enterDesks(tenant.agentIds());
            cast.enterCustomers(pairs);
            var figures = new Rounds(premises, cast);
            figures.warmUp();
            figures.play("(stays)", () -> {});
            for (var round = 1; round <= rounds; round++) {
                figures.play("is killed", premises::kill);
                premises.startAgain();
                figures.play("leaves", premises::leave);
                premises.startAgain();
            }
            report(premises, figures);
        }
        return 0;
    }

    /** What happens to the third node in the middle of a round. */
    private interface Fate {
        void strike() throws IOException, InterruptedException;
    }

    /** Plays one round after the other with the same people in fresh conversations. */
    private final class Rounds {

        private final Premises premises;
        private final Cast cast;
        private final List<String> texts = Texts.some(seed);
        private final List<String> episodes = new ArrayList<>();
        private int sent;
        private int doubled;
        private int number;

        Rounds(Premises premises, Cast cast) {
            this.premises = premises;
            this.cast = cast;
        }

        void warmUp() throws InterruptedException {
            progress.step("warming up with %d s of traffic", warmUp);
            var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(warmUp);
            while (System.nanoTime() < until) {
                doubled += relay(new Load(pairs, 1, pairs * WARM_UP_MESSAGES))
                        .run()
                        .doubled();
            }
        }

        private Relay relay(Load load) throws InterruptedException {
            cast.refresh(cast.customers());
            cast.customers().forEach(customer -> episodes.add(customer.episodeId()));
            var relay = new Relay(cast.stage(), load, sent, Integer.MAX_VALUE, cast.customers(), texts);
            sent += load.count();
            return relay;
        }

        void play(String what, Fate fate) throws IOException, InterruptedException {
            progress.step("round %d: the third node %s", ++number, what);
            var relay = relay(new Load(pairs, 1, pairs * messages, pause));
            var result = CompletableFuture.supplyAsync(() -> {
                try {
                    return relay.run();
                } catch (InterruptedException ended) {
                    throw new IllegalStateException(ended);
                }
            });
            TimeUnit.SECONDS.sleep(CALM_SECONDS);
            var calm = !result.isDone();
            fate.strike();
            add(what, result.join());
            if (!calm) {
                throw new Problem("All messages were through before it happened; ask for more --messages.");
            }
        }

        private void add(String what, Relay.Result result) {
            doubled += result.doubled();
            var waits = result.longest();
            var noticed = waits.above(NOTICED_MILLIS);
            table.row(
                    what,
                    number,
                    pairs,
                    noticed,
                    waits.percentile(50),
                    waits.percentile(90),
                    waits.percentile(100),
                    result.retried());
            json.add(new Json()
                    .with("third_node", what)
                    .with("round", number)
                    .with("pairs", pairs)
                    .with("noticed", noticed)
                    .with("longest_wait_p50_ms", waits.percentile(50))
                    .with("longest_wait_p90_ms", waits.percentile(90))
                    .with("longest_wait_max_ms", waits.percentile(100))
                    .with("sent_again", result.retried()));
        }
    }

    private void report(Premises premises, Rounds figures) {
        var stored = new JournalCount(premises.session()).messages(figures.episodes);
        var distinct = (int) stored.stream().distinct().count();
        progress.print("\n" + table + "\n");
        progress.print("  %,d messages acknowledged, %,d in the journal, %d doubled%s\n"
                .formatted(
                        figures.sent,
                        distinct,
                        stored.size() - distinct + figures.doubled,
                        usual.brief() ? "; a smoke test: do not quote these figures" : ""));
        progress.print(new Json()
                .with("benchmark", "failover")
                .with("short", usual.brief())
                .with("nodes", NODES)
                .with("pause_ms", pause)
                .with("warm_up_s", warmUp)
                .with("acknowledged", figures.sent)
                .with("stored", distinct)
                .with("doubled", stored.size() - distinct + figures.doubled)
                .with("rounds", json)
                .with("environment", Environment.describe(premises.session(), seed))
                .toString());
        if (distinct != figures.sent || stored.size() != distinct || figures.doubled != 0) {
            throw new Problem("Something that was acknowledged is not in the journal, or came twice; see above.");
        }
    }
}
