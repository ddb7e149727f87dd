package baton.engine.survival;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * {@code baton.survival}.
 *
 * @param lease how long a node may acknowledge after the database last said that it is not fenced
 * @param renewEvery how often a node asks
 * @param fastDown whether nodes whose port refuses connections are declared dead
 * @param knockEvery how long between two knocks at the port of a node whose connection broke
 * @param refusals so many in a row mean that nobody lives there
 */
record SurvivalSettings(Duration lease, Duration renewEvery, boolean fastDown, Duration knockEvery, int refusals) {

    static SurvivalSettings from(Config config) {
        var survival = config.getConfig("baton.survival");
        return new SurvivalSettings(
                survival.getDuration("lease"),
                survival.getDuration("renew-every"),
                survival.getBoolean("fast-down"),
                survival.getDuration("knock-every"),
                survival.getInt("refusals"));
    }
}
