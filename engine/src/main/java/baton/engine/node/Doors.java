package baton.engine.node;

import baton.engine.spi.Engine;
import baton.engine.spi.Gateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens all doors, and serves their routes on the common HTTP port. */
final class Doors {

    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

    /** How long requests that are under way may take when the node leaves. */
    private static final Duration LAST_ORDERS = Duration.ofSeconds(3);

    private final Engine engine;
    private final List<Gateway> gateways;
    private final Route files;

    /** @param files what is served beside what doors serve */
    Doors(Engine engine, List<Gateway> gateways, Route files) {
        this.engine = engine;
        this.gateways = gateways;
        this.files = files;
    }

    /** All that are on the class path. */
    static List<Gateway> find() {
        var found = new ArrayList<Gateway>();
        ServiceLoader.load(Gateway.class).forEach(found::add);
        return List.copyOf(found);
    }

    CompletionStage<Done> open() {
        closeWithTheNode();
        CompletionStage<List<Route>> routes = CompletableFuture.completedStage(new ArrayList<>());
        for (var gateway : gateways) {
            routes = routes.thenCombine(open(gateway), (all, route) -> {
                all.add(route);
                return all;
            });
        }
        return routes.thenCompose(this::bind);
    }

    private CompletionStage<Route> open(Gateway gateway) {
        try {
            return gateway.open(engine).thenApply(route -> {
                LOG.info("door {} is open", gateway.name());
                return route;
            });
        } catch (RuntimeException broken) {
            return CompletableFuture.failedStage(broken);
        }
    }

    private CompletionStage<Done> bind(List<Route> routes) {
        if (routes.isEmpty()) {
            return CompletableFuture.completedStage(Done.getInstance());
        }
        var config = engine.system().settings().config();
        var host = config.getString("baton.http.host");
        var port = config.getInt("baton.http.port");
        var all = Directives.concat(files, routes.toArray(Route[]::new));
        return Http.get(engine.system())
                .newServerAt(host, port)
                .bind(all)
                .thenApply(this::bound)
                .exceptionally(failure -> {
                    throw new CompletionException(
                            "HTTP cannot be served on " + host + ":" + port + " (baton.http.port)", failure);
                });
    }

    private Done bound(ServerBinding binding) {
        LOG.info("HTTP on {}", binding.localAddress());
        binding.addToCoordinatedShutdown(LAST_ORDERS, engine.system());
        return Done.getInstance();
    }

    private void closeWithTheNode() {
        CoordinatedShutdown.get(engine.system())
                .addTask(CoordinatedShutdown.PhaseServiceUnbind(), "close-doors", () -> {
                    var closed = gateways.stream()
                            .map(gateway -> gateway.close().toCompletableFuture())
                            .toArray(CompletableFuture<?>[]::new);
                    return CompletableFuture.allOf(closed).handle((done, failure) -> Done.getInstance());
                });
    }
}
