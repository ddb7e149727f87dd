package baton.chaos;

import baton.launcher.Problem;
import baton.protocol.journal.v1.EpisodeEvent;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads what the journal has on disk, past the engine. */
final class Stored {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CqlSession session;

    Stored(CqlSession session) {
        this.session = session;
    }

    /** The timelines of all episodes that a company has ever had: the entry with number n is at n - 1. */
    Map<String, List<EpisodeEvent>> timelines(Company company) {
        var prefix = "episode|" + company.id() + "|";
        var timelines = new LinkedHashMap<String, List<EpisodeEvent>>();
        for (var row :
                session.execute(SimpleStatement.newInstance("SELECT persistence_id FROM baton.all_persistence_ids")
                        .setTimeout(PATIENCE))) {
            var id = Objects.requireNonNull(row.getString("persistence_id"));
            if (id.startsWith(prefix)) {
                timelines.put(
                        id.substring(prefix.length()),
                        events(id).stream().filter(Stored::isEntry).toList());
            }
        }
        return timelines;
    }

    private static boolean isEntry(EpisodeEvent event) {
        return !event.hasEntriesDelivered()
                && !event.hasEntriesRead()
                && !event.hasEntriesTold()
                && !event.hasMessageForwarded();
    }

    /**
     * As the engine reads it: where two have written the same numbers, one of them had been taken for dead and has acknowledged nothing of it.
     * What it wrote is void from where the later writer begins.
     */
    private List<EpisodeEvent> events(String persistenceId) {
        var rows = session.execute(SimpleStatement.newInstance(
                        "SELECT sequence_nr, writer_uuid, event FROM baton.messages"
                                + " WHERE persistence_id = ? AND partition_nr = 0",
                        persistenceId)
                .setTimeout(PATIENCE));
        var events = new ArrayList<EpisodeEvent>();
        var gone = new HashSet<String>();
        var writer = "";
        for (var row : rows) {
            var by = String.valueOf(row.getString("writer_uuid"));
            var number = row.getLong("sequence_nr");
            if (gone.contains(by)) {
                continue;
            }
            if (!by.equals(writer)) {
                gone.add(writer);
                writer = by;
                events.subList((int) Math.min(number - 1, events.size()), events.size())
                        .clear();
            }
            if (number != events.size() + 1) {
                throw new Problem("The journal of " + persistenceId + " has a hole before " + number + ".");
            }
            events.add(read(persistenceId, ByteString.copyFrom(Objects.requireNonNull(row.getByteBuffer("event")))));
        }
        return events;
    }

    private static EpisodeEvent read(String persistenceId, ByteString event) {
        try {
            return EpisodeEvent.parseFrom(event);
        } catch (InvalidProtocolBufferException e) {
            throw new Problem("The journal of " + persistenceId + " has an event that cannot be read.", e);
        }
    }
}
