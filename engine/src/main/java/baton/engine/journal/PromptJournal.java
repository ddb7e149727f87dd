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
import java.util.Set;
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
 * <p>It asks as the plugin does where one question could be wrong or too much: of sharding's own notes, which are deleted; near the end of a part of the table;
 * while a write of the same entity is under way; and for events that do not fit into one page, or have a gap.
 */
public class PromptJournal extends CassandraJournal {

    /** One page. More are read as a stream. */
    private static final int PAGE = 500;

    /** Ten times as many as wake up at one time. Whose past is forgotten is read as a stream. */
    private static final int MOST_PASTS = 1000;

    /** Sharding's. */
    private static final String WITH_DELETIONS = "/";

    private record Questions(CqlSession session, PreparedStatement events, PreparedStatement highest) {}

    /** All events from this number on, without a gap. */
    private record Past(long from, List<Row> events) {}

    private final long part;
    private final String profile;
    private final String table;
    private final CassandraSession session;
    private final ExecutionContext executor;
    private final Extractors.Extractor<PersistentRepr> extractor;
    private final Set<String> writing = ConcurrentHashMap.newKeySet();

    /** What has been read between the two questions of an entity that wakes up: for the highest number, and for its events. */
    private final Map<String, Past> pasts = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Past> eldest) {
            return size() > MOST_PASTS;
        }
    });

    /** Of the journal's own turn. */
    private CompletableFuture<Questions> questions;

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
        writing.add(entity);
        var write = super.asyncWriteMessages(messages);
        write.onComplete(done -> writing.remove(entity), ExecutionContext.parasitic$.MODULE$);
        return write;
    }

    @Override
    public Future<Object> asyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
        questions = questions.isCompletedExceptionally() ? prepare() : questions;
        if (!questions.isDone()
                || questions.isCompletedExceptionally()
                || persistenceId.startsWith(WITH_DELETIONS)
                || writing.contains(persistenceId)
                || (fromSequenceNr + 2 * PAGE) / part != fromSequenceNr / part) {
            return super.asyncReadHighestSequenceNr(persistenceId, fromSequenceNr);
        }
        var ask = questions.join();
        var events = ask.events()
                .bind(persistenceId, fromSequenceNr / part, fromSequenceNr + 1)
                .setPageSize(PAGE)
                .setExecutionProfileName(profile);
        return FutureConverters.asScala(ask.session()
                .executeAsync(events)
                .thenCompose(rows -> rows.hasMorePages()
                        ? highest(ask, persistenceId, fromSequenceNr / part, fromSequenceNr, false)
                        : completedStage(highest(persistenceId, fromSequenceNr, rows)))
                .thenApply(highest -> (Object) highest));
    }

    private long highest(String persistenceId, long fromSequenceNr, AsyncResultSet page) {
        var rows = new ArrayList<Row>();
        page.currentPage().forEach(rows::add);
        if (rows.isEmpty()) {
            return fromSequenceNr;
        }
        var last = number(rows.get(rows.size() - 1));
        if (last == fromSequenceNr + rows.size()) {
            pasts.put(persistenceId, new Past(fromSequenceNr + 1, rows));
        }
        return last;
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
        if (past == null || past.from() != fromSequenceNr || past.events().size() > max) {
            return super.asyncReplayMessages(persistenceId, fromSequenceNr, toSequenceNr, max, replay);
        }
        var replayed = Future.successful(BoxedUnit.UNIT);
        for (var row : past.events()) {
            if (number(row) <= toSequenceNr) {
                replayed = replayed.flatMap(
                        before -> extractor.extract(row, false, executor).map(replay, executor), executor);
            }
        }
        return replayed;
    }
}
