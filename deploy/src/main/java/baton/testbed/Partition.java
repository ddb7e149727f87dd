package baton.testbed;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Drops what groups of nodes of a {@link Cluster} say to each other, in the kernel's packet filter, until it is closed. Only what passes between the
 * addresses of the nodes: clients and the database are reached by everybody. Needs root and {@code iptables}.
 */
public final class Partition implements AutoCloseable {

    private static final String IPTABLES = "iptables";

    private final List<List<String>> rules = new ArrayList<>();

    /** Groups by number of the node: {@code {0, 1}, {2}}. */
    public Partition(List<List<Integer>> groups) {
        for (var group : groups) {
            for (var other : groups) {
                if (group != other) {
                    group.forEach(from -> other.forEach(to -> rules.add(
                            List.of("INPUT", "-s", Cluster.host(from), "-d", Cluster.host(to), "-j", "DROP"))));
                }
            }
        }
        rules.forEach(rule -> filter("-I", rule));
    }

    /** Whether this machine lets us. */
    public static boolean isPossible() {
        try {
            return Commands.run(IPTABLES, "-w", "-n", "-L", "INPUT") == 0;
        } catch (UncheckedIOException absent) {
            return false;
        }
    }

    private static void filter(String what, List<String> rule) {
        var command = new ArrayList<>(List.of(IPTABLES, "-w", what));
        command.addAll(rule);
        if (Commands.run(command.toArray(String[]::new)) != 0) {
            throw new IllegalStateException(String.join(" ", command));
        }
    }

    @Override
    public void close() {
        rules.forEach(rule -> filter("-D", rule));
        rules.clear();
    }
}
