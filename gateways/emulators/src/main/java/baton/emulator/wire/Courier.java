package baton.emulator.wire;

import baton.emulator.wire.Ledger.Direction;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
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
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings webhooks to Baton: for each customer one after another, again and again until it is confirmed with 2xx, and with the words
 * that the provider wants. Nothing is dropped while
 * the emulator lives.
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

        default byte[] bytes(JsonNode body) {
            return Json.bytes(body);
        }

        /** Whether an answer with 2xx says what this provider wants to hear. */
        default boolean isConfirmation(String answer) {
            return true;
        }
    }

    /**
     * @param customer what is about the same customer stays in order
     * @param confirmed runs when Baton has it
     */
    public record Webhook(String customer, String what, JsonNode body, Target target, Runnable confirmed) {}

    private static final class Lane {
        final Deque<Webhook> queue = new ArrayDeque<>();
        int attempts;
        boolean doubled;
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
        var body = webhook.target().bytes(webhook.body());
        var request = HttpRequest.newBuilder(url.get())
                .timeout(pauses.patience())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        webhook.target().headers(body).forEach(request::header);
        client.sendAsync(request.build(), BodyHandlers.ofString())
                .whenComplete((response, failure) -> answered(lane, webhook, response));
    }

    private void answered(Lane lane, Webhook webhook, @Nullable HttpResponse<String> response) {
        var status = response == null ? 0 : response.statusCode();
        var confirmed = response != null
                && status >= 200
                && status < 300
                && webhook.target().isConfirmation(response.body());
        ledger.add(Direction.WEBHOOK, webhook.customer(), webhook.what(), webhook.body(), status, confirmed);
        if (confirmed) {
            confirmed(lane, webhook);
        } else {
            refused(lane, webhook, status, response);
        }
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
            lane.doubled = false;
            lane.queue.remove();
            if (lane.queue.isEmpty()) {
                lanes.remove(webhook.customer());
            } else {
                attempt(lane);
            }
        }
    }

    private synchronized void refused(Lane lane, Webhook webhook, int status, @Nullable HttpResponse<?> response) {
        var pause = retryAfter(response).orElse(pauses.before(lane.attempts));
        lane.attempts++;
        LOG.info("{} is not confirmed ({}), again in {} ms", webhook.what(), status, pause.toMillis());
        later(lane, pause);
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
