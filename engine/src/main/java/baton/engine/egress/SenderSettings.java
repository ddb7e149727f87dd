package baton.engine.egress;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * {@code baton.egress}, where each is explained.
 *
 * @param mostWaiting beyond that episodes keep their messages and ask again
 */
public record SenderSettings(
        Duration giveUpAfter, Duration firstPause, Duration longestPause, int atOnce, int mostWaiting) {

    public static SenderSettings from(Config config) {
        var egress = config.getConfig("baton.egress");
        return new SenderSettings(
                egress.getDuration("give-up-after"),
                egress.getDuration("first-pause"),
                egress.getDuration("longest-pause"),
                egress.getInt("at-once"),
                egress.getInt("most-waiting"));
    }
}
