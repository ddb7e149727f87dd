package baton.launcher;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/** Whether this machine and every machine of the database have the same time: deadlines, waits and the order of rows are by it. */
final class ClockCheck {

    /** Well above what a synchronised machine has, well below what anybody would notice. */
    private static final Duration ALLOWED = Duration.ofMillis(500);

    private static final String QUESTION = "SELECT toTimestamp(now()) AS now FROM system.local";

    private ClockCheck() {}

    /** @throws Problem for the first machine of the database whose clock differs */
    static void require(CqlSession session, InstantSource clock) {
        for (var node : session.getMetadata().getNodes().values()) {
            var asked = clock.instant();
            var row = session.execute(SimpleStatement.newInstance(QUESTION).setNode(node))
                    .one();
            var answered = clock.instant();
            var theirs = Objects.requireNonNull(Objects.requireNonNull(row).getInstant("now"));
            requireEqual(node.getEndPoint().toString(), asked, answered, theirs);
        }
    }

    /** The answer was given somewhere between the two moments, so only what lies outside of them counts. */
    static void requireEqual(String machine, Instant asked, Instant answered, Instant theirs) {
        var behind = Duration.between(answered, theirs);
        var ahead = Duration.between(theirs, asked);
        if (behind.compareTo(ALLOWED) > 0) {
            throw refusal("behind", behind, machine);
        }
        if (ahead.compareTo(ALLOWED) > 0) {
            throw refusal("ahead of", ahead, machine);
        }
    }

    private static Problem refusal(String how, Duration difference, String machine) {
        return new Problem("this machine's clock is %.1f s %s that of Cassandra at %s; run chrony or ntpd on both."
                .formatted(difference.toMillis() / 1000.0, how, machine));
    }
}
