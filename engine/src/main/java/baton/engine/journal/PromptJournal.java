package baton.engine.journal;

import static java.util.concurrent.CompletableFuture.completedStage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.cassandra.Extractors;
import org.apache.pekko.persistence.cassandra.Extractors$;
import org.apache.pekko.persistence.cassandra.journal.CassandraJournal;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSession;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSessionRegistry;
import scala.Function1;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/**
 * The Cassandra journal, which reads what an entity has stored since its snapshot with one question. The plugin asks four times before it knows that there is
 * nothing, and seven times if there is something: whether events were deleted, for the highest number in this part of the table and in the next ones, then for the
 * events in the same way.
 *
 * <p>It asks as the plugin does where one question could be wrong or too much: of sharding's own notes, which are deleted; near the end of a part of the table (nobody
 * stores more than a page of events in one go); while a write of the same entity is under way; and for events that do not fit into one page, or have a gap.
 */
public class PromptJournal extends CassandraJournal {

    /** One page. More are read as a stream. */
    private static final int PAGE = 500;

    /** Twice as many as wake up at one time. Whose past is forgotten is read as a stream. */
    private static final int MOST_PASTS = 200;

    /** Sharding's. */
    private static final String WITH_DELETIONS = "/";

    private record Questions(CqlSession session, PreparedStatement events, PreparedStatement highest) {}

    /** What is read of an entity that wakes up. {@code events}: from this number on, all of them without a gap; when they are there. */
    private record Past(long from, CompletableFuture<List<Row>> events) {

        /** Nothing if it is not all that there is up to this number. */
        List<Row> upTo(long last, long max) {
            var rows = events.getNow(List.of());
            return rows.size() <= max && from + rows.size() > last ? rows : List.of();
        }
    }

    private final long part;
    private final String profile;
    private final String table;
    private final CassandraSession session;
    private final ExecutionContext executor;
    private final Extractors.Extractor<PersistentRepr> extractor;

    /** How many writes of an entity are under way. */
    private final Map<String, Integer> writing = new ConcurrentHashMap<>();

    /** What was read for Pekko's first question, for the highest number, until it asks the second one, for the events. The last reading counts. */
    private final Map<String, Past> pasts = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Past> eldest) {
            return size() > MOST_PASTS;
        }
    });

    private volatile CompletableFuture<Questions> questions;

    public PromptJournal(Config config, String path) {
        super(config, path);
        var system = context().system();
        var plugin = path.replaceAll("\\.journal$", "");
        this.part = config.getLong("target-partition-size");
        this.profile = system.settings().config().getString(plugin + ".read-profile");
        this.executor = context().dispatcher();
        this.extractor = Extractors$.MODULE$.persistentRepr(
                new CassandraJournal.EventDeserializer(system), SerializationExtension.get(system));
        this.session = CassandraSessionRegistry.get(system).sessionFor(plugin);
        this.table = config.getString("keyspace") + "." + config.getString("table");
        this.questions = prepare();
    }

    private CompletableFuture<Questions> prepare() {
        var events = "SELECT %s FROM " + table + " WHERE persistence_id = ? AND partition_nr = ?";
        return session.underlying()
                .thenCompose(cql -> cql.prepareAsync(events.formatted("*") + " AND sequence_nr >= ?")
                        .thenCombine(
                                cql.prepareAsync(
                                        events.formatted("sequence_nr") + " ORDER BY sequence_nr DESC LIMIT 1"),
                                (all, highest) -> new Questions(cql, all, highest)))
                .toCompletableFuture();
    }

    @Override
    public Future<Seq<Try<BoxedUnit>>> asyncWriteMessages(Seq<AtomicWrite> messages) {
        var entity = messages.head().persistenceId();
        writing.merge(entity, 1, Integer::sum);
        var write = super.asyncWriteMessages(messages);
        write.onComplete(
                done -> writing.computeIfPresent(entity, (id, writes) -> writes == 1 ? null : writes - 1),
                ExecutionContext.parasitic$.MODULE$);
        return write;
    }

    @Override
    public Future<Object> asyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
        pasts.remove(persistenceId);
        if (questions.isCompletedExceptionally()) {
            questions = prepare();
        }
        if (!questions.isDone()
                || questions.isCompletedExceptionally()
                || persistenceId.startsWith(WITH_DELETIONS)
                || writing.containsKey(persistenceId)
                || (fromSequenceNr + 2 * PAGE) / part != fromSequenceNr / part) {
            return super.asyncReadHighestSequenceNr(persistenceId, fromSequenceNr);
        }
        var ask = questions.join();
        var events = ask.events()
                .bind(persistenceId, fromSequenceNr / part, fromSequenceNr + 1)
                .setPageSize(PAGE)
                .setExecutionProfileName(profile);
        var past = new Past(fromSequenceNr + 1, new CompletableFuture<>());
        pasts.put(persistenceId, past);
        return FutureConverters.asScala(ask.session()
                .executeAsync(events)
                .thenCompose(rows -> rows.hasMorePages()
                        ? highest(ask, persistenceId, fromSequenceNr / part, fromSequenceNr, false)
                        : completedStage(highest(past, rows)))
                .thenApply(highest -> (Object) highest));
    }

    private static long highest(Past past, AsyncResultSet page) {
        var rows = new ArrayList<Row>();
        var highest = past.from() - 1;
        var whole = true;
        for (var row : page.currentPage()) {
            whole = whole && number(row) == highest + 1;
            highest = number(row);
            rows.add(row);
        }
        if (whole) {
            past.events().complete(rows);
        }
        return highest;
    }

    private static long number(Row event) {
        return event.getLong("sequence_nr");
    }

    /** What is stored in one go may leave out one part of the table. */
    private CompletionStage<Long> highest(Questions ask, String persistenceId, long part, long known, boolean missed) {
        var question = ask.highest().bind(persistenceId, part).setExecutionProfileName(profile);
        return ask.session().executeAsync(question).thenCompose(rows -> {
            var row = rows.one();
            if (row != null) {
                return highest(ask, persistenceId, part + 1, number(row), false);
            }
            return missed ? completedStage(known) : highest(ask, persistenceId, part + 1, known, true);
        });
    }

    @Override
    public Future<BoxedUnit> asyncReplayMessages(
            String persistenceId,
            long fromSequenceNr,
            long toSequenceNr,
            long max,
            Function1<PersistentRepr, BoxedUnit> replay) {
        var past = pasts.remove(persistenceId);
        var events = past == null || past.from() != fromSequenceNr ? List.<Row>of() : past.upTo(toSequenceNr, max);
        if (events.isEmpty()) {
            return super.asyncReplayMessages(persistenceId, fromSequenceNr, toSequenceNr, max, replay);
        }
        var replayed = Future.successful(BoxedUnit.UNIT);
        for (var row : events) {
            if (number(row) <= toSequenceNr) {
                replayed = replayed.flatMap(
                        before -> extractor.extract(row, false, executor).map(replay, executor), executor);
            }
        }
        return replayed;
    }
}
