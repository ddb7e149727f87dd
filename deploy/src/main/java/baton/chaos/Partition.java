package baton.chaos;

import java.util.ArrayList;
import java.util.List;

/**
 * Drops what groups of nodes say to each other, in the kernel's packet filter, until it is closed. Only what passes between the addresses of the
 * nodes: clients and the database are reached by everybody. Needs root and {@code iptables}.
 */
final class Partition implements AutoCloseable {

    private static final String IPTABLES = "iptables";

    private final List<List<String>> rules = new ArrayList<>();

    /** Groups by number of the node: {@code {0, 1}, {2}}. */
    Partition(List<List<Integer>> groups) {
        for (var group : groups) {
            for (var other : groups) {
                if (group != other) {
                    group.forEach(from -> other.forEach(to -> rules.add(
                            List.of("INPUT", "-s", Premises.host(from), "-d", Premises.host(to), "-j", "DROP"))));
                }
            }
        }
        for (var rule : rules) {
            filter("-I", rule);
        }
    }

    /** Whether this machine lets us. */
    static boolean isPossible() {
        return Program.run(List.of(IPTABLES, "-w", "-n", "-L", "INPUT"));
    }

    private static void filter(String what, List<String> rule) {
        var command = new ArrayList<>(List.of(IPTABLES, "-w", what));
        command.addAll(rule);
        if (!Program.run(command)) {
            throw new IllegalStateException(String.join(" ", command));
        }
    }

    @Override
    public void close() {
        for (var rule : rules) {
            filter("-D", rule);
        }
        rules.clear();
    }
}
