package baton.bench;

import picocli.CommandLine.Option;

/** The options that every benchmark has. */
final class Usual {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    private boolean help;

    @Option(names = "--short", description = "A smoke test of less than a minute. Its figures are worth nothing.")
    private boolean brief;

    boolean brief() {
        return brief;
    }
}
