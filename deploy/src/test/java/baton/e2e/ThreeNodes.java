package baton.e2e;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Three nodes of one cluster on one database, each at a loopback address of its own, and one address in front of all. */
final class ThreeNodes {

    private final List<KillableNode> nodes = new ArrayList<>();
    private final Ground ground;

    /** Starts them, for so many companies of each kind; they end with the ground. */
    ThreeNodes(Ground ground, int companies, Map<String, String> environment) {
        this(ground, companies, n -> environment);
    }

    /** The same, where each has an environment of its own. */
    ThreeNodes(Ground ground, int companies, IntFunction<Map<String, String>> environment) {
        this.ground = ground;
        var places = List.of(Place.free(), Place.free(), Place.free());
        var seeds = places.stream()
                .map(place -> host(places.indexOf(place)) + ":" + place.artery())
                .collect(Collectors.joining(","));
        for (var n = 0; n < places.size(); n++) {
            var settings = new HashMap<>(environment.apply(n));
            settings.put("BATON_SEEDS", seeds);
            settings.put("BATON_ARTERY_HOST", host(n));
            settings.put("BATON_ARTERY_OUTBOUND_HOST", host(n));
            nodes.add(ground.keptNode("node-" + n, places.get(n), companies, settings));
        }
    }

    /** What the other nodes know it by. */
    static String host(int n) {
        return "127.0.1." + (n + 1);
    }

    KillableNode node(int n) {
        return nodes.get(n);
    }

    List<KillableNode> all() {
        return List.copyOf(nodes);
    }

    /** The first of them waits for the others. */
    void startAllAgain() {
        nodes.forEach(KillableNode::launchAgain);
        nodes.forEach(KillableNode::awaitReady);
    }

    /** People who connect to one address, behind which all nodes are. */
    Scene scene(Company company) {
        var front =
                ground.opened(new Front(nodes.stream().map(KillableNode::place).toList()));
        return ground.scene(front.place(), company);
    }

    /** How many nodes are in the cluster as this one sees it, whatever their state. */
    static long membersSeenBy(KillableNode node) {
        var members = Web.text(node.place().managed("/cluster/members"));
        return Pattern.compile("\"node\":").matcher(members).results().count();
    }

    /** The number of the node that is in the cluster for longest: coordinators live there. */
    int oldest() {
        var seen = nodes.stream()
                .filter(node -> !node.hasEnded())
                .findFirst()
                .map(node -> Web.text(node.place().managed("/cluster/members")))
                .orElseThrow();
        var oldest = Pattern.compile("\"oldest\":\"[^\"]*@127\\.0\\.1\\.(\\d)").matcher(seen);
        if (!oldest.find()) {
            throw new IllegalStateException(seen);
        }
        return Integer.parseInt(oldest.group(1)) - 1;
    }
}
