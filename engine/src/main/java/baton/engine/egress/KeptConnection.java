package baton.engine.egress;

import baton.engine.EntityKey;
import baton.engine.egress.Connector.Connection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one connection of an account: opened once, closed when the account changes or goes. Used by one thread at a time. */
final class KeptConnection<A> {

    private static final Logger LOG = LoggerFactory.getLogger(KeptConnection.class);

    private final EntityKey key;
    private final Connector<A> connector;
    private Optional<Open<A>> open = Optional.empty();

    private record Open<A>(A account, Connection connection) {}

    KeptConnection(EntityKey key, Connector<A> connector) {
        this.key = key;
        this.connector = connector;
    }

    /** Said again it changes nothing, as long as nothing has changed. */
    void keep() {
        var wanted = connector.account();
        if (!wanted.equals(open.map(Open::account))) {
            close();
            wanted.ifPresent(this::open);
        }
    }

    private void open(A account) {
        try {
            var connection = connector.open(account);
            open = Optional.of(new Open<>(account, connection));
            ConnectionMeters.kept(key, connection);
        } catch (RuntimeException broken) {
            LOG.atWarn()
                    .addKeyValue("tenant", key.tenant())
                    .log(
                            "the connection of {} with {} cannot be opened yet: {}",
                            key.tenant(),
                            key.id(),
                            broken.toString());
        }
    }

    void close() {
        ConnectionMeters.gone(key);
        open.ifPresent(one -> one.connection().close());
        open = Optional.empty();
    }
}
