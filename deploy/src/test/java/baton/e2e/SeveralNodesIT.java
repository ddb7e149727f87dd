package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.protocol.journal.v1.EpisodeEvent.FactCase;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Routing does not depend on which node something lives at, or on a node that lives for ever. */
@Timeout(540)
class SeveralNodesIT extends OnGround {

    private static final Map<String, String> PATIENT =
            Map.of("BATON_AGENT_DESK_GRACE", "600s", "BATON_EPISODE_CALL_BACK_PAUSE", "3s");

    @Test
    void aChangeAtOneNodeReachesTheQueueAndTheAgentsThatLiveAtTheOther() throws Exception {
        var first = node("first", Map.of());
        var second = node(
                "second", Map.of("BATON_SEEDS", "127.0.0.1:" + first.place().artery()));
        var company = Company.patient(0);
        var boss = Boss.of(scene(first, company));
        boss.skill("german");
        boss.queue("main", "\"steps\":[{\"after\":\"0s\",\"skills\":{\"german\":5}}]");
        var anna = scene(first, company).agent("anna");
        var customer = scene(second, company).customer();
        var episode = customer.say("Wo ist meine Lampe?").getEpisodeId();
        await().until(() -> boss.routing(episode).getWorksCount() == 1);

        var awayFromAnna = first.isHomeOf("agent", company.id() + "|anna") ? second : first;
        Boss.of(scene(awayFromAnna, company)).agent("anna", "main", "\"skills\":{\"german\":7}");
        anna.takeChat(episode);

        boss.queue("main", "\"steps\":[{\"after\":\"0s\",\"skills\":{\"german\":9}}]");
        var harder =
                scene(first, company).customer().say("Wer kennt meine Lampe?").getEpisodeId();
        await().until(() -> boss.work(harder).getExplanation().getSkillsMap().equals(Map.of("german", 9)));
        var awayFromQueue = first.isHomeOf("queue", company.id() + "|main") ? second : first;
        Boss.of(scene(awayFromQueue, company))
                .queue("main", "\"steps\":[{\"after\":\"0s\",\"skills\":{\"german\":6}}]");

        anna.takeChat(harder);
        assertThat(boss.work(harder).getExplanation().getSkillsMap()).containsEntry("german", 6);
    }

    @Test
    void afterAKillWhatWaitsStandsInTheSameOrderAndWhatFellDueMeanwhileIsOffered() throws Exception {
        var node = node("killed", PATIENT);
        var line = scene(node, Company.patient(1));
        Boss.of(line).agent("anna", "main", "\"capacity\":{\"text\":1}");
        var anna = line.agent("anna");
        anna.beStubborn();
        var waiting = new ArrayList<String>();
        for (var n = 1; n <= 4; n++) {
            waiting.add(line.customer().say("I am number " + n).getEpisodeId());
        }
        var offer = anna.awaitOffer(waiting.get(0), "text");
        var other = scene(node, Company.patient(2));
        var ben = other.desk("ben");
        ben.beStubborn();
        var toCallBack = triedOnce(other, ben);

        node.kill();
        node.startAgain();

        await().until(() -> anna.view().getOffersList().contains(offer));
        for (var episode : waiting) {
            assertThat(anna.awaitOffer("text").getEpisodeId()).isEqualTo(episode);
            anna.takeChat(episode);
            anna.finish(episode);
        }
        ben.takeChat(toCallBack);
        assertThat(ben.episode(toCallBack).getCallBack().getAttempt()).isEqualTo(2);
    }

    /** A customer who wanted to be called back and was not reached. */
    private static String triedOnce(Scene scene, DeskClient desk) {
        Boss.of(scene).queue("main", "\"maxWait\":\"1s\",\"alternative\":\"call-back\",\"textOffer\":\"600s\"");
        var customer = scene.customer();
        var episode = customer.say("I am in no hurry.").getEpisodeId();
        await().until(() -> customer.facts(episode).contains(FactCase.WAIT_ANNOUNCED));
        customer.say("0671230013");
        desk.goAvailable();
        desk.takeChat(episode);
        desk.reportCallBack(episode, 1, "not-reached");
        return episode;
    }

    private KillableNode node(String name, Map<String, String> environment) {
        return ground.node(name, 3, environment);
    }

    private Scene scene(KillableNode node, Company company) {
        return ground.scene(node.place(), company);
    }
}
