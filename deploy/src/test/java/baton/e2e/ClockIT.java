package baton.e2e;

import baton.testbed.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Nobody's promise hangs on what a node takes for the time of day. Three nodes, each with a clock that can be put forward and back; with {@code -Dbaton.failures=on}. */
@EnabledIfSystemProperty(named = "baton.failures", matches = "on")
@Timeout(600)
class ClockIT extends OnGround {

    private static final Duration BEARABLE = Duration.ofSeconds(30);
    private static final Duration JUMP = Duration.ofHours(1);

    private final Map<Integer, Clock> clocks = new HashMap<>();
    private int companies;
    private ThreeNodes nodes;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        Peers.require(Clock.isPossible(), "the library of the Debian package faketime is missing");
        for (var n = 0; n < 3; n++) {
            clocks.put(n, new Clock(Files.createDirectory(directory.resolve("clock-" + n))));
        }
        nodes = new ThreeNodes(ground, 3, n -> environment(clocks.get(n)));
    }

    private static Map<String, String> environment(Clock clock) {
        var environment = new HashMap<>(ThreeNodesIT.PATIENT);
        environment.putAll(clock.environment());
        return environment;
    }

    @Test
    void theClockOfTheOldestNodeIsPutForwardAndBack() throws Exception {
        var clock = clocks.get(nodes.oldest());
        jumps("the oldest node's clock jumps an hour ahead", clock, JUMP);
    }

    @Test
    void theClockOfTheOldestNodeIsPutBackAndForward() throws Exception {
        var clock = clocks.get(nodes.oldest());
        jumps("the oldest node's clock jumps an hour back", clock, JUMP.negated());
    }

    private void jumps(String name, Clock clock, Duration jump) throws Exception {
        Trial.of(name, nodes.scene(Company.patient(companies++)), BEARABLE, load -> {
            clock.set(jump);
            load.awaitMore(200);
            clock.set(Duration.ZERO);
            load.awaitMore(200);
        });
    }

    /** What is newer must win, although it was written by a node whose clock is behind. */
    @Test
    void aNodeThatIsAnHourAheadDiesAndItsEpisodesGoOnWhereTheTimeIsRight() throws Exception {
        var oldest = nodes.oldest();
        var clock = clocks.get(oldest);
        Trial.of(
                "a node whose clock is an hour ahead is killed",
                nodes.scene(Company.patient(companies++)),
                Duration.ofSeconds(60),
                load -> {
                    clock.set(JUMP);
                    load.awaitMore(100);
                    nodes.node(oldest).kill();
                    load.awaitMore(100);
                    clock.set(Duration.ZERO);
                    nodes.node(oldest).startAgain();
                    load.awaitMore(60);
                });
    }
}
