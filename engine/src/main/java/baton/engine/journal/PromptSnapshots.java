package baton.engine.journal;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.typesafe.config.Config;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.japi.pf.PFBuilder;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.cassandra.snapshot.CassandraSnapshotStore;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSession;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSessionRegistry;
import scala.Option;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;

/**
 * The snapshots in Cassandra, of which the newest is read with one question instead of two and a stream. If it cannot be read, the plugin looks for an older one.
 */
public class PromptSnapshots extends CassandraSnapshotStore {

    private record Question(CqlSession session, PreparedStatement newest) {}

    private final String profile;
    private final String table;
    private final CassandraSession session;
    private final ExecutionContext executor;
    private final SnapshotSerialization serialization;

    private volatile CompletableFuture<Question> question;

    public PromptSnapshots(Config config, String path) {
        super(config, path);
        var system = context().system();
        this.profile = config.getString("read-profile");
        this.executor = context().dispatcher();
        this.serialization = new SnapshotSerialization(system, executor);
        this.session = CassandraSessionRegistry.get(system).sessionFor(path.replaceAll("\\.snapshot$", ""));
        this.table = config.getString("keyspace") + "." + config.getString("table");
        this.question = prepare();
    }

    private CompletableFuture<Question> prepare() {
        return session.underlying()
                .thenCompose(cql -> cql.prepareAsync("SELECT * FROM " + table + " WHERE persistence_id = ? LIMIT 1")
                        .thenApply(newest -> new Question(cql, newest)))
                .toCompletableFuture();
    }

    @Override
    public Future<Option<SelectedSnapshot>> loadAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        var asked = question;
        if (!asked.isDone()
                || asked.isCompletedExceptionally()
                || !criteria.equals(SnapshotSelectionCriteria.latest())) {
            question = asked.isCompletedExceptionally() ? prepare() : asked;
            return super.loadAsync(persistenceId, criteria);
        }
        var ask = asked.join();
        var newest = ask.newest().bind(persistenceId).setExecutionProfileName(profile);
        return FutureConverters.asScala(ask.session().executeAsync(newest))
                .flatMap(
                        rows -> {
                            var row = rows.one();
                            return row == null
                                    ? Future.successful(Option.<SelectedSnapshot>empty())
                                    : read(row)
                                            .recoverWith(
                                                    new PFBuilder<Throwable, Future<Option<SelectedSnapshot>>>()
                                                            .matchAny(unreadable ->
                                                                    super.loadAsync(persistenceId, criteria))
                                                            .build(),
                                                    executor);
                        },
                        executor);
    }

    private Future<Option<SelectedSnapshot>> read(Row row) {
        if (row.isNull("snapshot_data") || row.getColumnDefinitions().contains("meta") && !row.isNull("meta")) {
            return FutureConverters.asScala(
                    CompletableFuture.failedStage(new IllegalStateException("a snapshot of another form")));
        }
        var metadata = SnapshotMetadata.apply(
                row.getString("persistence_id"), row.getLong("sequence_nr"), row.getLong("timestamp"));
        return serialization
                .deserializeSnapshot(row)
                .map(snapshot -> Option.apply(SelectedSnapshot.apply(metadata, snapshot.payload())), executor);
    }
}
