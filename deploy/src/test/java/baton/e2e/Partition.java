package baton.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Drops what groups of nodes say to each other, in the kernel's packet filter, until it is closed. Only what passes between the addresses of the
 * nodes: clients and the database are reached by everybody. Needs root and {@code iptables}.
 */
final class Partition implements AutoCloseable {

    private final List<List<String>> rules = new ArrayList<>();

    /** Groups by number of the node: {@code {0, 1}, {2}}. */
    Partition(List<List<Integer>> groups) {
        for (var group : groups) {
            for (var other : groups) {
                if (group != other) {
                    group.forEach(from -> other.forEach(to -> rules.add(
                            List.of("INPUT", "-s", ThreeNodes.host(from), "-d", ThreeNodes.host(to), "-j", "DROP"))));
                }
            }
        }
        rules.forEach(rule -> filter("-I", rule));
    }

    /** Whether this machine lets us. */
    static boolean possible() {
        try {
            return run(List.of("iptables", "-w", "-n", "-L", "INPUT")) == 0;
        } catch (UncheckedIOException notInstalled) {
            return false;
        }
    }

    private static void filter(String what, List<String> rule) {
        var command = new ArrayList<>(List.of("iptables", "-w", what));
        command.addAll(rule);
        if (run(command) != 0) {
            throw new IllegalStateException(String.join(" ", command));
        }
    }

    private static int run(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        rules.forEach(rule -> filter("-D", rule));
        rules.clear();
    }
}
