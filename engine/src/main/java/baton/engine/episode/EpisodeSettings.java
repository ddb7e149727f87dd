package baton.engine.episode;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * Settings of episodes: {@code baton.episode}.
 *
 * @param askTimeout how long a colleague may take to accept a warm transfer or an invitation
 */
public record EpisodeSettings(
        Duration wrapUp, Duration askTimeout, Duration sleepAfter, int maxEntries, CallBackRule callBack) {

    public static EpisodeSettings from(Config config) {
        var own = config.getConfig("baton.episode");
        return new EpisodeSettings(
                own.getDuration("wrap-up"),
                own.getDuration("ask-timeout"),
                own.getDuration("sleep-after"),
                own.getInt("max-entries"),
                new CallBackRule(own.getInt("call-back-attempts"), own.getDuration("call-back-pause")));
    }
}
