package baton.e2e;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes behind one address: whichever of them fails or leaves, the others go on and nobody is told a lie. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class ThreeNodesIT {

    /** So long that nothing ends by itself while a node is away. */
    static final Map<String, String> PATIENT =
            Map.of("BATON_EPISODE_WRAP_UP", "120s", "BATON_AGENT_DESK_GRACE", "120s");

    private static final int COMPANIES = 3;

    /** Below the 47 s that Pekko takes as it comes. A few seconds on a machine that is not busy; those that run this are. */
    private static final Duration SHORT = Duration.ofSeconds(40);

    /** A client leaves a silent node after 10 s, and the others give it up after as long; both may come one after the other. */
    private static final Duration LONG = Duration.ofSeconds(60);

    private int companies;
    private Ground ground;
    private ThreeNodes nodes;

    @BeforeAll
    void lay(@TempDir Path directory) {
        ground = new Ground(directory);
        nodes = new ThreeNodes(ground, COMPANIES, PATIENT);
    }

    @AfterAll
    void close() throws Exception {
        ground.close();
    }

    @AfterEach
    void clear() throws Exception {
        ground.clear();
    }

    @Test
    void theKillOfANodeIsAShortPauseAndLosesNothing() throws Exception {
        Trial.of("two kills", scene(), SHORT, load -> {
            for (var node : List.of(nodes.node(nodes.oldest()), nodes.node(2))) {
                load.awaitMore(60);
                node.kill();
                load.awaitMore(60);
                node.startAgain();
            }
        });
    }

    @Test
    void aRollingRestartLosesNothingAndNobodyWaitsForLong() throws Exception {
        Trial.of("rolling restart", scene(), SHORT, load -> {
            for (var node : nodes.all()) {
                load.awaitMore(60);
                node.leave();
                load.awaitMore(60);
                node.startAgain();
            }
        });
    }

    @Test
    void aNodeThatWasStoppedAndTakenForDeadAcknowledgesNothingWhenItGoesOn() throws Exception {
        var stopped = nodes.node(1);
        Trial.of("a node stopped until it is given up", scene(), LONG, load -> {
            stopped.pause();
            await("the others give it up")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> ThreeNodes.membersSeenBy(nodes.node(0)) == 2);
            load.awaitMore(60);
            stopped.goOn();
            await("it ends by itself").atMost(Duration.ofSeconds(60)).until(stopped::hasEnded);
            load.awaitMore(60);
            stopped.startAgain();
        });
    }

    private Scene scene() {
        return nodes.scene(Company.patient(companies++));
    }
}
