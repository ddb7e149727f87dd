package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Customers who write without a pause, and clerks who answer. */
final class Load implements AutoCloseable {

    private static final int CUSTOMERS = 6;
    private static final Duration ANSWERED = Duration.ofSeconds(60);

    private final Scene scene;
    private final AtomicBoolean going = new AtomicBoolean(true);
    private final List<ChatClient> customers = new ArrayList<>();
    private final List<DeskClient> desks = new ArrayList<>();
    private final List<Clerk> clerks = new ArrayList<>();
    private final List<Future<?>> writing = new ArrayList<>();
    private final Queue<Long> pauses = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(CUSTOMERS);

    Load(Scene scene) {
        this.scene = scene;
        for (var agent : Company.AGENTS) {
            desks.add(scene.agent(agent));
        }
        desks.forEach(desk -> clerks.add(new Clerk(desk)));
        for (var i = 0; i < CUSTOMERS; i++) {
            var customer = scene.customer();
            customer.beStubborn();
            customers.add(customer);
            writing.add(threads.submit(() -> write(customer)));
        }
    }

    private void write(ChatClient customer) {
        for (var n = 1; going.get(); n++) {
            var began = System.nanoTime();
            customer.say("Message " + n);
            pauses.add(System.nanoTime() - began);
        }
    }

    /** The longest that somebody has waited for an acknowledgement until now. */
    Duration longestPause() {
        return Duration.ofNanos(pauses.stream().mapToLong(pause -> pause).max().orElse(0));
    }

    int acknowledged() {
        return customers.stream().mapToInt(customer -> customer.ledger().size()).sum();
    }

    /** Returns when so many more messages have been acknowledged. */
    void awaitMore(int count) {
        var before = acknowledged();
        await("load goes on").atMost(Duration.ofSeconds(60)).until(() -> {
            assertThat(writing).as("customers who still write").noneMatch(Future::isDone);
            return acknowledged() >= before + count;
        });
    }

    /** Everybody gets the last answer. */
    void stop() throws Exception {
        going.set(false);
        for (var writer : writing) {
            writer.get(60, TimeUnit.SECONDS);
        }
        await("all messages are answered").atMost(ANSWERED).untilAsserted(() -> assertThat(unanswered())
                .isEmpty());
    }

    /** Who still waits for what. */
    private List<String> unanswered() {
        var waiting = new ArrayList<String>();
        for (var customer : customers) {
            var episode = customer.episodeId();
            var said = customer.ledger().size();
            var seen = customer.screen.texts(episode).size();
            if (seen != 2 * said) {
                waiting.add("%s: %d said, %d texts at the customer, at the desks %s, served by %s"
                        .formatted(episode, said, seen, atDesks(episode), servedBy(episode)));
            }
        }
        for (var desk : desks) {
            if (desk.unanswered() > 0) {
                waiting.add(desk.agentId() + ": " + desk.unanswered() + " deeds without an answer");
            }
        }
        return waiting;
    }

    private List<Integer> atDesks(String episode) {
        return desks.stream().map(desk -> desk.screen.texts(episode).size()).toList();
    }

    private List<String> servedBy(String episode) {
        return desks.stream()
                .filter(desk -> desk.serves(episode))
                .map(DeskClient::agentId)
                .toList();
    }

    void everythingIsThereOnce() {
        var audit = new Audit(scene);
        for (var customer : customers) {
            var episode = customer.episodeId();
            var desk = desks.stream().filter(d -> d.serves(episode)).findFirst();
            audit.add(customer, episode, desk.orElseThrow());
            assertThat(customer.screen.texts(episode))
                    .filteredOn(text -> text.startsWith("Message"))
                    .as("the customer's own order")
                    .isEqualTo(inOrder(customer.ledger().size()));
        }
        desks.forEach(audit::add);
        var entries = audit.everythingIsThereOnce();
        assertThat(scene.journal().episodes(scene.company())).hasSize(CUSTOMERS);
        assertThat(entries).isGreaterThan(2 * acknowledged());
    }

    private static List<String> inOrder(int count) {
        var texts = new ArrayList<String>();
        for (var n = 1; n <= count; n++) {
            texts.add("Message " + n);
        }
        return texts;
    }

    @Override
    public void close() {
        going.set(false);
        threads.shutdownNow();
        clerks.forEach(Clerk::close);
    }
}
