package baton.sim;

import java.util.SplittableRandom;

/** The customers of a scene in the order in which they come: always the same ones for the same seed, whoever serves them. */
final class Customers {

    private static final double NANOS = 1e9;
    /** Far beyond the end of every world, and still far from overflow. */
    private static final long NEVER = Long.MAX_VALUE / 4;

    private final Scene scene;
    private final SplittableRandom[] random;
    private final double[] next;
    private int number;

    /** @param at since the beginning, as all durations in nanoseconds */
    record Customer(int number, int line, long at, long handling, long patience) {

        boolean leaves() {
            return patience < NEVER;
        }
    }

    Customers(Scene scene, long seed) {
        this.scene = scene;
        this.random = new SplittableRandom[scene.lines().size()];
        this.next = new double[random.length];
        var root = new SplittableRandom(seed);
        for (var line = 0; line < random.length; line++) {
            random[line] = root.split();
            next[line] = gap(line);
        }
    }

    private double gap(int line) {
        return Law.exponential(1 / scene.lines().get(line).perSecond()).draw(random[line]);
    }

    Customer next() {
        var first = 0;
        for (var line = 1; line < next.length; line++) {
            if (next[line] < next[first]) {
                first = line;
            }
        }
        var line = scene.lines().get(first);
        var at = next[first];
        var handling = line.handling().draw(random[first]);
        var patience = line.patience().draw(random[first]);
        next[first] += gap(first);
        return new Customer(number++, first, nanos(at), nanos(handling), nanos(patience));
    }

    private static long nanos(double seconds) {
        return seconds * NANOS >= NEVER ? NEVER : Math.max(1, Math.round(seconds * NANOS));
    }
}
