package baton.bench;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Pings and pongs of {@code baton.v1} over the same sockets, in a closed loop: what driver and web door can do when the engine and
 * the database have nothing to do. Says whether the driver is what limits the messages.
 */
final class Pings implements Traffic {

    private final Load load;
    private final List<BenchCustomer> customers;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private long started;
    private long ended;
    private int sent;
    private int answered;

    Pings(Load load, List<BenchCustomer> customers) {
        this.load = load;
        this.customers = customers;
    }

    /** Answered pings per second; as many as the load has messages. */
    double run(Stage stage) throws InterruptedException {
        stage.perform(this, this::start, over, load);
        return load.count() * 1e9 / (ended - started);
    }

    private void start() {
        started = System.nanoTime();
        for (var turn = 0; turn < load.inFlight(); turn++) {
            customers.subList(0, load.pairs()).forEach(this::send);
        }
    }

    private void send(BenchCustomer customer) {
        if (sent < load.count()) {
            sent++;
            customer.ping();
        }
    }

    @Override
    public void ponged(BenchCustomer customer) {
        answered++;
        if (answered == load.count()) {
            ended = System.nanoTime();
            over.complete(null);
        }
        send(customer);
    }
}
