package baton.engine.survival;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.typesafe.config.Config;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSession;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSessionRegistry;

/**
 * {@link Fences} in the database of the journal. Read and written by a majority of copies, as the journal itself, so that
 * whoever reads after a fence was written sees it.
 */
final class FenceTable implements Fences {

    private static final String PLUGIN = "pekko.persistence.cassandra";

    private final CassandraSession session;
    private final String table;
    private final String profile;

    FenceTable(ActorSystem<?> system) {
        this.session = CassandraSessionRegistry.get(system).sessionFor(PLUGIN);
        Config config = system.settings().config();
        this.table = config.getString(PLUGIN + ".journal.keyspace") + ".fences";
        this.profile = config.getString(PLUGIN + ".write-profile");
    }

    @Override
    public CompletionStage<Boolean> isFenced(String node, Duration patience) {
        return session.selectOne(SimpleStatement.newInstance("SELECT node FROM " + table + " WHERE node = ?", node)
                        .setExecutionProfileName(profile)
                        .setTimeout(patience)
                        .setIdempotent(true))
                .thenApply(row -> row.isPresent());
    }

    @Override
    public CompletionStage<Done> fence(String node, String by, Instant at) {
        return session.executeWrite(SimpleStatement.newInstance(
                        "INSERT INTO " + table + " (node, fenced_by, fenced_at) VALUES (?, ?, ?)", node, by, at)
                .setExecutionProfileName(profile)
                .setIdempotent(true));
    }
}
