package baton.engine.spi;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.Route;

/** A door into the engine. Found by {@link java.util.ServiceLoader}, so that a new one is one new folder. */
public interface Gateway {

    /** The name that is stored with every episode that comes through it, for example {@code "webchat"}. Never change it. */
    String name();

    /**
     * Opens the door: binds ports of its own, registers webhooks, logs in to a provider.
     *
     * @return the routes that the node serves for it on the common HTTP port; fails if the door cannot be opened, and
     *     then the node does not start
     */
    CompletionStage<Route> open(Engine engine);

    /** Closes ports of its own. Called once, before the node leaves. */
    CompletionStage<Void> close();
}
