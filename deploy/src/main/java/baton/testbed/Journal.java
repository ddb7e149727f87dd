package baton.testbed;

import baton.launcher.Problem;
import baton.protocol.journal.v1.AgentEvent;
import baton.protocol.journal.v1.EpisodeEvent;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads what the journal has on disk of one company, past the engine. */
public final class Journal {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CqlSession session;
    private final String company;

    /** @param company its id */
    public Journal(CqlSession session, String company) {
        this.session = session;
        this.company = company;
    }

    /** All episodes that the company has ever had. */
    public List<String> episodes() {
        var prefix = persistenceId("episode", "");
        return session
                .execute(SimpleStatement.newInstance("SELECT persistence_id FROM baton.all_persistence_ids")
                        .setTimeout(PATIENCE))
                .all()
                .stream()
                .map(row -> Objects.requireNonNull(row.getString("persistence_id")))
                .filter(id -> id.startsWith(prefix))
                .map(id -> id.substring(prefix.length()))
                .toList();
    }

    /** The timelines of {@link #episodes all episodes}. */
    public Map<String, List<EpisodeEvent>> timelines() {
        var timelines = new LinkedHashMap<String, List<EpisodeEvent>>();
        episodes().forEach(episode -> timelines.put(episode, entries(episode)));
        return timelines;
    }

    /** The timeline of an episode: the entry with number n is at n - 1. */
    public List<EpisodeEvent> entries(String episodeId) {
        return events(episodeId).stream().filter(Journal::isEntry).toList();
    }

    private static boolean isEntry(EpisodeEvent event) {
        return !event.hasEntriesDelivered()
                && !event.hasEntriesRead()
                && !event.hasEntriesTold()
                && !event.hasMessageForwarded();
    }

    /** Everything that has happened to an episode. */
    public List<EpisodeEvent> events(String episodeId) {
        return events(persistenceId("episode", episodeId), EpisodeEvent.parser());
    }

    /** Everything that has happened to an agent. */
    public List<AgentEvent> agent(String agentId) {
        return events(persistenceId("agent", agentId), AgentEvent.parser());
    }

    private String persistenceId(String kind, String id) {
        return kind + "|" + company + "|" + id;
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
            if (number != events.size() + 1) {
                throw new Problem("The journal of " + persistenceId + " has a hole before " + number + ".");
            }
            var event = ByteString.copyFrom(Objects.requireNonNull(row.getByteBuffer("event")));
            events.add(read(persistenceId, event, format));
        }
        return events;
    }

    private static <E> E read(String persistenceId, ByteString event, Parser<E> format) {
        try {
            return format.parseFrom(event);
        } catch (InvalidProtocolBufferException e) {
            throw new Problem("The journal of " + persistenceId + " has an event that cannot be read.", e);
        }
    }
}
