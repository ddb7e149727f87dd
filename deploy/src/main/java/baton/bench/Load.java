package baton.bench;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How hard to press.
 *
 * @param pairs customers who write at one time, each to an agent
 * @param inFlight messages of one customer that are under way at one time
 * @param count messages of one round, all pairs together
 * @param pauseMillis how long a customer reads and thinks when a message is through
 */
record Load(int pairs, int inFlight, int count, int pauseMillis) {

    private static final int MAX_PAIRS = 2000;
    private static final int MAX_IN_FLIGHT = 16;
    private static final int MAX_COUNT = 1_000_000;

    /** Without a pause. */
    Load(int pairs, int inFlight, int count) {
        this(pairs, inFlight, count, 0);
    }

    int concurrency() {
        return pairs * inFlight;
    }

    int perPair() {
        return count / pairs;
    }

    /** How long a round takes at least. */
    int pauseSeconds() {
        return (int) (1L * perPair() * pauseMillis / 1000);
    }

    /** How many episodes a round takes if each gets at most so many messages. */
    int episodes(int perEpisode) {
        return pairs * ((perPair() + perEpisode - 1) / perEpisode);
    }

    @Override
    public String toString() {
        return pairs + "x" + inFlight;
    }

    /** Reads {@code 200x2:20000}. */
    static final class Converter implements ITypeConverter<Load> {

        @Override
        public Load convert(String text) {
            if (!text.matches("[1-9][0-9]{0,5}x[1-9][0-9]?:[1-9][0-9]{0,6}")) {
                throw new TypeConversionException(
                        "\"" + text + "\", expected PAIRSxINFLIGHT:MESSAGES, like 50x1:10000");
            }
            var parts = text.split("[x:]");
            var load = new Load(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
            if (load.pairs > MAX_PAIRS || load.inFlight > MAX_IN_FLIGHT || load.count > MAX_COUNT) {
                throw new TypeConversionException("\"%s\", expected at most %d pairs, %d in flight, %d messages"
                        .formatted(text, MAX_PAIRS, MAX_IN_FLIGHT, MAX_COUNT));
            }
            if (load.count % load.pairs != 0) {
                throw new TypeConversionException(
                        "\"" + text + "\", expected a number of messages that all pairs can share");
            }
            return load;
        }
    }
}
