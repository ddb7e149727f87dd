package baton.engine.egress;

import baton.engine.EntityKey;
import baton.engine.egress.Connector.Connection;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What operators see of connections that this node keeps to providers: how many by channel, and how many of them are down. */
final class ConnectionMeters {

    private static final Map<EntityKey, Connection> KEPT = new ConcurrentHashMap<>();
    private static final Set<String> CHANNELS = ConcurrentHashMap.newKeySet();

    private ConnectionMeters() {}

    static void kept(EntityKey key, Connection connection) {
        KEPT.put(key, connection);
        if (CHANNELS.add(key.id())) {
            show(key.id(), true);
            show(key.id(), false);
        }
    }

    static void gone(EntityKey key) {
        KEPT.remove(key);
    }

    private static void show(String channel, boolean up) {
        Gauge.builder("baton_channel_connections", () -> count(channel, up))
                .description(
                        "Connections that this node keeps to messengers' providers, by whether they are up or down")
                .tag("channel", channel)
                .tag("state", up ? "up" : "down")
                .register(Metrics.globalRegistry);
    }

    private static long count(String channel, boolean up) {
        return KEPT.entrySet().stream()
                .filter(entry -> entry.getKey().id().equals(channel))
                .filter(entry -> entry.getValue().up() == up)
                .count();
    }
}
