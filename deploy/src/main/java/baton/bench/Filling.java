package baton.bench;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Customers who write some messages each, one after the other, whether somebody reads them or not. Lives on the thread of the sockets. */
final class Filling implements Traffic {

    private final List<? extends Writer> customers;
    private final List<String> texts;
    private final Load load;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final Stage stage;
    private int stored;

    /** @param load as many pairs as customers, one message of each under way at one time */
    Filling(Stage stage, List<? extends Writer> customers, Load load, List<String> texts) {
        this.stage = stage;
        this.customers = customers;
        this.load = load;
        this.texts = texts;
    }

    /** Returns when all of them are acknowledged. */
    void run() throws InterruptedException {
        stage.perform(this, this::start, over, load);
    }

    private void start() {
        for (var message = 0; message < customers.size(); message++) {
            say(message);
        }
    }

    /** Numbers go round and round among the customers. */
    private void say(int message) {
        customers.get(message % customers.size()).say(message, texts.get(message % texts.size()));
    }

    /** With the same id, so that it is there once whether it was stored or not. */
    @Override
    public void tryAgain(int message) {
        stage.later(BenchCustomer.RETRY_MILLIS, () -> say(message));
    }

    @Override
    public void acked(int message) {
        stored++;
        if (stored == load.count()) {
            over.complete(null);
        } else if (message + customers.size() < load.count()) {
            say(message + customers.size());
        }
    }
}
