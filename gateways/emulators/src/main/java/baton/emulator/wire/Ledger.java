package baton.emulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Everything a provider was asked and has told, in order. Keeps the last 200,000. */
public final class Ledger {

    private static final int MOST = 200_000;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long last;

    /** Who began. */
    public enum Direction {
        /** Baton asked the provider. */
        CALL,
        /** The provider told Baton; each attempt is one entry. */
        WEBHOOK
    }

    /**
     * @param customer whom it is about, empty if nobody
     * @param what the method, or the kind of webhook
     * @param status how it was answered, 0 for not at all
     * @param taken whether it counts: a call that was carried out, whatever Baton heard of it; a webhook answered with 2xx
     */
    public record Entry(
            long number,
            Instant at,
            Direction direction,
            String customer,
            String what,
            JsonNode body,
            int status,
            boolean taken) {

        public ObjectNode json() {
            var json = Json.object();
            json.put("number", number).put("at", at.toString()).put("direction", direction.name());
            json.put("customer", customer)
                    .put("what", what)
                    .put("status", status)
                    .put("taken", taken);
            json.set("body", body);
            return json;
        }
    }

    public synchronized void add(
            Direction direction, String customer, String what, JsonNode body, int status, boolean taken) {
        entries.addLast(new Entry(++last, Instant.now(), direction, customer, what, body, status, taken));
        if (entries.size() > MOST) {
            entries.removeFirst();
        }
    }

    public synchronized List<Entry> all() {
        return List.copyOf(entries);
    }

    /** What Baton asked. */
    public List<Entry> calls() {
        return all().stream().filter(one -> one.direction() == Direction.CALL).toList();
    }

    /** What Baton asked about this customer. */
    public List<Entry> calls(String customer) {
        return calls().stream().filter(one -> one.customer().equals(customer)).toList();
    }

    /** What Baton was told, each attempt. */
    public List<Entry> webhooks() {
        return all().stream()
                .filter(one -> one.direction() == Direction.WEBHOOK)
                .toList();
    }

    /** What Baton was told about this customer, each attempt. */
    public List<Entry> webhooks(String customer) {
        return webhooks().stream()
                .filter(one -> one.customer().equals(customer))
                .toList();
    }
}
