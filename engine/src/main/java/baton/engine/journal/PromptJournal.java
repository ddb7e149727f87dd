package baton.engine.journal;

import static java.util.concurrent.CompletableFuture.completedStage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
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
 * <p>It asks as the plugin does where one question could be wrong or too much: while a write of the same entity is under
 * way; for events that do not fit into one page, or have a gap; and with tags, which the plugin puts right meanwhile. Near the end of a part of the table it also asks
 * what is in the next one; and up to where events were deleted, if there is nothing or a gap, of those who delete some: sharding, of its own notes.
 */
public class PromptJournal extends CassandraJournal {

    /** One page. More are read as a stream. */
    private static final int PAGE = 500;

    /**
     * What is stored in one go lies in one part of the table, the one of its last event. This is how much that can be: statements of a batch (CQL protocol v4,
     * section 4.1.7).
     */
    private static final int MOST_AT_ONCE = 65_535;

    /** Some 10 MB. */
    private static final int MOST_ROWS = 20_000;

    /** Sharding's. It deletes what is in a snapshot: events that follow a snapshot without a gap are all there. */
    private static final String WITH_DELETIONS = "/";

    private record Questions(
            CqlSession session, PreparedStatement events, PreparedStatement highest, PreparedStatement deletedTo) {}

    private final long part;
    private final boolean tags;
    private final String profile;
    private final String table;
    private final String metadata;
    private final CassandraSession session;
    private final ExecutionContext executor;
    private final Extractors.Extractor<PersistentRepr> extractor;

    /** How many writes of an entity are under way. */
    private final Map<String, Integer> writing = new ConcurrentHashMap<>();

    /** What was read for Pekko's first question, for the highest number, until it asks the second one, for the events. */
    private final Pasts<Row> pasts = new Pasts<>(MOST_ROWS);

    private volatile CompletableFuture<Questions> questions;

    public PromptJournal(Config config, String path) {
        super(config, path);
        var system = context().system();
        var plugin = path.replaceAll("\\.journal$", "");
        this.part = config.getLong("target-partition-size");
        this.tags = system.settings().config().getBoolean(plugin + ".events-by-tag.enabled");
        this.profile = system.settings().config().getString(plugin + ".read-profile");
        this.executor = context().dispatcher();
        this.extractor = Extractors$.MODULE$.persistentRepr(
                new CassandraJournal.EventDeserializer(system), SerializationExtension.get(system));
        this.session = CassandraSessionRegistry.get(system).sessionFor(plugin);
        this.table = config.getString("keyspace") + "." + config.getString("table");
        this.metadata = config.getString("keyspace") + "." + config.getString("metadata-table");
        this.questions = prepare();
    }

    private CompletableFuture<Questions> prepare() {
        var events = "SELECT %s FROM " + table + " WHERE persistence_id = ? AND partition_nr = ?";
        var deletedTo = "SELECT deleted_to FROM " + metadata + " WHERE persistence_id = ?";
        return session.underlying()
                .thenCompose(cql -> cql.prepareAsync(events.formatted("*") + " AND sequence_nr >= ?")
                        .thenCompose(all -> cql.prepareAsync(
                                        events.formatted("sequence_nr") + " ORDER BY sequence_nr DESC LIMIT 1")
                                .thenCombine(
                                        cql.prepareAsync(deletedTo),
                                        (highest, deleted) -> new Questions(cql, all, highest, deleted))))
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
        var reading = pasts.begin(new Pasts.Key(persistenceId, fromSequenceNr + 1));
        var asked = questions;
        if (tags || writing.containsKey(persistenceId) || !asked.isDone() || asked.isCompletedExceptionally()) {
            pasts.end(reading, List.of());
            questions = asked.isCompletedExceptionally() ? prepare() : asked;
            return super.asyncReadHighestSequenceNr(persistenceId, fromSequenceNr);
        }
        return FutureConverters.asScala(read(asked.join(), persistenceId, fromSequenceNr, reading)
                .whenComplete((highest, failure) -> {
                    if (failure != null) {
                        pasts.end(reading, List.of());
                    }
                })
                .thenApply(highest -> (Object) highest));
    }

    private CompletionStage<Long> read(Questions ask, String persistenceId, long from, Pasts.Reading<Row> reading) {
        var events = ask.events()
                .bind(persistenceId, from / part, from + 1)
                .setPageSize(PAGE)
                .setExecutionProfileName(profile);
        return ask.session().executeAsync(events).thenCompose(page -> {
            var rows = new ArrayList<Row>();
            page.currentPage().forEach(rows::add);
            var all = !page.hasMorePages() && isWhole(rows, from);
            var last = from + rows.size();
            pasts.end(reading, all ? rows : List.of());
            if (persistenceId.startsWith(WITH_DELETIONS) && (!all || rows.isEmpty())) {
                return deletedTo(ask, persistenceId).thenCompose(to -> highest(ask, persistenceId, Math.max(from, to)));
            }
            return page.hasMorePages() || !all || (last + MOST_AT_ONCE) / part > from / part
                    ? highest(ask, persistenceId, from)
                    : completedStage(last);
        });
    }

    private static boolean isWhole(List<Row> rows, long from) {
        return IntStream.range(0, rows.size()).allMatch(i -> number(rows.get(i)) == from + 1 + i);
    }

    private static long number(Row event) {
        return event.getLong("sequence_nr");
    }

    private CompletionStage<Long> deletedTo(Questions ask, String persistenceId) {
        return ask.session()
                .executeAsync(ask.deletedTo().bind(persistenceId).setExecutionProfileName(profile))
                .thenApply(rows -> Optional.ofNullable(rows.one())
                        .map(row -> row.getLong("deleted_to"))
                        .orElse(0L));
    }

    private CompletionStage<Long> highest(Questions ask, String persistenceId, long from) {
        return highest(ask, persistenceId, from / part, from, false);
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
        var events = pasts.take(new Pasts.Key(persistenceId, fromSequenceNr), toSequenceNr, max);
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
