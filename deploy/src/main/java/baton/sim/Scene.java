package baton.sim;

import java.util.List;
import java.util.Map;

/** A company to be simulated: who comes, and who is there for them. */
public record Scene(String name, List<Line> lines, List<Team> teams) {

    /**
     * Customers of one queue; they come as they like (a Poisson process).
     *
     * @param perSecond how many come on average
     * @param patience after which a customer who still waits leaves
     */
    public record Line(String queueId, int priority, double perSecond, Law handling, Law patience) {}

    /**
     * Agents who can do the same, one contact at a time.
     *
     * @param queues preference, 1 before 2, by queue
     */
    public record Team(String name, int agents, Map<String, Integer> queues) {

        boolean serves(Line line) {
            return queues.containsKey(line.queueId());
        }
    }

    public Scene {
        lines = List.copyOf(lines);
        teams = List.copyOf(teams);
    }

    /** One queue, one team, first come first served: Erlang's world. */
    public static Scene single(String name, int agents, double perSecond, Law handling, Law patience) {
        return new Scene(
                name,
                List.of(new Line("main", 0, perSecond, handling, patience)),
                List.of(new Team("all", agents, Map.of("main", 1))));
    }

    int agents() {
        return teams.stream().mapToInt(Team::agents).sum();
    }
}
