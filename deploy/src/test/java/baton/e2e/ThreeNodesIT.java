package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes behind one address, with the fence around the journal: whichever of them fails, the others go on and nobody is told a lie. Runs with
 * {@code -Dbaton.failures=on} only: it takes minutes, and the fence is on trial.
 */
@EnabledIfSystemProperty(named = "baton.failures", matches = "on")
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(600)
class ThreeNodesIT {

    private static final int COMPANIES = 8;

    /** So long that nothing ends by itself while a node is away. */
    private static final Map<String, String> PATIENT = Map.of(
            "BATON_EPISODE_WRAP_UP", "120s",
            "BATON_AGENT_DESK_GRACE", "120s",
            "BATON_JOURNAL_CLASS", "baton.engine.survival.FencedJournal",
            "BATON_CLUSTER_DOWN_REMOVAL_MARGIN", "1s");

    /** Far below the 47 s that Pekko takes as it comes; the machines that run this are slow. */
    private static final Duration SHORT = Duration.ofSeconds(15);

    private final List<KillableNode> nodes = new ArrayList<>();
    private int companies;
    private Ground ground;

    @BeforeAll
    void lay(@TempDir Path directory) {
        ground = new Ground(directory);
        var places = List.of(Place.free(), Place.free(), Place.free());
        var environment = new HashMap<>(PATIENT);
        environment.put(
                "BATON_SEEDS",
                places.stream().map(place -> "127.0.0.1:" + place.artery()).collect(Collectors.joining(",")));
        for (var place : places) {
            nodes.add(ground.keptNode("node-" + nodes.size(), place, COMPANIES, environment));
        }
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
    void theKillOfAnyNodeIsAShortPauseAndLosesNothing() throws Exception {
        var scene = scene();
        try (var load = new Load(scene)) {
            for (var node : List.of(nodes.get(2), nodes.get(0), nodes.get(1))) {
                load.awaitMore(60);
                node.kill();
                load.awaitMore(60);
                node.startAgain();
            }
            load.awaitMore(60);
            load.stop();

            load.everythingIsThereOnce();
            assertThat(scene.faults()).isEmpty();
            assertThat(load.longestPause()).isLessThan(SHORT);
        }
    }

    @Test
    void aNodeThatWasStoppedAndTakenForDeadAcknowledgesNothingWhenItGoesOn() throws Exception {
        var scene = scene();
        var stopped = nodes.get(1);
        try (var load = new Load(scene)) {
            load.awaitMore(60);
            stopped.pause();
            await("the others give it up").atMost(Duration.ofSeconds(60)).until(() -> membersSeenBy(nodes.get(0)) == 2);
            load.awaitMore(60);
            stopped.goOn();
            await("it ends by itself").atMost(Duration.ofSeconds(60)).until(stopped::hasEnded);
            load.awaitMore(60);
            stopped.startAgain();
            load.stop();

            load.everythingIsThereOnce();
            assertThat(scene.faults()).isEmpty();
        }
    }

    private static long membersSeenBy(KillableNode node) {
        var members = Web.text(node.place().managed("/cluster/members"));
        return Pattern.compile("\"node\":").matcher(members).results().count();
    }

    private Scene scene() {
        var front =
                ground.opened(new Front(nodes.stream().map(KillableNode::place).toList()));
        return ground.scene(front.place(), Company.patient(companies++));
    }
}
