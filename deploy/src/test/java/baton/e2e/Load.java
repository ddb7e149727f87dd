package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.protocol.client.v1.DeedRefused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Customers who write all the time, and clerks who answer. */
final class Load implements AutoCloseable {

    private static final int CUSTOMERS = 6;
    private static final int THINKING_MILLIS = 200;
    private static final Duration ANSWERED = Duration.ofSeconds(120);

    private final Scene scene;
    private final List<ChatClient> customers = new ArrayList<>();
    private final List<DeskClient> desks = new ArrayList<>();
    private final List<Clerk> clerks = new ArrayList<>();
    private final List<Future<?>> writing = new ArrayList<>();
    private final Map<ChatClient, Duration> longest = new ConcurrentHashMap<>();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(CUSTOMERS);

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
            writing.add(
                    threads.scheduleWithFixedDelay(() -> write(customer), 0, THINKING_MILLIS, TimeUnit.MILLISECONDS));
        }
    }

    private void write(ChatClient customer) {
        var began = System.nanoTime();
        customer.say("Message " + (customer.ledger().size() + 1));
        var pause = Duration.ofNanos(System.nanoTime() - began);
        longest.merge(customer, pause, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /** For each customer the longest wait for an acknowledgement since {@link #newPauses}, the shortest first. */
    List<Duration> pauses() {
        return longest.values().stream().sorted().toList();
    }

    /** The longest that somebody has waited for an acknowledgement since {@link #newPauses}. */
    Duration longestPause() {
        return longest.values().stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }

    void newPauses() {
        longest.clear();
    }

    /** What each customer was told to send again later, since the beginning. */
    List<List<DeedRefused>> putOff() {
        return customers.stream().map(Client::putOff).toList();
    }

    int acknowledged() {
        return customers.stream().mapToInt(customer -> customer.ledger().size()).sum();
    }

    /** Returns when so many more messages have been acknowledged. */
    void awaitMore(int count) {
        var before = acknowledged();
        await("load goes on").atMost(Duration.ofSeconds(120)).until(() -> {
            assertThat(writing).as("customers who still write").noneMatch(Future::isDone);
            return acknowledged() >= before + count;
        });
    }

    /** Everybody gets the last answer. */
    void stop() throws Exception {
        writing.forEach(writer -> writer.cancel(false));
        threads.shutdown();
        assertThat(threads.awaitTermination(150, TimeUnit.SECONDS))
                .as("what is being written is acknowledged")
                .isTrue();
        await("all messages are answered").atMost(ANSWERED).untilAsserted(() -> assertThat(unanswered())
                .isEmpty());
    }

    /** Who still waits for what. */
    private List<String> unanswered() {
        var waiting = new ArrayList<String>();
        for (var customer : customers) {
            var episode = customer.episodeId();
            var said = customer.ledger().size();
            var seen = customer.texts(episode).size();
            if (seen != 2 * said) {
                waiting.add("%s: %d said, %d texts at the customer, at the desks %s, served by %s; refused %s"
                        .formatted(episode, said, seen, atDesks(episode), servedBy(episode), refusals()));
            }
        }
        for (var desk : desks) {
            if (desk.unanswered() > 0) {
                waiting.add(desk.agentId() + ": " + desk.unanswered() + " deeds without an answer");
            }
        }
        return waiting;
    }

    private List<String> refusals() {
        return desks.stream().flatMap(desk -> desk.refusals().stream()).toList();
    }

    private List<Integer> atDesks(String episode) {
        return desks.stream().map(desk -> desk.texts(episode).size()).toList();
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
            assertThat(customer.texts(episode))
                    .filteredOn(text -> text.startsWith("Message"))
                    .as("the customer's own order")
                    .isEqualTo(inOrder(customer.ledger().size()));
        }
        desks.forEach(audit::add);
        var entries = audit.everythingIsThereOnce();
        assertThat(scene.journal().episodes()).hasSize(CUSTOMERS);
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
        threads.shutdownNow();
        clerks.forEach(Clerk::close);
    }
}
