package baton.engine.survival;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.typesafe.config.Config;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSession;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSessionRegistry;

/**
 * Our tables beside those of the journal, in its keyspace and by its session. Read and written by a majority of copies, as the journal itself:
 * whoever reads after a write sees it.
 */
record SurvivalTables(CassandraSession session, String keyspace, String profile) {

    private static final String PLUGIN = "pekko.persistence.cassandra";

    static SurvivalTables of(ActorSystem<?> system) {
        Config config = system.settings().config();
        return new SurvivalTables(
                CassandraSessionRegistry.get(system).sessionFor(PLUGIN),
                config.getString(PLUGIN + ".journal.keyspace"),
                config.getString(PLUGIN + ".write-profile"));
    }

    /** @param query in which {@code %s} is the keyspace */
    SimpleStatement statement(String query, Object... values) {
        return SimpleStatement.newInstance(query.formatted(keyspace), values)
                .setExecutionProfileName(profile)
                .setIdempotent(true);
    }
}
