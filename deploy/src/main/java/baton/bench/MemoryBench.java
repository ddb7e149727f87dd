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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code baton bench memory}. */
@Command(
        name = "baton bench memory",
        sortOptions = false,
        description = {
            "What customers cost a node's heap: web chats that are open and say nothing, the same with a conversation of their own,",
            "and conversations whose customer has gone.",
            ""
        })
final class MemoryBench implements Callable<Integer> {

    /** Until the node has noticed that they have gone, and addresses and customers sleep; their conversations stay awake for two minutes. */
    private static final int GOODBYE_MILLIS = 60_000;

    private static final double GIB = 1L << 30;
    /** So that everything that is made once, classes included, is there before the first reading. */
    private static final int FIRST = 100;

    private static final int MOST_SOCKETS = 15_000;

    @Mixin
    private final Usual usual = new Usual();

    @Option(names = "--customers", defaultValue = "5000", description = "How many (default: ${DEFAULT-VALUE}).")
    private int customers;

    @Option(
            names = "--messages",
            defaultValue = "20",
            description = "Of each conversation (default: ${DEFAULT-VALUE}).")
    private int messages;

    @Option(names = "--seed", defaultValue = "1", description = "Of the texts (default: ${DEFAULT-VALUE}).")
    private long seed;

    private final Progress progress = new Progress(System.out);
    private final Table table = new Table("each", "count", "heap bytes", "resident bytes", "in a GiB of heap");
    private final List<Json> json = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        if (usual.brief()) {
            customers = 200;
        }
        if (customers < 1 || customers > MOST_SOCKETS || messages < 1 || messages > 1000) {
            throw new Problem("Expected 1 to %,d customers, and 1 to 1,000 messages.".formatted(MOST_SOCKETS));
        }
        try (var premises = Premises.start(Premises.Plan.of(new BenchTenant(1, 1), 1), progress)) {
            measure(premises);
            progress.print("\n" + table + "\n");
            progress.print(new Json()
                    .with("benchmark", "memory")
                    .with("short", usual.brief())
                    .with("text_bytes", Texts.LENGTH)
                    .with("messages_per_conversation", messages)
                    .with("layers", json)
                    .with("environment", Environment.describe(premises.session(), seed))
                    .toString());
        }
        return 0;
    }

    private void measure(Premises premises) throws IOException, InterruptedException {
        var meter = premises.heapMeter();
        var texts = Texts.some(seed);
        try (var early = new Cast(premises.webPorts());
                var cast = new Cast(premises.webPorts())) {
            progress.step("%d customers come in and write first", FIRST);
            early.enterCustomers(FIRST);
            new Filling(early.stage(), early.customers(), load(FIRST), texts).run();
            var empty = meter.read();
            progress.step("%,d web chats are opened", customers);
            cast.enterCustomers(customers);
            var open = meter.read();
            add("open web chat", empty, open);
            progress.step("each of them writes %d messages", messages);
            new Filling(cast.stage(), cast.customers(), load(customers), texts).run();
            add("open web chat and its conversation", empty, meter.read());
            progress.step("all of them leave");
            cast.close();
            Thread.sleep(GOODBYE_MILLIS);
            add("conversation alone", empty, meter.read());
        }
    }

    private Load load(int pairs) {
        return new Load(pairs, 1, pairs * messages);
    }

    private void add(String what, HeapMeter.Reading before, HeapMeter.Reading after) {
        var heap = (double) (after.heap() - before.heap()) / customers;
        var resident = (double) (after.resident() - before.resident()) / customers;
        table.row(what, customers, heap, resident, (int) (GIB / heap));
        json.add(new Json()
                .with("each", what)
                .with("count", customers)
                .with("heap_bytes", heap)
                .with("resident_bytes", resident)
                .with("in_a_gib_of_heap", (int) (GIB / heap)));
    }
}
