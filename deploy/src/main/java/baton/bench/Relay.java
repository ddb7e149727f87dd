package baton.bench;

import baton.report.Samples;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One round of messages from customers' sockets to agents' sockets, in a closed loop: a pair sends its next message when one of
 * its messages is both acknowledged at the customer's socket and seen at the agent's, after the pause of the load. Lives on the thread of the
 * sockets.
 */
final class Relay implements Traffic {

    private static final byte ACKED = 1;
    private static final byte SEEN = 2;
    private static final byte DONE = ACKED | SEEN;

    private final Stage stage;
    private final Load load;
    private final int first;
    private final int perEpisode;
    private final List<? extends Writer> customers;
    private final List<String> texts;
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    private final long[] sentAt;
    private final byte[] state;
    private final int[] pairOf;
    private final Writer[] customerOf;
    private final int[] sentBy;
    private final Samples toAck;
    private final Samples toAgent;
    private final long[] longest;
    private long started;
    private long lastAck;
    private long lastSeen;
    private int next;
    private int open;
    private int doubled;
    private int retried;

    /**
     * @param first number of the first message: none is used twice in a run
     * @param customers with fresh episodes, as many as {@link Load#episodes} says
     */
    Relay(Stage stage, Load load, int first, int perEpisode, List<? extends Writer> customers, List<String> texts) {
        this.stage = stage;
        this.load = load;
        this.first = first;
        this.perEpisode = perEpisode;
        this.customers = customers;
        this.texts = texts;
        this.sentAt = new long[load.count()];
        this.state = new byte[load.count()];
        this.pairOf = new int[load.count()];
        this.customerOf = new Writer[load.count()];
        this.sentBy = new int[load.pairs()];
        this.toAck = new Samples(load.count());
        this.toAgent = new Samples(load.count());
        this.longest = new long[load.pairs()];
        this.open = load.count();
    }

    /**
     * @param ackedPerSecond until the last receipt
     * @param seenPerSecond until the last entry at an agent's socket
     * @param toAgent from the customer's socket to the agent's
     * @param toAck from the customer's socket back to it
     * @param longest of each pair, what its slowest message took
     * @param doubled entries that came twice
     * @param retried messages that had to be sent again because the node asked for it; their times include that
     */
    record Result(
            double ackedPerSecond,
            double seenPerSecond,
            Samples toAgent,
            Samples toAck,
            Samples longest,
            int doubled,
            int retried) {}

    Result run() throws InterruptedException {
        stage.perform(this, this::start, over, load);
        return new Result(
                load.count() * 1e9 / (lastAck - started),
                load.count() * 1e9 / (lastSeen - started),
                toAgent,
                toAck,
                Samples.of(longest),
                doubled,
                retried);
    }

    private void start() {
        started = System.nanoTime();
        for (var turn = 0; turn < load.inFlight(); turn++) {
            for (var pair = 0; pair < load.pairs(); pair++) {
                send(pair);
            }
        }
    }

    private void goOn(int pair) {
        if (load.pauseMillis() == 0) {
            send(pair);
        } else {
            stage.later(load.pauseMillis(), () -> send(pair));
        }
    }

    private void send(int pair) {
        var sent = sentBy[pair];
        if (sent == load.perPair()) {
            return;
        }
        sentBy[pair]++;
        var message = next++;
        pairOf[message] = pair;
        var customer = customers.get(pair + load.pairs() * (sent / perEpisode));
        customerOf[message] = customer;
        sentAt[message] = System.nanoTime();
        say(message);
    }

    private void say(int message) {
        customerOf[message].say(first + message, texts.get(message % texts.size()));
    }

    /** With the same id, so that it is there once whether it was stored or not. */
    @Override
    public void tryAgain(int number) {
        retried++;
        stage.later(BenchCustomer.RETRY_MILLIS, () -> say(number - first));
    }

    @Override
    public void acked(int message) {
        lastAck = arrived(message, ACKED, toAck);
    }

    @Override
    public void seen(int message) {
        lastSeen = arrived(message, SEEN, toAgent);
    }

    private long arrived(int number, byte what, Samples samples) {
        var now = System.nanoTime();
        var message = number - first;
        if (message < 0 || message >= next || (state[message] & what) != 0) {
            doubled++;
            return now;
        }
        samples.add(now - sentAt[message]);
        longest[pairOf[message]] = Math.max(longest[pairOf[message]], now - sentAt[message]);
        state[message] |= what;
        if (state[message] == DONE) {
            goOn(pairOf[message]);
            if (--open == 0) {
                over.complete(null);
            }
        }
        return now;
    }
}
