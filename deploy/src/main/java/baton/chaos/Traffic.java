package baton.chaos;

import baton.launcher.Problem;
import baton.testbed.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Customers who write or call all the time and agents who answer, at all nodes. Most are there from the beginning; some enter while things go wrong, and one
 * customer and one agent read nothing meanwhile.
 */
final class Traffic implements AutoCloseable {

    private static final int EARLY = 8;
    private static final int LATE = 6;

    /** Of the first customer, the second and so on, and again. */
    private static final List<Manner> MANNERS =
            List.of(Manner.of(4), Manner.of(1), Manner.of(4), Manner.of(2), new Manner(4, true), Manner.of(2));

    private static final int LATE_EVERY_MILLIS = 1_000;
    private static final int GLANCE_MILLIS = 50;
    private static final long READY_SECONDS = 60;
    private static final long PROGRESS_SECONDS = 120;
    private static final long SETTLED_SECONDS = 240;

    private final ClientThread thread = new ClientThread();
    private final List<Customer> customers = new ArrayList<>();
    private final List<Clerk> clerks;
    private final Hotline hotline;

    /** Returns when agents are available and customers have been answered. */
    Traffic(Company company, List<Place> nodes) throws InterruptedException {
        var ports = nodes.stream().map(Place::http).toList();
        var agentIds = company.agentIds();
        clerks = Stream.iterate(0, n -> n + 1)
                .limit(agentIds.size())
                .map(n -> new Clerk(agentIds.get(n), company, ports, n, thread))
                .toList();
        hotline = new Hotline(company, nodes, thread);
        for (var n = 0; n < EARLY + LATE; n++) {
            customers.add(new Customer("m" + n, MANNERS.get(n % MANNERS.size()), company, ports, n, thread));
        }
        thread.execute(() -> {
            clerks.forEach(Clerk::enter);
            hotline.enter();
        });
        require(
                () -> clerks.stream().allMatch(Clerk::isAvailable) && hotline.isAvailable(),
                READY_SECONDS,
                "all agents to be available");
        thread.execute(() -> {
            customers.subList(0, EARLY).forEach(Customer::enter);
            hotline.open();
        });
        require(
                () -> customers.subList(0, EARLY).stream()
                        .allMatch(customer -> customer.acknowledged().size() > 3),
                READY_SECONDS,
                "all customers to be answered");
        require(hotline::hasTalked, READY_SECONDS, "all callers to be answered");
    }

    /** From now on waits are measured, a customer and an agent read nothing, and others enter. */
    void begins() {
        thread.execute(() -> {
            clients().forEach(Client::measure);
            customers.get(0).stopReading();
            clerks.get(0).stopReading();
        });
        for (var n = 0; n < LATE; n++) {
            thread.schedule(customers.get(EARLY + n)::enter, (long) n * LATE_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Whoever read nothing reads on. */
    void ends() {
        thread.execute(() -> {
            customers.get(0).readOn();
            clerks.get(0).readOn();
        });
    }

    /** The node behind this port goes in order: whoever is there has to be told. Until {@link #hasLeft}. */
    void leaves(int port) throws InterruptedException {
        onThread(() -> {
            clients().forEach(client -> client.leaves(port));
            return port;
        });
    }

    void hasLeft() {
        thread.execute(() -> clients().forEach(Client::hasLeft));
    }

    /** Returns when so many more messages have been acknowledged, or when that takes too long: who is stuck is found out in the end. */
    void awaitMore(int count) throws InterruptedException {
        var enough = onThread(this::acknowledged) + count;
        await(() -> acknowledged() >= enough, PROGRESS_SECONDS);
    }

    /** Nobody says anything new. Returns when all have their last answer, or when that takes too long. */
    void settle() throws InterruptedException {
        await(
                () -> customers.stream()
                        .noneMatch(customer -> customer.said().ids().isEmpty()),
                PROGRESS_SECONDS);
        thread.execute(() -> {
            customers.forEach(Customer::leave);
            hotline.leave();
        });
        await(this::isSettled, SETTLED_SECONDS);
    }

    private boolean isSettled() {
        return customers.stream().allMatch(Customer::isSettled)
                && allClerks().noneMatch(Client::isWaitingForAnswers)
                && clients().allMatch(Client::seesWhatItWasPromised)
                && hotline.isSettled();
    }

    private Stream<Clerk> allClerks() {
        return Stream.concat(clerks.stream(), hotline.clerks());
    }

    private Stream<Client> clients() {
        return Stream.concat(customers.stream(), allClerks());
    }

    private int acknowledged() {
        return customers.stream()
                .mapToInt(customer -> customer.acknowledged().size())
                .sum();
    }

    /** What has become of all calls so far. */
    List<Calls> calls() throws InterruptedException {
        return onThread(hotline::calls);
    }

    /** What all have been promised and have seen. Nobody does anything any more. */
    List<Account> accounts() throws InterruptedException {
        close();
        if (!thread.awaitTermination(READY_SECONDS, TimeUnit.SECONDS)) {
            throw new Problem("The clients do not end.");
        }
        thread.requireSound();
        return Stream.concat(customers.stream().map(Account::of), allClerks().map(Account::of))
                .toList();
    }

    private void require(Callable<Boolean> condition, long seconds, String what) throws InterruptedException {
        if (!await(condition, seconds)) {
            throw new Problem("Waited " + seconds + " s in vain for " + what + ", before anything went wrong.");
        }
    }

    private boolean await(Callable<Boolean> condition, long seconds) throws InterruptedException {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!onThread(condition)) {
            if (System.nanoTime() > until) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
        }
        return true;
    }

    private <T> T onThread(Callable<T> question) throws InterruptedException {
        try {
            return thread.submit(question).get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    @Override
    public void close() {
        thread.execute(() -> {
            Stream.concat(customers.stream(), clerks.stream()).forEach(Client::go);
            hotline.close();
        });
        thread.shutdown();
    }
}
