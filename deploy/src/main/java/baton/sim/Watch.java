package baton.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks on from outside and counts what must not happen: somebody overtaken in their own line, an agent who is passed over, and
 * time during which a customer waits while an agent who could serve them is free. Knows nothing of how it is decided.
 */
public final class Watch {

    private static final double NANOS = 1e9;

    private final Scene scene;
    private final List<ArrayDeque<Integer>> waiting = new ArrayList<>();
    private final int[] free;
    private final long[] idleSince;
    private final long[] idle;
    private final int[] teamOf;
    private long passed;
    private long idleWhileWaiting;
    private int overtaken;
    private int passedOver;

    /**
     * @param overtaken customers who were served before somebody of the same line who came earlier
     * @param passedOver agents who were chosen although one of the same team had been idle for longer
     * @param idleWhileWaiting seconds during which somebody waited and somebody who fits was free
     * @param idleShare mean share of the time during which an agent was idle
     * @param idleSpread standard deviation of that over its mean, over the agents of the largest team
     */
    public record Findings(
            int overtaken, int passedOver, double idleWhileWaiting, double idleShare, double idleSpread) {}

    Watch(Scene scene) {
        this.scene = scene;
        scene.lines().forEach(line -> waiting.add(new ArrayDeque<>()));
        this.free = scene.teams().stream().mapToInt(Scene.Team::agents).toArray();
        this.idleSince = new long[scene.agents()];
        this.idle = new long[scene.agents()];
        this.teamOf = teamOf(scene);
    }

    static int[] teamOf(Scene scene) {
        var teamOf = new int[scene.agents()];
        var agent = 0;
        for (var team = 0; team < free(scene).length; team++) {
            for (var i = 0; i < free(scene)[team]; i++) {
                teamOf[agent++] = team;
            }
        }
        return teamOf;
    }

    private static int[] free(Scene scene) {
        return scene.teams().stream().mapToInt(Scene.Team::agents).toArray();
    }

    /** Nothing changes any more until {@code now}, since it was said last. */
    void passes(long now) {
        if (now > passed && somebodyWaitsInVain()) {
            idleWhileWaiting += now - passed;
        }
        passed = now;
    }

    private boolean somebodyWaitsInVain() {
        for (var line = 0; line < waiting.size(); line++) {
            if (!waiting.get(line).isEmpty()) {
                for (var team = 0; team < free.length; team++) {
                    if (free[team] > 0
                            && scene.teams().get(team).serves(scene.lines().get(line))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    void comes(int customer, int line) {
        waiting.get(line).addLast(customer);
    }

    void leaves(int customer, int line) {
        waiting.get(line).remove(customer);
    }

    void taken(int customer, int line, int agent, long now) {
        if (waiting.get(line).peekFirst() != customer) {
            overtaken++;
        }
        waiting.get(line).remove(customer);
        if (overlooksSomebody(agent)) {
            passedOver++;
        }
        free[teamOf[agent]]--;
        idle[agent] += now - idleSince[agent];
        idleSince[agent] = Long.MAX_VALUE;
    }

    private boolean overlooksSomebody(int agent) {
        for (var other = 0; other < idleSince.length; other++) {
            if (teamOf[other] == teamOf[agent] && idleSince[other] < idleSince[agent]) {
                return true;
            }
        }
        return false;
    }

    void freed(int agent, long now) {
        free[teamOf[agent]]++;
        idleSince[agent] = now;
    }

    Findings findings(long now) {
        var largest = 0;
        for (var team = 1; team < scene.teams().size(); team++) {
            largest = scene.teams().get(team).agents()
                            > scene.teams().get(largest).agents()
                    ? team
                    : largest;
        }
        var shares = new ArrayList<Double>();
        for (var agent = 0; agent < idle.length; agent++) {
            if (teamOf[agent] == largest) {
                var still = idleSince[agent] == Long.MAX_VALUE ? 0 : now - idleSince[agent];
                shares.add((idle[agent] + still) / (double) now);
            }
        }
        var mean = shares.stream().mapToDouble(share -> share).average().orElse(0);
        var variance = shares.stream()
                .mapToDouble(share -> (share - mean) * (share - mean))
                .average()
                .orElse(0);
        return new Findings(
                overtaken, passedOver, idleWhileWaiting / NANOS, mean, mean == 0 ? 0 : Math.sqrt(variance) / mean);
    }
}
