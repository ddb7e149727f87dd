package baton.e2e;

import static baton.protocol.journal.v1.EpisodeEvent.FactCase.CALL_ANSWERED;
import static baton.protocol.journal.v1.EpisodeEvent.FactCase.LEG_ENDED;
import static baton.protocol.journal.v1.EpisodeEvent.FactCase.WRAP_UP_STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.gateway.phone.DemoPhone.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The node to which a caller has come is killed. Nothing is in front of the nodes: each has a SIP address of its own, so that the
 * telephones have to be told where the call is now. Starts three nodes and kills one four times, so it runs with {@code -Dbaton.failures=on} only.
 */
@EnabledIfSystemProperty(named = "baton.failures", matches = "on")
@Timeout(300)
class CallNodesIT extends OnGround {

    private static final String NUMBER = "380501112233";
    private static final Duration TAKEN_OVER = Duration.ofSeconds(60);

    private ThreeNodes nodes;
    private KillableNode callers;
    private int companies;

    @BeforeAll
    void start() {
        nodes = new ThreeNodes(ground, 4, ThreeNodesIT.PATIENT);
        callers = nodes.node(1);
    }

    @AfterEach
    void allNodesAreBack() {
        if (callers.hasEnded()) {
            callers.startAgain();
        }
    }

    @Test
    void theTwoTalkOnAndTheCallerHangsUpLater() {
        var call = talk();

        callers.kill();
        call.phone().talks();
        call.annasPhone().talks();
        awaitTakenOver();
        call.phone().talks();
        call.annasPhone().talks();
        assertThat(call.phone().history()).endsWith(State.TALKING);
        call.phone().hangsUp();

        call.annasPhone().isFree();
        call.ends();
    }

    @Test
    void theAgentHangsUpLater() {
        var call = talk();

        callers.kill();
        awaitTakenOver();
        call.annasPhone().hangsUp();

        call.phone().isFree();
        call.ends();
    }

    @Test
    void whoHangsUpWhileNobodyListensTakesTheAgentAlong() {
        var call = talk();

        callers.kill();
        call.phone().hangsUp();

        await().atMost(TAKEN_OVER).until(() -> call.annasPhone().state() == State.IDLE);
        call.ends();
    }

    @Test
    void aCallerWhosePhoneRangIsAnsweredByAnotherNode() {
        var scene = scene();
        scene.agents()
                .desk(Company.SUPERVISOR)
                .rest("PUT", "/api/v1/configuration/queues/main", "{\"name\":\"Main\",\"voiceOffer\":\"120s\"}");
        var anna = scene.agents().agent("anna");
        var annasPhone = scene.agents().phoneOf(anna);
        var phone = scene.customers().phone(NUMBER);
        phone.dial(scene.company().main());
        annasPhone.rings();

        callers.kill();
        awaitTakenOver();
        await("rings anew")
                .until(() -> annasPhone.history().stream()
                                .filter(State.RINGING::equals)
                                .count()
                        == 2);
        annasPhone.picksUp();

        phone.talks();
        annasPhone.talks();
        var episode = served(anna);
        phone.hangsUp();
        annasPhone.isFree();
        await().until(() -> anna.screen.facts(episode).contains(LEG_ENDED));
    }

    // ---- words

    private record Scenery(Company company, Scene customers, Scene agents) {}

    private record Talking(DeskClient anna, Telephone annasPhone, Telephone phone, String episode) {

        void ends() {
            await().atMost(TAKEN_OVER).until(() -> anna.screen.facts(episode).contains(LEG_ENDED));
            await().until(() -> anna.screen.facts(episode).contains(WRAP_UP_STARTED));
            assertThat(anna.screen.facts(episode)).containsOnlyOnce(CALL_ANSWERED, LEG_ENDED);
            anna.finish(episode);
        }
    }

    /** Callers come to the node that is going to be killed, agents are at one that is not. */
    private Scenery scene() {
        before = takenOver();
        var company = Company.patient(companies++);
        return new Scenery(
                company,
                ground.scene(callers.place(), company),
                ground.scene(nodes.node(2).place(), company));
    }

    private Talking talk() {
        var scene = scene();
        var anna = scene.agents().agent("anna");
        var annasPhone = scene.agents().phoneOf(anna);
        var phone = scene.customers().phone(NUMBER);
        phone.dial(scene.company().main());
        annasPhone.picksUp();
        phone.talks();
        annasPhone.talks();
        return new Talking(anna, annasPhone, phone, served(anna));
    }

    private static String served(DeskClient anna) {
        await().until(() -> anna.view().getAssignmentsCount() == 1);
        return anna.view().getAssignments(0).getEpisodeId();
    }

    private double before;

    private void awaitTakenOver() {
        await("another node has the call").atMost(TAKEN_OVER).until(() -> takenOver() > before);
    }

    /** By entities that live on nodes that live. */
    private double takenOver() {
        return List.of(nodes.node(0), nodes.node(2)).stream()
                .mapToDouble(node -> Scrape.of(node.place()).sum("baton_call_taken_over_total", Map.of()))
                .sum();
    }
}
