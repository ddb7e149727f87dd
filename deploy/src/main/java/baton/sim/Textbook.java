package baton.sim;

import baton.sim.Customers.Customer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * The same customers served by the book: a bare event simulation without the engine, to compare with. An agent who becomes free
 * serves whoever has waited for longest; a customer gets a free agent by the policy.
 */
public final class Textbook {

    /** Which free agent gets a customer. */
    public enum Policy {
        LONGEST_IDLE,
        /** Any, with equal chances. */
        FIRST_COME
    }

    private final Scene scene;
    private final Policy policy;
    private final Customers customers;
    private final SplittableRandom random;
    private final Watch watch;
    private final int[] teamOf;
    private final List<ArrayDeque<Customer>> waiting = new ArrayList<>();
    private final List<ArrayList<Integer>> free = new ArrayList<>();
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
    private final int[] lines;
    private final long[] waits;
    private final boolean[] left;
    private final long[] idleSince;
    private long now;
    private long numbers;
    private int ended;

    private record Due(long at, long number, Runnable what) {}

    private Textbook(Scene scene, Policy policy, long seed, int count) {
        this.scene = scene;
        this.policy = policy;
        this.customers = new Customers(scene, seed);
        this.random = new SplittableRandom(seed ^ 0x5DEECE66DL);
        this.watch = new Watch(scene);
        this.teamOf = Watch.teamOf(scene);
        this.lines = new int[count];
        this.waits = new long[count];
        this.left = new boolean[count];
        this.idleSince = new long[teamOf.length];
        scene.lines().forEach(line -> waiting.add(new ArrayDeque<>()));
        scene.teams().forEach(team -> free.add(new ArrayList<>()));
        for (var agent = 0; agent < teamOf.length; agent++) {
            free.get(teamOf[agent]).add(agent);
        }
    }

    public static Trace run(Scene scene, Policy policy, long seed, int count) {
        return new Textbook(scene, policy, seed, count).run();
    }

    private Trace run() {
        expect(customers.next());
        while (ended < waits.length) {
            var next = due.remove();
            watch.passes(next.at());
            now = next.at();
            next.what().run();
        }
        return new Trace(lines, waits, left, watch.findings(now));
    }

    private void at(long when, Runnable what) {
        due.add(new Due(when, numbers++, what));
    }

    private void expect(Customer customer) {
        if (customer.number() < waits.length) {
            at(customer.at(), () -> comes(customer));
        }
    }

    private void comes(Customer customer) {
        lines[customer.number()] = customer.line();
        watch.comes(customer.number(), customer.line());
        var agent = agentFor(customer);
        if (agent >= 0) {
            serve(customer, agent);
        } else {
            waiting.get(customer.line()).add(customer);
            if (customer.leaves()) {
                at(customer.at() + customer.patience(), () -> leaves(customer));
            }
        }
        expect(customers.next());
    }

    private int agentFor(Customer customer) {
        var fitting = new ArrayList<Integer>();
        for (var team = 0; team < free.size(); team++) {
            if (scene.teams().get(team).serves(scene.lines().get(customer.line()))) {
                fitting.addAll(free.get(team));
            }
        }
        if (fitting.isEmpty()) {
            return -1;
        }
        return policy == Policy.LONGEST_IDLE
                ? fitting.stream()
                        .min(Comparator.<Integer>comparingLong(agent -> idleSince[agent])
                                .thenComparing(agent -> agent))
                        .orElseThrow()
                : fitting.get(random.nextInt(fitting.size()));
    }

    private void serve(Customer customer, int agent) {
        free.get(teamOf[agent]).remove((Integer) agent);
        watch.taken(customer.number(), customer.line(), agent, now);
        at(now + customer.handling(), () -> freed(agent));
        ended(customer);
    }

    private void freed(int agent) {
        idleSince[agent] = now;
        free.get(teamOf[agent]).add(agent);
        watch.freed(agent, now);
        ArrayDeque<Customer> first = null;
        for (var line = 0; line < waiting.size(); line++) {
            var queue = waiting.get(line);
            if (!queue.isEmpty()
                    && scene.teams().get(teamOf[agent]).serves(scene.lines().get(line))
                    && (first == null || queue.element().at() < first.element().at())) {
                first = queue;
            }
        }
        if (first != null) {
            serve(first.remove(), agent);
        }
    }

    private void leaves(Customer customer) {
        if (waiting.get(customer.line()).remove(customer)) {
            left[customer.number()] = true;
            watch.leaves(customer.number(), customer.line());
            ended(customer);
        }
    }

    private void ended(Customer customer) {
        waits[customer.number()] = now - customer.at();
        ended++;
    }
}
