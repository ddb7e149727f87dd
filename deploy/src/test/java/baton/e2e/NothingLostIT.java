package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.protocol.journal.v1.AgentEvent;
import baton.protocol.journal.v1.EpisodeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node that is killed, and a database that is killed, lose nothing that was acknowledged. */
@Timeout(1200)
class NothingLostIT extends OnGround {

    private static final int COMPANIES = 16;

    /** So long that nothing ends by itself while a node is away. */
    private static final Map<String, String> PATIENT = Map.of(
            "BATON_EPISODE_WRAP_UP", "600s",
            "BATON_AGENT_DESK_GRACE", "600s");

    /** So short that a test can wait for it. */
    private static final Map<String, String> HASTY = Map.of(
            "BATON_EPISODE_WRAP_UP", "6s",
            "BATON_AGENT_DESK_GRACE", "6s");

    private final List<Scene> scenes = new ArrayList<>();
    private int companies;
    private IntFunction<Company> kind = Company::patient;

    @AfterEach
    void forget() {
        scenes.clear();
    }

    @Test
    void everyStateOfAnEpisodeSurvivesTheKillOfItsNode() {
        var node = startNode(PATIENT);
        var states = new EpisodeStates(() -> scene(node));

        node.kill();
        node.startAgain();

        states.goOn();
    }

    @Test
    void deadlinesFireAfterTheKillOfTheirNodeWithoutAnythingNew() throws Exception {
        var node = startNode(HASTY);
        var offered = scene(node);
        var asked = offered.agent("anna");
        var offers = offered.customer().say("Is anybody there?").getEpisodeId();
        asked.awaitOffer(offers, "text");
        var wrapping = scene(node);
        var writing = wrapping.agent("anna");
        var wraps = wrapping.customer().say("Thank you.").getEpisodeId();
        writing.takeChat(wraps);
        writing.wrapUp(wraps);
        var leaving = scene(node);
        var gone = leaving.agent("anna");
        var left = leaving.customer().say("Where is my lamp?").getEpisodeId();
        gone.takeChat(left);
        gone.cut();
        await().until(() -> leaving.journal().agent("anna").stream().anyMatch(AgentEvent::hasDesksLost));

        node.kill();
        for (var scene : scenes) {
            scene.close(); // nobody comes back
        }
        node.startAgain();

        await("the offer times out").until(() -> offered.journal().agent("anna").stream()
                .anyMatch(event -> event.getOfferEnded().getOutcome().equals("timed-out")));
        await("the wrap-up ends by itself")
                .until(() -> wrapping.journal().entries(wraps).stream().anyMatch(EpisodeEvent::hasEpisodeClosed));
        await("the grace ends").until(() -> leaving.journal().agent("anna").stream()
                .anyMatch(event -> event.getPresenceChanged().getReason().equals("disconnected")));
        await("somebody else may serve").until(() -> leaving.journal().entries(left).stream()
                .anyMatch(event -> event.getAgentReleased().getReason().equals("disconnected")));
        assertThat(leaving.journal().entries(left)).last().matches(EpisodeEvent::hasWorkQueued, "waits again");
    }

    @Test
    void everythingThatWasAcknowledgedUnderLoadIsThereOnceAfterThreeKills() throws Exception {
        var node = startNode(PATIENT);
        var scene = scene(node);
        try (var load = new Load(scene)) {
            for (var kill = 1; kill <= 3; kill++) {
                load.awaitMore(60);
                node.kill();
                node.startAgain();
            }
            load.awaitMore(60);
            load.stop();

            load.everythingIsThereOnce();
        }
        nobodyWasLiedTo();
    }

    @Test
    void everythingThatWasAcknowledgedIsThereOnceAfterTheKillOfTheDatabase() throws Exception {
        var node = startNode(PATIENT);
        var scene = scene(node);
        try (var load = new Load(scene)) {
            load.awaitMore(100);
            ground.database().kill();
            load.awaitMore(60);
            load.stop();

            load.everythingIsThereOnce();
        }
        nobodyWasLiedTo();
    }

    private KillableNode startNode(Map<String, String> deadlines) {
        kind = deadlines == HASTY ? Company::hasty : Company::patient;
        return ground.node("node-" + companies, COMPANIES, deadlines);
    }

    private Scene scene(KillableNode node) {
        var scene = ground.scene(node.place(), kind.apply(companies++));
        scenes.add(scene);
        return scene;
    }

    private void nobodyWasLiedTo() {
        assertThat(scenes).allSatisfy(scene -> assertThat(scene.faults()).isEmpty());
    }
}
