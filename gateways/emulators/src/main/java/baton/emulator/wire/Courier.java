package baton.emulator.wire;

import baton.emulator.wire.Ledger.Direction;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings webhooks to Baton: for each customer one after another, again and again until it is confirmed with 2xx, and with the words
 * that the provider wants. Nothing is dropped while the emulator lives, unless its provider gives up.
 */
public final class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private static final long LONGEST_RETRY_AFTER_SECONDS = 3600;

    /** What is held back to be told in another order is told after this time at the latest. */
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(3);

    private final HttpClient client;
    private final ScheduledExecutorService clock;
    private final Ledger ledger;
    private final Mischief mischief;
    private final Pauses pauses;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final List<Webhook> held = new ArrayList<>();
    private int hold;
    private boolean twice;

    /** Where to, and how it is signed; asked for each attempt, because both can be changed. */
    public interface Target {

        /** Empty while nobody wants to hear anything: what there is waits. */
        Optional<URI> url();

        Map<String, String> headers(byte[] body);

        default String contentType() {
            return "application/json";
        }

        default byte[] bytes(JsonNode body) {
            return Json.bytes(body);
        }

        /**
         * When it is told again. Most providers are patient.
         *
         * @param usual after this time
         * @return empty if it never is: then it is lost
         */
        default Optional<Duration> again(Refusal refusal, Duration usual) {
            return Optional.of(usual);
        }

        /** Whether an answer with 2xx says what this provider wants to hear. */
        default boolean isConfirmation(String answer) {
            return true;
        }
    }

    /**
     * What was not confirmed.
     *
     * @param attempt how often it has been told
     * @param status of HTTP, 0 for no answer
     * @param connected whether there was somebody to tell it to
     * @param since the first attempt
     */
    public record Refusal(int attempt, int status, boolean connected, Duration since) {}

    /**
     * @param customer what is about the same customer stays in order
     * @param confirmed runs when Baton has it
     * @param lost runs when it is not told again
     */
    public record Webhook(
            String customer, String what, JsonNode body, Target target, Runnable confirmed, Runnable lost) {

        public Webhook(String customer, String what, JsonNode body, Target target, Runnable confirmed) {
            this(customer, what, body, target, confirmed, () -> {});
        }
    }

    private static final class Lane {
        final Deque<Webhook> queue = new ArrayDeque<>();
        int attempts;
        boolean doubled;
        long firstAt;
    }

    public Courier(HttpClient client, ScheduledExecutorService clock, Ledger ledger, Mischief mischief, Pauses pauses) {
        this.client = client;
        this.clock = clock;
        this.ledger = ledger;
        this.mischief = mischief;
        this.pauses = pauses;
    }

    public synchronized void tell(Webhook webhook) {
        if (hold == 0) {
            enqueue(webhook);
            return;
        }
        held.add(webhook);
        if (held.size() == hold) {
            release();
        }
    }

    /** From now on everything is told a second time after it was confirmed, or no longer. */
    public synchronized void twice(boolean on) {
        twice = on;
    }

    /** The next so many are held back and then told in the opposite order. */
    public synchronized void reorder(int count) {
        release();
        hold = count;
        clock.schedule(this::release, LONGEST_HOLD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How many are not confirmed yet. */
    public synchronized int waiting() {
        return held.size()
                + lanes.values().stream().mapToInt(lane -> lane.queue.size()).sum();
    }

    private synchronized void release() {
        hold = 0;
        Collections.reverse(held);
        held.forEach(this::enqueue);
        held.clear();
    }

    private void enqueue(Webhook webhook) {
        var lane = lanes.computeIfAbsent(webhook.customer(), customer -> new Lane());
        lane.queue.addLast(webhook);
        if (lane.queue.size() == 1) {
            attempt(lane);
        }
    }

    private synchronized void attempt(Lane lane) {
        var webhook = lane.queue.element();
        var url = webhook.target().url();
        if (url.isEmpty() || mischief.away()) {
            later(lane, pauses.before(0));
            return;
        }
        if (lane.attempts == 0) {
            lane.firstAt = System.nanoTime();
        }
        var body = webhook.target().bytes(webhook.body());
        var request = HttpRequest.newBuilder(url.get())
                .timeout(pauses.patience())
                .header("Content-Type", webhook.target().contentType())
                .POST(BodyPublishers.ofByteArray(body));
        webhook.target().headers(body).forEach(request::header);
        client.sendAsync(request.build(), BodyHandlers.ofString())
                .whenComplete((response, failure) -> answered(lane, webhook, response, failure));
    }

    private void answered(
            Lane lane, Webhook webhook, @Nullable HttpResponse<String> response, @Nullable Throwable failure) {
        var status = response == null ? 0 : response.statusCode();
        var confirmed = response != null
                && status >= 200
                && status < 300
                && webhook.target().isConfirmation(response.body());
        ledger.add(Direction.WEBHOOK, webhook.customer(), webhook.what(), webhook.body(), status, confirmed);
        if (confirmed) {
            confirmed(lane, webhook);
        } else {
            refused(lane, webhook, status, response, isConnected(failure));
        }
    }

    private static boolean isConnected(@Nullable Throwable failure) {
        var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return !(cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException);
    }

    private void confirmed(Lane lane, Webhook webhook) {
        webhook.confirmed().run();
        synchronized (this) {
            lane.attempts = 0;
            if (twice && !lane.doubled) {
                lane.doubled = true;
                attempt(lane);
                return;
            }
            next(lane, webhook);
        }
    }

    private void next(Lane lane, Webhook done) {
        lane.attempts = 0;
        lane.doubled = false;
        lane.queue.remove();
        if (lane.queue.isEmpty()) {
            lanes.remove(done.customer());
        } else {
            attempt(lane);
        }
    }

    private synchronized void refused(
            Lane lane, Webhook webhook, int status, @Nullable HttpResponse<?> response, boolean connected) {
        var usual = retryAfter(response).orElse(pauses.before(lane.attempts));
        lane.attempts++;
        var refusal = new Refusal(lane.attempts, status, connected, Duration.ofNanos(System.nanoTime() - lane.firstAt));
        var pause = webhook.target().again(refusal, usual);
        if (pause.isPresent()) {
            var millis = pause.get().toMillis();
            LOG.info("{} is not confirmed ({}), again in {} ms", webhook.what(), status, millis);
            later(lane, pause.get());
        } else {
            LOG.info("{} is not confirmed ({}), and is not told again", webhook.what(), status);
            webhook.lost().run();
            next(lane, webhook);
        }
    }

    private static Optional<Duration> retryAfter(@Nullable HttpResponse<?> response) {
        return Optional.ofNullable(response)
                .flatMap(known -> known.headers().firstValue("Retry-After"))
                .filter(value -> value.matches("[0-9]{1,9}"))
                .map(value -> Duration.ofSeconds(Math.min(LONGEST_RETRY_AFTER_SECONDS, Long.parseLong(value))));
    }

    private void later(Lane lane, Duration pause) {
        if (!clock.isShutdown()) {
            clock.schedule(() -> attempt(lane), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
