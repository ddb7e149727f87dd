package baton.bench;

import baton.launcher.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Who plays in a benchmark: customers with open chats and agents with open desks, each with a socket of its own. */
final class Cast implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;
    /** Something is wrong if it is slower than this. */
    private static final int LEAST_PER_SECOND = 50;

    private final WireLoop loop;
    private final int port;
    private final List<BenchCustomer> customers = new ArrayList<>();
    private final Map<String, CompletableFuture<BenchDesk>> serving = new ConcurrentHashMap<>();
    private final AtomicInteger deeds = new AtomicInteger();
    private final CompletableFuture<Object> broken = new CompletableFuture<>();
    private volatile Traffic traffic = Traffic.NONE;
    private volatile boolean closing;

    /** @param port of the node's web door */
    Cast(int port) throws IOException {
        this.port = port;
        this.loop = new WireLoop(broken::completeExceptionally);
    }

    /** Signs these agents in; returns when all are available. */
    void enterDesks(List<String> agentIds) throws IOException, InterruptedException {
        var login = new DeskLogin(port);
        var available = new ArrayList<CompletableFuture<Void>>();
        for (var agentId : agentIds) {
            available.add(new BenchDesk(this, loop, port, login.ticket(agentId)).available());
        }
        await(all(available), "all agents to be available");
    }

    /** Connects so many customers; returns when all are greeted. */
    void enterCustomers(int count) throws IOException, InterruptedException {
        for (var i = 0; i < count; i++) {
            customers.add(new BenchCustomer(this, loop, port));
        }
        await(all(customers.stream().map(BenchCustomer::greeted).toList()), "all customers to be greeted");
    }

    List<BenchCustomer> customers() {
        return customers;
    }

    /** Gives each of them a fresh episode that an agent has accepted; closes the one before. */
    void refresh(List<BenchCustomer> some) throws InterruptedException {
        await(all(some.stream().map(this::refresh).toList()), "all episodes to be accepted");
    }

    private CompletableFuture<Void> refresh(BenchCustomer customer) {
        return onLoop(() -> close(customer.episodeId()))
                .thenCompose(closed -> onLoop(customer::open))
                .thenCompose(episodeId -> service(episodeId).<Void>thenApply(desk -> null));
    }

    private CompletableFuture<Void> close(String episodeId) {
        if (episodeId.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return service(episodeId).thenCompose(desk -> {
            serving.remove(episodeId);
            return desk.close(episodeId);
        });
    }

    private <T> CompletableFuture<T> onLoop(Supplier<CompletableFuture<T>> action) {
        var outcome = new CompletableFuture<T>();
        loop.execute(() -> action.get().thenAccept(outcome::complete));
        return outcome;
    }

    private CompletableFuture<BenchDesk> service(String episodeId) {
        return serving.computeIfAbsent(episodeId, id -> new CompletableFuture<>());
    }

    /** Sends this traffic and returns when it is over. */
    void perform(Traffic next, Runnable start, CompletableFuture<Void> over, Load load) throws InterruptedException {
        traffic = next;
        loop.execute(start);
        await(over, "the end of " + load, PATIENCE_SECONDS + load.count() / LEAST_PER_SECOND);
        traffic = Traffic.NONE;
    }

    /** @throws Problem if it takes too long, or something else goes wrong meanwhile */
    private void await(CompletableFuture<Void> outcome, String what) throws InterruptedException {
        await(outcome, what, PATIENCE_SECONDS);
    }

    private void await(CompletableFuture<Void> outcome, String what, int seconds) throws InterruptedException {
        try {
            CompletableFuture.anyOf(outcome, broken).get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new Problem("Waited " + seconds + " s in vain for " + what + ".", late);
        } catch (ExecutionException failed) {
            throw new Problem("While waiting for " + what + ": " + failed.getCause() + ".", failed);
        }
    }

    /** Runs it on the sockets' thread after that time. */
    void later(long millis, Runnable action) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(() -> loop.execute(action));
    }

    private static CompletableFuture<Void> all(List<CompletableFuture<Void>> parts) {
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new));
    }

    Traffic traffic() {
        return traffic;
    }

    int nextDeed() {
        return deeds.incrementAndGet();
    }

    void assigned(String episodeId, BenchDesk desk) {
        service(episodeId).complete(desk);
    }

    /** The measurement is worth nothing any more. */
    void broken(String why) {
        if (!closing) {
            broken.completeExceptionally(new IllegalStateException(why));
        }
    }

    @Override
    public void close() throws IOException {
        closing = true;
        loop.close();
    }
}
