package baton.engine.messenger;

import baton.engine.spi.Line;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lines that a door keeps on this node, by company. When an account moves or changes, the next line of a company may begin before the last
 * one has ended; the last that began is the one that counts.
 */
public final class Lines<S extends SessionLine.Session> {

    private final Map<String, SessionLine<S>> byTenant = new ConcurrentHashMap<>();

    public Line begin(String channel, String tenant, SessionLine.Opening<S> opening) {
        var line = SessionLine.begin(channel, tenant, opening);
        byTenant.put(tenant, line);
        return new Line() {

            @Override
            public boolean up() {
                return line.up();
            }

            @Override
            public void close() {
                byTenant.remove(tenant, line);
                line.close();
            }
        };
    }

    /** What is open for this company now; empty while its line is down, or on another node. */
    public Optional<S> session(String tenant) {
        return Optional.ofNullable(byTenant.get(tenant)).flatMap(SessionLine::session);
    }
}
