package baton.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Who plays in a benchmark: customers with open chats and agents with open desks, each with a socket of its own. */
final class Cast implements AutoCloseable {

    private final Stage stage = new Stage();
    private final List<Integer> ports;
    private final List<BenchCustomer> customers = new ArrayList<>();
    private final Map<String, CompletableFuture<BenchDesk>> serving = new ConcurrentHashMap<>();
    private final AtomicInteger deeds = new AtomicInteger();

    /** @param ports of the nodes' web doors; people come to them in turns */
    Cast(List<Integer> ports) throws IOException {
        this.ports = ports;
    }

    /** Signs these agents in; returns when all are available. */
    void enterDesks(List<String> agentIds) throws IOException, InterruptedException {
        var logins = ports.stream().map(DeskLogin::new).toList();
        var available = new ArrayList<CompletableFuture<Void>>();
        for (var i = 0; i < agentIds.size(); i++) {
            // Backwards, so that with several nodes a customer's is not the one of their agent.
            var node = ports.size() - 1 - i % ports.size();
            var ticket = logins.get(node).ticket(agentIds.get(i));
            available.add(new BenchDesk(this, stage, ports.get(node), ticket).available());
        }
        stage.await(available, "all agents to be available");
    }

    /** Connects so many customers; returns when all are greeted. */
    void enterCustomers(int count) throws IOException, InterruptedException {
        for (var i = 0; i < count; i++) {
            customers.add(new BenchCustomer(stage, ports.get(i % ports.size())));
        }
        stage.await(customers.stream().map(BenchCustomer::greeted).toList(), "all customers to be greeted");
    }

    Stage stage() {
        return stage;
    }

    List<BenchCustomer> customers() {
        return customers;
    }

    /** Gives each of them a fresh episode that an agent has accepted; closes the one before. */
    void refresh(List<BenchCustomer> some) throws InterruptedException {
        stage.await(some.stream().map(this::refresh).toList(), "all episodes to be accepted");
    }

    private CompletableFuture<Void> refresh(BenchCustomer customer) {
        return stage.onLoop(() -> close(customer.episodeId()))
                .thenCompose(closed -> stage.onLoop(customer::open))
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

    private CompletableFuture<BenchDesk> service(String episodeId) {
        return serving.computeIfAbsent(episodeId, id -> new CompletableFuture<>());
    }

    int nextDeed() {
        return deeds.incrementAndGet();
    }

    void assigned(String episodeId, BenchDesk desk) {
        service(episodeId).complete(desk);
    }

    @Override
    public void close() {
        stage.close();
    }
}
