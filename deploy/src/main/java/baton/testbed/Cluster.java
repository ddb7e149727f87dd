package baton.testbed;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Nodes of one cluster on one machine, numbered from 0. Clients reach all of them at the usual address of the loopback; among themselves each has one of its
 * own, so that a {@link Partition} can tell them apart.
 */
public record Cluster(List<Place> places) {

    private static final Pattern OLDEST = Pattern.compile("\"oldest\":\"[^\"]*@127\\.0\\.1\\.(\\d)");
    private static final Pattern MEMBER = Pattern.compile("\"node\":");

    /** What the other nodes know it by. */
    public static String host(int node) {
        return "127.0.1." + (node + 1);
    }

    /** What lets a node find the others, and be found, as the environment of {@code baton node}. */
    public Map<String, String> environment(int node) {
        var seeds = IntStream.range(0, places.size())
                .mapToObj(n -> host(n) + ":" + places.get(n).artery())
                .collect(Collectors.joining(","));
        return Map.of("BATON_SEEDS", seeds, "BATON_ARTERY_HOST", host(node), "BATON_ARTERY_OUTBOUND_HOST", host(node));
    }

    /**
     * The number of the node that is in the cluster for longest: coordinators live there.
     *
     * @param members what a node answers at {@code /cluster/members}
     */
    public static OptionalInt oldest(String members) {
        var oldest = OLDEST.matcher(members);
        return oldest.find() ? OptionalInt.of(Integer.parseInt(oldest.group(1)) - 1) : OptionalInt.empty();
    }

    /**
     * How many nodes are in the cluster, whatever their state.
     *
     * @param members what a node answers at {@code /cluster/members}
     */
    public static int size(String members) {
        return (int) MEMBER.matcher(members).results().count();
    }
}
