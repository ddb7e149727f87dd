package baton.e2e;

import baton.testbed.Cluster;
import baton.testbed.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

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
        var cluster = new Cluster(places);
        for (var n = 0; n < places.size(); n++) {
            var settings = new HashMap<>(environment.apply(n));
            settings.putAll(cluster.environment(n));
            nodes.add(ground.keptNode("node-" + n, places.get(n), companies, settings));
        }
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
    static int membersSeenBy(KillableNode node) {
        return Cluster.size(members(node));
    }

    private static String members(KillableNode node) {
        return Web.text(node.place().managed("/cluster/members"));
    }

    /** The number of the node that is in the cluster for longest: coordinators live there. */
    int oldest() {
        var seen = nodes.stream()
                .filter(node -> !node.hasEnded())
                .findFirst()
                .map(ThreeNodes::members)
                .orElseThrow();
        return Cluster.oldest(seen).orElseThrow(() -> new IllegalStateException(seen));
    }
}
