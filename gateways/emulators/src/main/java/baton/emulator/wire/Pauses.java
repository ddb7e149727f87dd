package baton.emulator.wire;

import java.time.Duration;

/**
 * How a provider tells again what was not confirmed.
 *
 * @param first before the first repeat; each further pause is twice as long
 * @param longest pauses grow up to this
 * @param patience how long an answer is waited for
 */
public record Pauses(Duration first, Duration longest, Duration patience) {

    /** Near to what providers do, but nobody has to wait for minutes. */
    public static Pauses forPeople() {
        return new Pauses(Duration.ofMillis(500), Duration.ofSeconds(10), Duration.ofSeconds(10));
    }

    public static Pauses forTests() {
        return new Pauses(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofSeconds(10));
    }

    Duration before(int repeat) {
        var pause = first.multipliedBy(1L << Math.min(20, repeat));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
