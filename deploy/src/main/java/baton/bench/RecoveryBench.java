package baton.bench;

import baton.launcher.Problem;
import baton.report.Environment;
import baton.report.Json;
import baton.report.Progress;
import baton.report.Samples;
import baton.report.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code baton bench recovery}. */
@Command(
        name = "baton bench recovery",
        sortOptions = false,
        description = {
            "How long a conversation that sleeps in the journal takes to its first answer, by its length: 10, 100, 1,000 and",
            "10,000 messages, in a real Cassandra.",
            ""
        })
final class RecoveryBench implements Callable<Integer> {

    private static final List<Integer> SIZES = List.of(10, 100, 1_000, 10_000);
    private static final int TEXTS = 1_000;

    @Mixin
    private final Usual usual = new Usual();

    @Option(
            names = "--rounds",
            defaultValue = "60",
            description = "How often each length is measured, in turns (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "30",
            description = "Rounds before that do not count (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--seed", defaultValue = "1", description = "Of texts and order (default: ${DEFAULT-VALUE}).")
    private long seed;

    private final Progress progress = new Progress(System.out);

    @Override
    public Integer call() throws Exception {
        if (rounds < 1 || rounds > 10_000 || warmUp < 0 || warmUp > 10_000) {
            throw new Problem("Expected 1 to 10,000 rounds and at most 10,000 of warm-up.");
        }
        var sizes = usual.brief() ? SIZES.subList(0, 2) : SIZES;
        if (usual.brief()) {
            rounds = 5;
            warmUp = 1;
        }
        progress.step("starting Cassandra");
        try (var bed = new JournalBed();
                var house = new EpisodeHouse(bed.config(), 2 * Collections.max(SIZES))) {
            var random = new Random(seed);
            var texts =
                    IntStream.range(0, TEXTS).mapToObj(i -> Texts.next(random)).toList();
            for (var size : sizes) {
                progress.step("writing a conversation of %,d messages", size);
                house.fill(name(size), size, texts);
            }
            progress.step("warming up");
            measure(house, sizes, warmUp, random);
            progress.step("waking each of them %d times", rounds);
            report(sizes, measure(house, sizes, rounds, random), bed);
        }
        return 0;
    }

    private static String name(int size) {
        return "of-" + size;
    }

    /** Each round in another order: whoever comes after a long one finds other things in the caches. */
    private static List<Samples> measure(EpisodeHouse house, List<Integer> sizes, int rounds, Random random)
            throws InterruptedException {
        var figures = sizes.stream().map(size -> new Samples(rounds)).toList();
        var order = new ArrayList<>(IntStream.range(0, sizes.size()).boxed().toList());
        for (var round = 0; round < rounds; round++) {
            Collections.shuffle(order, random);
            for (var i : order) {
                figures.get(i).add(house.firstAnswer(name(sizes.get(i))));
            }
        }
        return figures;
    }

    private void report(List<Integer> sizes, List<Samples> figures, JournalBed bed) {
        var table = new Table("messages", "p50 ms", "p90 ms", "p50 / of " + sizes.get(0), "snapshot bytes");
        var json = new ArrayList<Json>();
        var shortest = figures.get(0).percentile(50);
        for (var i = 0; i < sizes.size(); i++) {
            var middle = figures.get(i).percentile(50);
            var high = figures.get(i).percentile(90);
            var bytes = sizes.get(i) < 100 ? 0 : bed.snapshotBytes("episode|bench|" + name(sizes.get(i)));
            table.row("%,d".formatted(sizes.get(i)), middle, high, middle / shortest, "%,d".formatted(bytes));
            json.add(new Json()
                    .with("messages", sizes.get(i))
                    .with("p50_ms", middle)
                    .with("p90_ms", high)
                    .with("against_shortest", middle / shortest)
                    .with("snapshot_bytes", bytes));
        }
        progress.print("\n" + table + "\n");
        progress.print(new Json()
                .with("benchmark", "recovery")
                .with("short", usual.brief())
                .with("rounds", rounds)
                .with("warm_up", warmUp)
                .with("sizes", json)
                .with("environment", Environment.describe(bed.session(), seed))
                .toString());
    }
}
