package baton.engine.episode;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What operators count of episodes: entries, by kind, when they are stored; never in a replay. */
final class EpisodeMeters {

    private static final Map<Class<?>, Counter> ENTRIES = new ConcurrentHashMap<>();

    private EpisodeMeters() {}

    static void stored(List<EpisodeEvent> events) {
        for (var event : events) {
            if (event.isEntry()) {
                ENTRIES.computeIfAbsent(event.getClass(), EpisodeMeters::counter)
                        .increment();
            }
        }
    }

    private static Counter counter(Class<?> event) {
        return Counter.builder("baton_episode_entries")
                .description(
                        "Entries on timelines, by kind: message-received, agent-assigned, episode-closed and so on")
                .tag("kind", kind(event))
                .register(Metrics.globalRegistry);
    }

    /** {@code MessageReceived} is {@code message-received}: as many as there are kinds of events. */
    private static String kind(Class<?> event) {
        return event.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
