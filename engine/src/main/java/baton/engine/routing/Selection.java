package baton.engine.routing;

import baton.engine.work.Explanation.Candidate;
import java.util.Comparator;

/** Who is asked first among agents who all can. Agents who prefer the queue come first; the id only makes the order total. */
enum Selection {
    LONGEST_IDLE(Comparator.comparing(Candidate::idleSince)),
    BEST_FIT(Comparator.comparing(Candidate::levels).reversed()),
    CLOSEST_FIT(Comparator.comparing(Candidate::levels)),
    LEAST_OCCUPIED(Comparator.comparing(Candidate::occupied));

    private final Comparator<Candidate> order;

    Selection(Comparator<Candidate> rule) {
        this.order = Comparator.comparing(Candidate::queuePreference)
                .thenComparing(rule)
                .thenComparing(Candidate::idleSince)
                .thenComparing(Candidate::agentId);
    }

    Comparator<Candidate> order() {
        return order;
    }

    /** A sentence for people. */
    String because() {
        return switch (this) {
            case LONGEST_IDLE -> "Has been idle for longest.";
            case BEST_FIT -> "Has the highest levels in what is needed.";
            case CLOSEST_FIT -> "Has just the levels that are needed.";
            case LEAST_OCCUPIED -> "Has the most room left.";
        };
    }

    /** Empty is the first one. */
    static Selection of(String word) {
        return switch (word) {
            case "", "longest-idle" -> LONGEST_IDLE;
            case "best-fit" -> BEST_FIT;
            case "closest-fit" -> CLOSEST_FIT;
            case "least-occupied" -> LEAST_OCCUPIED;
            default ->
                throw new IllegalArgumentException(
                        "selection: '" + word + "' (expected: longest-idle, best-fit, closest-fit or least-occupied)");
        };
    }
}
