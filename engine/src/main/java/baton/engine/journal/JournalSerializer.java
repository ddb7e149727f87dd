package baton.engine.journal;

import baton.protocol.journal.v1.Snapshot;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Stores one entity's events, and its state as the shortest history that leads to it. Each entity extends it with its own
 * number and name; both are in the journal for ever. Large snapshots are compressed.
 *
 * @param <E> the events
 * @param <S> the state
 */
public abstract class JournalSerializer<E, S> extends SerializerWithStringManifest {

    /**
     * Above so many bytes a snapshot is compressed: Cassandra takes no more than 16 MiB in one write. Not before, because compressing takes several times as long
     * as writing, and an entity that wakes up waits for the opposite.
     */
    static final int LARGE = 4 << 20;

    private static final int BUFFER = 1 << 16;

    private final int identifier;
    private final String eventManifest;
    private final String snapshotManifest;
    private final String compressedManifest;
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
        this.compressedManifest = name + "-snapshot.v2";
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
        if (eventType.isInstance(stored)) {
            return eventManifest;
        }
        return isLarge(history(stored)) ? compressedManifest : snapshotManifest;
    }

    private boolean isLarge(List<E> history) {
        var bytes = 0L;
        for (var event : history) {
            bytes += format.write(event).length;
            if (bytes > LARGE) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("unchecked") // the binding of this serializer allows only E and S
    private List<E> history(Object stored) {
        return history.apply((S) stored);
    }

    @Override
    public byte[] toBinary(Object stored) {
        if (eventType.isInstance(stored)) {
            return format.write(eventType.cast(stored));
        }
        var events = history(stored);
        var bytes = new ByteArrayOutputStream();
        try {
            if (isLarge(events)) {
                compress(events, bytes);
            } else {
                write(events, CodedOutputStream.newInstance(bytes));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void compress(List<E> events, OutputStream to) throws IOException {
        var fast = new Deflater(Deflater.BEST_SPEED);
        try (var out = new DeflaterOutputStream(to, fast, BUFFER)) {
            write(events, CodedOutputStream.newInstance(out, BUFFER));
        } finally {
            fast.end();
        }
    }

    /** A {@link Snapshot}, one event after the other: as one message a large one would be in memory three times. */
    private void write(List<E> events, CodedOutputStream out) throws IOException {
        for (var event : events) {
            out.writeByteArray(Snapshot.EVENTS_FIELD_NUMBER, format.write(event));
        }
        out.flush();
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        try {
            if (manifest.equals(eventManifest)) {
                return format.read(bytes);
            }
            if (manifest.equals(snapshotManifest)) {
                return read(CodedInputStream.newInstance(bytes));
            }
            if (manifest.equals(compressedManifest)) {
                try (var in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
                    return read(CodedInputStream.newInstance(in, BUFFER));
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("bytes of " + manifest + " that cannot be read", e);
        }
        throw new IllegalArgumentException("manifest: " + manifest + " (expected: " + eventManifest + ", "
                + snapshotManifest + " or " + compressedManifest + ")");
    }

    /** As it was written: one event after the other. */
    private S read(CodedInputStream in) throws IOException {
        var events = new ArrayList<E>();
        for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == Snapshot.EVENTS_FIELD_NUMBER) {
                events.add(format.read(in.readByteArray()));
            } else {
                in.skipField(tag);
            }
        }
        return replay.apply(events);
    }
}
