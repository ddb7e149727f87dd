package baton.engine.episode;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import java.util.Locale;

/** What operators count of episodes: entries, by kind, when they are stored; never in a replay. */
final class EpisodeMeters {

    private EpisodeMeters() {}

    static void stored(List<EpisodeEvent> events) {
        events.stream().filter(EpisodeEvent::isEntry).forEach(entry -> Counter.builder("baton_episode_entries")
                .description(
                        "Entries on timelines, by kind: message-received, agent-assigned, episode-closed and so on")
                .tag("kind", kind(entry))
                .register(Metrics.globalRegistry)
                .increment());
    }

    /** {@code MessageReceived} is {@code message-received}: as many as there are kinds of events. */
    private static String kind(EpisodeEvent event) {
        return event.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }
}
