package baton.engine.episode;

import java.time.Duration;
import java.util.Optional;

/** Over which channels messages are sent out by a provider, and what those can do. Everywhere else customers have the conversation on the screen. */
@FunctionalInterface
public interface Outlets {

    /** Empty if nothing is sent out over this channel. */
    Optional<Outlet> of(String channel);

    static Outlets none() {
        return channel -> Optional.empty();
    }

    /**
     * @param maxText longest text of one message, in characters
     * @param window so long after the customer's last message they can be written to; empty: always
     */
    record Outlet(int maxText, Optional<Duration> window) {}
}
