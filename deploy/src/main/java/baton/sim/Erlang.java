package baton.sim;

/**
 * What theory says of one queue whose customers come as they like and are served by {@code agents} alike, first come first served,
 * with exponential handling times: Erlang C, and with exponential patience Erlang A (Palm; Garnett, Mandelbaum and Reiman 2002).
 *
 * @param load customers per second times mean handling time, in Erlang
 * @param handling mean handling time in seconds
 * @param patience mean patience in seconds; infinite: nobody leaves
 */
public record Erlang(int agents, double load, double handling, double patience) {

    /** Longer lines have no probability that a double can hold beside 1. */
    private static final double NEGLIGIBLE = 1e-18;

    public static Erlang c(int agents, double load, double handling) {
        if (load >= agents) {
            throw new IllegalArgumentException("load: " + load + " Erlang (expected: less than " + agents
                    + " agents, or the line grows for ever)");
        }
        return new Erlang(agents, load, handling, Double.POSITIVE_INFINITY);
    }

    public static Erlang a(int agents, double load, double handling, double patience) {
        return new Erlang(agents, load, handling, patience);
    }

    /** Probability that a customer has to wait. */
    public double waits() {
        if (Double.isInfinite(patience)) {
            var lost = blocked();
            return agents * lost / (agents - load * (1 - lost));
        }
        return line().waits;
    }

    /** Erlang B, by its recursion: the probability that all agents are busy if nobody could wait. */
    private double blocked() {
        var blocked = 1.0;
        for (var n = 1; n <= agents; n++) {
            blocked = load * blocked / (n + load * blocked);
        }
        return blocked;
    }

    /** Mean wait of all, also of those who leave, in seconds. */
    public double meanWait() {
        return Double.isInfinite(patience) ? waits() / drain() : abandons() * patience;
    }

    /** Probability that a customer waits longer than that; Erlang C only. */
    public double waitsLonger(double seconds) {
        if (!Double.isInfinite(patience)) {
            throw new IllegalStateException("the distribution of waits with patience is not worked out here");
        }
        return waits() * Math.exp(-drain() * seconds);
    }

    /** How much faster agents who are all busy are than customers come, per second. */
    private double drain() {
        return (agents - load) / handling;
    }

    /** Probability that a customer leaves unserved. */
    public double abandons() {
        return Double.isInfinite(patience) ? 0 : line().leaving;
    }

    private record Steady(double waits, double leaving) {}

    /** From one state of the line to the next, relative to the state in which all agents are busy and nobody waits. */
    private Steady line() {
        var served = 0.0;
        var state = 1.0;
        for (var n = agents; n > 0; n--) {
            state *= n / load;
            served += state;
        }
        var waiting = 1.0;
        var leaving = 0.0;
        state = 1.0;
        for (var length = 1; state > NEGLIGIBLE * (served + waiting); length++) {
            state *= load / (agents + length * handling / patience);
            waiting += state;
            leaving += state * length;
        }
        var all = served + waiting;
        return new Steady(waiting / all, leaving / all * handling / patience / load);
    }

    /** How far a distribution of waits, in order, is from the theory, at its farthest (Kolmogorov and Smirnov). Erlang C only. */
    double distance(double[] sorted) {
        var most = 0.0;
        for (var i = 0; i < sorted.length; i++) {
            var theory = 1 - waitsLonger(sorted[i]);
            var above = (i + 1.0) / sorted.length;
            if (sorted[i] > 0) {
                var below = (double) i / sorted.length;
                most = Math.max(most, Math.max(Math.abs(above - theory), Math.abs(theory - below)));
            } else if (i + 1 == sorted.length || sorted[i + 1] > 0) {
                most = Math.max(most, Math.abs(above - theory));
            }
        }
        return most;
    }
}
