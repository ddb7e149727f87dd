package baton.engine.media;

import baton.engine.EntityKey;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What operators see of files. */
public final class MediaMeters {

    private static final Map<EntityKey, Integer> WAITING = new ConcurrentHashMap<>();
    private static final Set<String> CHANNELS = ConcurrentHashMap.newKeySet();

    private MediaMeters() {}

    /** From now on these are there, with 0: who looks at changes must have seen the beginning. */
    public static void begin(List<String> channels) {
        begin("upload", List.of("too-large", "type-not-allowed"));
        channels.forEach(channel -> {
            begin(channel, List.of("expired", "refused", "bad-account", "bad-source"));
            gauge(channel);
        });
    }

    private static void begin(String source, List<String> codes) {
        files(source);
        bytes(source);
        codes.forEach(code -> misses(source, code));
    }

    /** {@code source}: a channel, or {@code upload}. */
    static void stored(String source, long bytes) {
        files(source).increment();
        bytes(source).increment((double) bytes);
    }

    static void missed(String source, String code) {
        misses(source, code).increment();
    }

    private static Counter files(String source) {
        return Counter.builder("baton_media_stored")
                .description("Files that were stored, by where they came from: a channel, or upload")
                .tag("source", source)
                .register(Metrics.globalRegistry);
    }

    private static Counter bytes(String source) {
        return Counter.builder("baton_media_stored_size")
                .description("Bytes of files that were stored, by where they came from")
                .baseUnit("bytes")
                .tag("source", source)
                .register(Metrics.globalRegistry);
    }

    private static Counter misses(String source, String code) {
        return Counter.builder("baton_media_missed")
                .description("Files that were refused or could not be fetched, by why")
                .tag("source", source)
                .tag("code", code)
                .register(Metrics.globalRegistry);
    }

    static void waits(EntityKey key, int count) {
        WAITING.put(key, count);
        gauge(key.id());
    }

    private static void gauge(String channel) {
        if (CHANNELS.add(channel)) {
            Gauge.builder("baton_media_waiting", () -> waiting(channel))
                    .description("Files that wait to be fetched from messengers' providers")
                    .tag("channel", channel)
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
