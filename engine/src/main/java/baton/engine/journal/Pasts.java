package baton.engine.journal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What has been read of entities that wake up, from when they are told how much there is until they want it. Nobody has to want it: when it gets too much, what
 * was begun first goes. All methods may be called by any thread.
 *
 * @param <R> a row of the table, with one event
 */
final class Pasts<R> {

    /** Somebody may read another part of the same entity's past meanwhile. {@code from}: the first event that is wanted. */
    record Key(String entity, long from) {}

    /** One time that this was read. */
    static final class Reading<R> {

        private final Key key;
        private List<R> rows = List.of();

        private Reading(Key key) {
            this.key = key;
        }
    }

    private final int mostRows;
    private final Map<Key, Reading<R>> readings = new LinkedHashMap<>();
    private int size;

    /** @param mostRows of all entities together */
    Pasts(int mostRows) {
        this.mostRows = mostRows;
    }

    /** A new reading. What an earlier one has brought is not good enough any more. */
    synchronized Reading<R> begin(Key key) {
        forget(key);
        var reading = new Reading<R>(key);
        readings.put(key, reading);
        return reading;
    }

    /** What a reading has brought, without a gap; nothing if it is not to be used. It is kept unless another one has begun since. */
    synchronized void end(Reading<R> reading, List<R> rows) {
        if (readings.get(reading.key) != reading) {
            return;
        }
        if (rows.isEmpty()) {
            forget(reading.key);
        }
        reading.rows = rows;
        size += rows.size();
        while (size > mostRows) {
            forget(readings.keySet().iterator().next());
        }
    }

    /** What the last reading has brought, if it reaches up to this event and is no more than {@code most}; else nothing. It is forgotten. */
    synchronized List<R> take(Key key, long upTo, long most) {
        var rows = forget(key);
        return key.from() + rows.size() > upTo && rows.size() <= most ? rows : List.of();
    }

    private List<R> forget(Key key) {
        var reading = readings.remove(key);
        if (reading == null) {
            return List.of();
        }
        size -= reading.rows.size();
        return reading.rows;
    }

    /** How many rows there are. */
    synchronized int size() {
        return size;
    }
}
