package baton.bench;

import baton.launcher.Problem;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of benchmarks that send messages from one socket to another. */
final class Messages {

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "How often each load is measured (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--load",
            split = ",",
            converter = Load.Converter.class,
            defaultValue = "1x1:2000,50x1:10000,200x2:20000",
            paramLabel = "PAIRSxINFLIGHT:MESSAGES",
            description = "Loads, with the messages of one round (default: ${DEFAULT-VALUE}).")
    private List<Load> loads = new ArrayList<>();

    @Option(
            names = "--warm-up",
            defaultValue = "25",
            description = "Seconds of traffic that do not count (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--per-episode",
            defaultValue = "100",
            description = "Messages before a pair begins a new episode (default: ${DEFAULT-VALUE}).")
    private int perEpisode;

    @Option(names = "--seed", defaultValue = "1", description = "Of the texts (default: ${DEFAULT-VALUE}).")
    private long seed;

    /** What was asked for is overruled by what a smoke test takes. */
    void shorten() {
        loads = List.of(new Load(1, 1, 300), new Load(20, 1, 2000));
        rounds = 1;
        warmUp = 3;
    }

    /** @throws Problem if it makes no sense */
    void check() {
        if (rounds < 1 || rounds > 100 || warmUp < 0 || warmUp > 600 || perEpisode < 1) {
            throw new Problem("Expected 1 to 100 rounds, 0 to 600 s of warm-up, and at least 1 message per episode.");
        }
    }

    int rounds() {
        return rounds;
    }

    List<Load> loads() {
        return loads;
    }

    int warmUp() {
        return warmUp;
    }

    int perEpisode() {
        return perEpisode;
    }

    long seed() {
        return seed;
    }

    /** Episodes that the largest load takes. */
    int episodes() {
        return loads.stream().mapToInt(load -> load.episodes(perEpisode)).max().orElseThrow();
    }
}
