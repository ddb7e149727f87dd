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
 * @param alive for how long a node that has entered the census is believed to be alive
 */
record SurvivalSettings(
        Duration lease, Duration renewEvery, boolean fastDown, Duration knockEvery, int refusals, Duration alive) {

    /** How long a node believes itself to be alive: less than the others, who count whole seconds on another clock. */
    Duration admission() {
        return alive.minusSeconds(2);
    }

    /** Three entries may be late before a node is not believed to be alive any more. */
    Duration enterEvery() {
        return alive.dividedBy(4);
    }

    /** How often a node that is not admitted looks whether it can be. */
    Duration lookEvery() {
        return enterEvery().dividedBy(5);
    }

    /** So often who begins a cluster sees nobody before it believes it: everybody has entered meanwhile. */
    int looksAlone() {
        return 6;
    }

    /** So often a node sees strangers before it ends: those who died with everybody else are forgotten by then. */
    int looksAtStrangers() {
        return 30;
    }

    static SurvivalSettings from(Config config) {
        var survival = config.getConfig("baton.survival");
        return new SurvivalSettings(
                survival.getDuration("lease"),
                survival.getDuration("renew-every"),
                survival.getBoolean("fast-down"),
                survival.getDuration("knock-every"),
                survival.getInt("refusals"),
                survival.getDuration("alive"));
    }
}
