package baton.engine.journal;

import baton.protocol.journal.v1.Snapshot;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Stores one entity's events, and its state as the shortest history that leads to it. Each entity extends it with its own
 * number and name; both are in the journal for ever.
 *
 * @param <E> the events
 * @param <S> the state
 */
public abstract class JournalSerializer<E, S> extends SerializerWithStringManifest {

    private final int identifier;
    private final String eventManifest;
    private final String snapshotManifest;
    private final Class<E> eventType;
    private final EventFormat<E> format;
    private final Function<S, List<E>> history;
    private final Function<List<E>, S> replay;

    protected JournalSerializer(
            int identifier,
            String name,
            Class<E> eventType,
            EventFormat<E> format,
            Function<S, List<E>> history,
            Function<List<E>, S> replay) {
        this.identifier = identifier;
        this.eventManifest = name + "-event.v1";
        this.snapshotManifest = name + "-snapshot.v1";
        this.eventType = eventType;
        this.format = format;
        this.history = history;
        this.replay = replay;
    }

    @Override
    public int identifier() {
        return identifier;
    }

    @Override
    public String manifest(Object stored) {
        return eventType.isInstance(stored) ? eventManifest : snapshotManifest;
    }

    @Override
    @SuppressWarnings("unchecked") // the binding of this serializer allows only E and S
    public byte[] toBinary(Object stored) {
        if (eventType.isInstance(stored)) {
            return format.write(eventType.cast(stored));
        }
        var snapshot = Snapshot.newBuilder();
        for (var event : history.apply((S) stored)) {
            snapshot.addEvents(ByteString.copyFrom(format.write(event)));
        }
        return snapshot.build().toByteArray();
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        try {
            if (manifest.equals(eventManifest)) {
                return format.read(bytes);
            }
            if (manifest.equals(snapshotManifest)) {
                var events = new ArrayList<E>();
                for (var event : Snapshot.parseFrom(bytes).getEventsList()) {
                    events.add(format.read(event.toByteArray()));
                }
                return replay.apply(events);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("bytes of " + manifest + " that cannot be read", e);
        }
        throw new IllegalArgumentException(
                "manifest: " + manifest + " (expected: " + eventManifest + " or " + snapshotManifest + ")");
    }
}
