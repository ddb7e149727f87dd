package baton.engine.survival;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSession;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSessionRegistry;

/** {@link Census} in the database of the journal, read and written by a majority of copies. */
final class CensusTable implements Census {

    private static final String PLUGIN = "pekko.persistence.cassandra";

    private final CassandraSession session;
    private final String table;
    private final String profile;
    private final String cluster;

    CensusTable(ActorSystem<?> system) {
        this.session = CassandraSessionRegistry.get(system).sessionFor(PLUGIN);
        Config config = system.settings().config();
        this.table = config.getString(PLUGIN + ".journal.keyspace") + ".nodes";
        this.profile = config.getString(PLUGIN + ".write-profile");
        this.cluster = system.name();
    }

    @Override
    public CompletionStage<Done> enter(String node, Duration time) {
        return session.executeWrite(
                statement("INSERT INTO " + table + " (cluster, node) VALUES (?, ?) USING TTL ?", cluster, node, (int)
                        time.toSeconds()));
    }

    @Override
    public CompletionStage<Done> leave(String node) {
        return session.executeWrite(
                statement("DELETE FROM " + table + " WHERE cluster = ? AND node = ?", cluster, node));
    }

    @Override
    public CompletionStage<Set<String>> alive() {
        return session.selectAll(statement("SELECT node FROM " + table + " WHERE cluster = ?", cluster))
                .thenApply(rows -> rows.stream().map(CensusTable::node).collect(Collectors.toSet()));
    }

    private static String node(Row row) {
        return row.getString(0);
    }

    private SimpleStatement statement(String query, Object... values) {
        return SimpleStatement.newInstance(query, values)
                .setExecutionProfileName(profile)
                .setIdempotent(true);
    }
}
