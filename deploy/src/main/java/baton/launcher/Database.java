package baton.launcher;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;

/** The database of a configuration: the settings of the nodes, but it does not wait for a database that is not there. */
public final class Database {

    private static final String DRIVER = "datastax-java-driver";

    private Database() {}

    /** @throws Problem if nobody answers there */
    public static CqlSession connect(Config config) {
        var patient = config.withValue(DRIVER + ".advanced.reconnect-on-init", ConfigValueFactory.fromAnyRef(false))
                .withOnlyPath(DRIVER)
                .root()
                .render(ConfigRenderOptions.concise());
        try {
            return CqlSession.builder()
                    .withConfigLoader(DriverConfigLoader.fromString(patient))
                    .build();
        } catch (DriverException refused) {
            throw new Problem(
                    "Cassandra does not answer at %s; start it, or name another one with %s."
                            .formatted(contactPoints(config), Configuration.CONTACT_POINTS),
                    refused);
        }
    }

    /** The schema of that configuration on that session. */
    public static Schema schema(CqlSession session, Config config) {
        return new Schema(
                session, config.getString("baton.schema.keyspace"), config.getString("baton.schema.replication"));
    }

    static String contactPoints(Config config) {
        return String.join(", ", config.getStringList(DRIVER + ".basic.contact-points"));
    }
}
