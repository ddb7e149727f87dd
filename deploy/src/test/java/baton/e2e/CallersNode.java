package baton.e2e;

import static baton.protocol.journal.v1.EpisodeEvent.FactCase.CALL_ANSWERED;
import static baton.protocol.journal.v1.EpisodeEvent.FactCase.LEG_ENDED;
import static baton.protocol.journal.v1.EpisodeEvent.FactCase.WRAP_UP_STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Of three nodes the one to which callers come, and which is going to be killed; agents are at one that is not. Each has a SIP address of its own. */
final class CallersNode {

    /** Until another node has the call. */
    static final Duration TAKEN_OVER = Duration.ofSeconds(120);

    private static final String NUMBER = "380501112233";

    private final Ground ground;
    private final ThreeNodes nodes;
    private final KillableNode callers;
    private double before;

    CallersNode(Ground ground, ThreeNodes nodes) {
        this.ground = ground;
        this.nodes = nodes;
        this.callers = nodes.node(1);
    }

    record Scenery(Company company, Scene customers, Scene agents) {

        Telephone phone() {
            return customers.phone(NUMBER);
        }
    }

    record Talking(DeskClient anna, Telephone annasPhone, Telephone phone, String episode) {

        void ends() {
            CallersNode.ends(anna, episode);
        }
    }

    /** Once, whichever node hears of it. */
    static void ends(DeskClient anna, String episode) {
        await().atMost(TAKEN_OVER).until(() -> anna.facts(episode).contains(LEG_ENDED));
        await().until(() -> anna.facts(episode).contains(WRAP_UP_STARTED));
        assertThat(anna.facts(episode)).containsOnlyOnce(CALL_ANSWERED, LEG_ENDED);
        anna.finish(episode);
    }

    void kill() {
        callers.kill();
    }

    void startAgain() {
        if (callers.hasEnded()) {
            callers.startAgain();
        }
    }

    Scenery scene(Company company) {
        before = takenOver();
        return new Scenery(
                company,
                ground.scene(callers.place(), company),
                ground.scene(nodes.node(2).place(), company));
    }

    Talking talk(Company company) {
        var scene = scene(company);
        var anna = scene.agents().agent("anna");
        var annasPhone = scene.agents().phoneOf(anna);
        var phone = scene.phone();
        phone.dial(scene.company().main());
        annasPhone.picksUp();
        phone.talks();
        annasPhone.talks();
        return new Talking(anna, annasPhone, phone, served(anna));
    }

    static String served(DeskClient anna) {
        await().until(() -> anna.view().getAssignmentsCount() == 1);
        return anna.view().getAssignments(0).getEpisodeId();
    }

    void awaitTakenOver() {
        await("another node has the call").atMost(TAKEN_OVER).until(() -> takenOver() > before);
    }

    /** By entities that live on nodes that live. */
    private double takenOver() {
        return List.of(nodes.node(0), nodes.node(2)).stream()
                .mapToDouble(node -> Scrape.of(node.place()).sum("baton_call_taken_over_total", Map.of()))
                .sum();
    }
}
