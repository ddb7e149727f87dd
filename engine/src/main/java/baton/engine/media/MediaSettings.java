package baton.engine.media;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * {@code baton.media}, where each is explained.
 *
 * @param trustedOrigins scheme, host and port of sources that may be private
 */
public record MediaSettings(
        Path directory,
        long maxSize,
        List<String> types,
        Set<String> trustedOrigins,
        Duration giveUpAfter,
        Duration firstPause,
        Duration longestPause,
        int atOnce,
        Duration patience) {

    public static MediaSettings from(Config config) {
        var media = config.getConfig("baton.media");
        return new MediaSettings(
                Path.of(media.getString("directory")),
                media.getBytes("max-size"),
                words(media.getString("types")),
                Set.copyOf(words(media.getString("trusted-origins"))),
                media.getDuration("give-up-after"),
                media.getDuration("first-pause"),
                media.getDuration("longest-pause"),
                media.getInt("at-once"),
                media.getDuration("patience"));
    }

    private static List<String> words(String list) {
        return Arrays.stream(list.split("[,\\s]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
