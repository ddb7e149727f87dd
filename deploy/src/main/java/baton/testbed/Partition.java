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

    /** Whoever stops the program must not find the addresses cut off from each other. */
    private final Thread hook = new Thread(this::heal, "partition-heal");

    /** Groups by number of the node: {@code {0, 1}, {2}}. */
    public Partition(List<List<Integer>> groups) {
        var wanted = new ArrayList<List<String>>();
        for (var group : groups) {
            for (var other : groups) {
                if (group != other) {
                    group.forEach(from -> other.forEach(to -> wanted.add(
                            List.of("INPUT", "-s", Cluster.host(from), "-d", Cluster.host(to), "-j", "DROP"))));
                }
            }
        }
        Runtime.getRuntime().addShutdownHook(hook);
        for (var rule : wanted) {
            insert(rule);
        }
    }

    /** Whether this machine lets us. */
    public static boolean isPossible() {
        try {
            return Commands.run(IPTABLES, "-w", "-n", "-L", "INPUT") == 0;
        } catch (UncheckedIOException absent) {
            return false;
        }
    }

    private synchronized void insert(List<String> rule) {
        if (!filter("-I", rule)) {
            close();
            throw new IllegalStateException("iptables refuses " + String.join(" ", rule));
        }
        rules.add(rule);
    }

    private static boolean filter(String what, List<String> rule) {
        var command = new ArrayList<>(List.of(IPTABLES, "-w", what));
        command.addAll(rule);
        return Commands.run(command.toArray(String[]::new)) == 0;
    }

    private synchronized void heal() {
        var left = rules.stream().filter(rule -> !filter("-D", rule)).toList();
        rules.clear();
        if (!left.isEmpty()) {
            throw new IllegalStateException("these rules are still there: " + left);
        }
    }

    @Override
    public void close() {
        heal();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // it has nothing to do any more
        }
    }
}
