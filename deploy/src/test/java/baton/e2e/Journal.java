package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import baton.protocol.journal.v1.AgentEvent;
import baton.protocol.journal.v1.EpisodeEvent;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Reads what the journal has on disk, past the engine. */
final class Journal implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CqlSession session;

    Journal(CqlSession session) {
        this.session = session;
    }

    /** Everything that has happened to an episode. Fails if the journal has a hole. */
    List<EpisodeEvent> events(Company company, String episodeId) {
        return events("episode|" + company.id() + "|" + episodeId, EpisodeEvent.parser());
    }

    /** Everything that has happened to an agent. */
    List<AgentEvent> agent(Company company, String agentId) {
        return events("agent|" + company.id() + "|" + agentId, AgentEvent.parser());
    }

    /**
     * As the engine reads it: where two have written the same numbers, one of them had been taken for dead and has acknowledged nothing of it.
     * What it wrote is void from where the later writer begins.
     */
    private <E> List<E> events(String persistenceId, Parser<E> format) {
        var rows = session.execute(SimpleStatement.newInstance(
                        "SELECT sequence_nr, writer_uuid, event FROM baton.messages"
                                + " WHERE persistence_id = ? AND partition_nr = 0",
                        persistenceId)
                .setTimeout(PATIENCE));
        var events = new ArrayList<E>();
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
            assertThat(number).as("number in the journal of " + persistenceId).isEqualTo(events.size() + 1);
            events.add(read(row, format));
        }
        return events;
    }

    private static <E> E read(Row row, Parser<E> format) {
        try {
            return format.parseFrom(row.getByteBuffer("event"));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("an event that cannot be read", e);
        }
    }

    /** How often something of this kind has happened to an episode. */
    long count(Company company, String episodeId, EpisodeEvent.FactCase kind) {
        return events(company, episodeId).stream()
                .filter(event -> event.getFactCase() == kind)
                .count();
    }

    /** The timeline: the entry with number n is at n - 1. */
    List<EpisodeEvent> entries(Company company, String episodeId) {
        return events(company, episodeId).stream()
                .filter(event -> !event.hasEntriesDelivered() && !event.hasEntriesRead())
                .toList();
    }

    /** All episodes that a company has ever had. */
    List<String> episodes(Company company) {
        var prefix = "episode|" + company.id() + "|";
        return session
                .execute(SimpleStatement.newInstance("SELECT persistence_id FROM baton.all_persistence_ids")
                        .setTimeout(PATIENCE))
                .all()
                .stream()
                .map(row -> row.getString("persistence_id"))
                .filter(id -> id.startsWith(prefix))
                .map(id -> id.substring(prefix.length()))
                .toList();
    }

    /** The id that its source gave to what this entry says; empty if it says nothing. */
    static String sourceId(EpisodeEvent entry) {
        return switch (entry.getFactCase()) {
            case MESSAGE_RECEIVED -> entry.getMessageReceived().getMessageId();
            case MESSAGE_SENT -> entry.getMessageSent().getMessageId();
            case NOTE_WRITTEN -> entry.getNoteWritten().getNoteId();
            default -> "";
        };
    }

    @Override
    public void close() {
        session.close();
    }
}
