package baton.engine.media;

import baton.engine.EntityKey;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What operators see of files. */
final class MediaMeters {

    private static final Map<EntityKey, Integer> WAITING = new ConcurrentHashMap<>();
    private static final Set<String> CHANNELS = ConcurrentHashMap.newKeySet();

    private MediaMeters() {}

    /** {@code source}: a channel, or {@code upload}. */
    static void stored(String source, long bytes) {
        Counter.builder("baton_media_stored")
                .description("Files that were stored, by where they came from: a channel, or upload")
                .tag("source", source)
                .register(Metrics.globalRegistry)
                .increment();
        Counter.builder("baton_media_stored_size")
                .description("Bytes of files that were stored, by where they came from")
                .baseUnit("bytes")
                .tag("source", source)
                .register(Metrics.globalRegistry)
                .increment((double) bytes);
    }

    static void missed(String source, String code) {
        Counter.builder("baton_media_missed")
                .description("Files that were refused or could not be fetched, by why")
                .tag("source", source)
                .tag("code", code)
                .register(Metrics.globalRegistry)
                .increment();
    }

    static void waits(EntityKey key, int count) {
        WAITING.put(key, count);
        if (CHANNELS.add(key.id())) {
            Gauge.builder("baton_media_waiting", () -> waiting(key.id()))
                    .description("Files that wait to be fetched from messengers' providers")
                    .tag("channel", key.id())
                    .register(Metrics.globalRegistry);
        }
    }

    static void gone(EntityKey key) {
        WAITING.remove(key);
    }

    private static int waiting(String channel) {
        return WAITING.entrySet().stream()
                .filter(entry -> entry.getKey().id().equals(channel))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
