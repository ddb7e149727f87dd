package baton.sim;

import baton.sim.Customers.Customer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/** The customers of a scene come to the real queue and agents, in virtual time, until so many of them are served or gone. */
public final class Simulation {

    private static final int REPORT_EVERY = 10_000;

    private final Scene scene;
    private final Customers customers;
    private final Watch watch;
    private final Map<String, Customer> waiting = new HashMap<>();
    private final int[] lines;
    private final long[] waits;
    private final boolean[] left;
    private final LiveCompany company;
    private final VirtualTime time;
    private final IntConsumer progress;
    private int ended;

    private Simulation(Scene scene, long seed, int count, IntConsumer progress) {
        this.scene = scene;
        this.customers = new Customers(scene, seed);
        this.watch = new Watch(scene);
        this.lines = new int[count];
        this.waits = new long[count];
        this.left = new boolean[count];
        this.progress = progress;
        this.company = new LiveCompany(scene, this::taken);
        this.time = company.time();
    }

    /** @param progress is told now and then how many are served or gone */
    public static Trace run(Scene scene, long seed, int count, IntConsumer progress) {
        var simulation = new Simulation(scene, seed, count, progress);
        try (simulation.company) {
            return simulation.run();
        }
    }

    private Trace run() {
        expect(customers.next());
        while (ended < waits.length) {
            var next = time.next(Long.MAX_VALUE);
            if (next == Long.MAX_VALUE) {
                throw new IllegalStateException("nothing is due any more, and " + waiting.size() + " still wait");
            }
            watch.passes(next);
            time.step();
        }
        return new Trace(lines, waits, left, watch.findings(time.nanos()));
    }

    private void expect(Customer customer) {
        if (customer.number() < waits.length) {
            time.at(customer.at(), () -> comes(customer));
        }
    }

    private void comes(Customer customer) {
        var workId = "work-" + customer.number();
        lines[customer.number()] = customer.line();
        waiting.put(workId, customer);
        watch.comes(customer.number(), customer.line());
        company.comes(workId, scene.lines().get(customer.line()).queueId());
        if (customer.leaves()) {
            time.at(customer.at() + customer.patience(), () -> leaves(workId));
        }
        expect(customers.next());
    }

    private void leaves(String workId) {
        var customer = waiting.remove(workId);
        if (customer != null) {
            left[customer.number()] = true;
            watch.leaves(customer.number(), customer.line());
            company.leaves(workId);
            ended(customer);
        }
    }

    private void taken(String workId, String agentId) {
        var customer = waiting.remove(workId);
        if (customer == null) {
            throw new IllegalStateException("taken: " + workId + " (expected: somebody who waits)");
        }
        var agent = LiveCompany.agentNumber(agentId);
        watch.taken(customer.number(), customer.line(), agent, time.nanos());
        time.at(time.nanos() + customer.handling(), () -> done(workId, agent));
        ended(customer);
    }

    private void done(String workId, int agent) {
        watch.freed(agent, time.nanos());
        company.done(workId, LiveCompany.agentId(agent));
    }

    private void ended(Customer customer) {
        waits[customer.number()] = time.nanos() - customer.at();
        if (++ended % REPORT_EVERY == 0) {
            progress.accept(ended);
        }
    }
}
