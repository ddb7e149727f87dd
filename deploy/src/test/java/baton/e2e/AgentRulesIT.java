package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.gateway.phone.DemoPhone.State;
import com.google.protobuf.util.Timestamps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who gets what by what is configured of agents and known of customers. */
@ExtendWith(InTheHouse.class)
@Timeout(270)
class AgentRulesIT {

    private static final String ONE_CHAT = "\"capacity\":{\"text\":1}";

    @Test
    void aQueueThatAcceptsByItselfGivesChatsUnaskedAndLetsTelephonesRing(Scene scene) {
        var boss = Boss.of(scene);
        boss.queue("main", "\"autoAccept\":true");
        var anna = scene.agent("anna");
        var phone = scene.phoneOf(anna);

        var episode = written(scene.customer());
        anna.awaitServing(episode);
        scene.phone("380671230001").dial(scene.company().main());
        phone.rings();

        assertThat(anna.frames())
                .filteredOn(frame -> frame.hasAgent())
                .noneMatch(frame -> frame.getAgent().getOffersList().stream()
                        .anyMatch(offer -> offer.getMedium().equals("text")));
        assertThat(anna.awaitOffer("voice").getEpisodeId()).isNotEqualTo(episode);
    }

    @Test
    void whoMustNotBeInterruptedGetsNoCallOnTopOfChatsAndNoChatDuringACall(Scene scene) {
        var boss = Boss.of(scene);
        boss.agent("anna", "main", "\"uninterruptible\":true," + ONE_CHAT);
        var anna = scene.agent("anna");
        var annasPhone = scene.phoneOf(anna);
        var chat = written(scene.customer());
        anna.takeChat(chat);
        var ben = scene.agent("ben");
        var bensPhone = scene.phoneOf(ben);
        ben.takeChat(written(scene.customer()));

        scene.phone("380671230002").dial(scene.company().main());
        bensPhone.picksUp();
        assertThat(annasPhone.history())
                .as("who has been idle for longer and must not be interrupted")
                .doesNotContain(State.RINGING);

        anna.finish(chat);
        ben.goAway();
        scene.phone("380671230003").dial(scene.company().main());
        annasPhone.picksUp();
        var late = written(scene.customer());
        await().untilAsserted(() ->
                assertThat(boss.work(late).getExplanation().getExcludedByMap()).containsEntry("on-the-phone", 1));
        annasPhone.hangsUp();

        anna.takeChat(late);
    }

    @Test
    void aVipComesFirstAndNeedsMoreAndTheTraineeGetsTheOccasionalContact(Scene scene) {
        var boss = Boss.of(scene);
        boss.skill("german");
        boss.agent("anna", "main", "\"skills\":{\"german\":8}," + ONE_CHAT);
        boss.agent("ben", "main", "\"skills\":{\"german\":3}");
        var anna = scene.agent("anna");
        var vip = known(scene, boss, anna, "vip", "");
        var occasional = known(scene, boss, anna, "new", "");
        boss.queue(
                "main",
                "\"selection\":\"closest-fit\",\"steps\":[{\"after\":\"0s\",\"skills\":{\"german\":5}}],"
                        + "\"segments\":[{\"segment\":\"vip\",\"priority\":20,\"level\":3},{\"segment\":\"new\",\"level\":-3}]");
        var ben = scene.agent("ben");

        var simple = written(occasional);
        ben.takeChat(simple);
        assertThat(boss.work(simple).getExplanation().getSkillsMap()).containsEntry("german", 2);
        assertThat(boss.work(simple).getExplanation().getCandidatesList())
                .extracting(candidate -> candidate.getAgentId())
                .containsExactly("ben", "anna");

        anna.goAway();
        var regular = written(scene.customer());
        var important = written(vip);
        boss.awaitWaiting("main", 2, 0);
        assertThat(ben.view().getOffersCount()).as("offers to the trainee").isZero();
        anna.goAvailable();

        assertThat(anna.awaitOffer("text").getEpisodeId()).isEqualTo(important);
        var why = boss.work(important).getExplanation();
        assertThat(why.getSkillsMap()).containsEntry("german", 8);
        assertThat(why.getPriority()).isEqualTo(20);
        assertThat(boss.work(regular).getExplanation().getSkillsMap()).containsEntry("german", 5);
    }

    @Test
    void aCustomersOwnAgentIsFirstForAWhileAndIsNotWaitedForWhenAway(Scene scene) {
        var boss = Boss.of(scene);
        boss.agent("ben", "main", ONE_CHAT);
        var anna = scene.agent("anna");
        var first = known(scene, boss, anna, "", "ben");
        var second = known(scene, boss, anna, "", "ben");
        boss.queue("main", "\"personalAgent\":\"6s\"");
        var ben = scene.agent("ben");

        var own = written(first);
        ben.takeChat(own);
        assertThat(boss.work(own).getExplanation().getCandidates(0).getPreferred())
                .isEqualTo("personal");

        var kept = written(second);
        anna.takeChat(kept);
        assertThat(millisUntilOffered(anna, boss, kept)).isGreaterThanOrEqualTo(6_000);
        anna.finish(kept);
        second.awaitStatus(kept, "closed");

        ben.goAway();
        var free = written(second);
        anna.takeChat(free);
        assertThat(millisUntilOffered(anna, boss, free)).isLessThan(6_000);
    }

    @Test
    void theAgentOfTheLastTimeIsWaitedForAndThenSomebodyElseIsAsked(Scene scene) {
        var boss = Boss.of(scene);
        boss.agent("anna", "main", ONE_CHAT);
        var anna = scene.agent("anna");
        var customer = known(scene, boss, anna, "", "");
        boss.queue("main", "\"lastAgent\":\"3s\"");
        anna.takeChat(written(scene.customer()));
        var ben = scene.agent("ben");

        var kept = written(customer);

        ben.takeChat(kept);
        assertThat(millisUntilOffered(ben, boss, kept)).isGreaterThanOrEqualTo(3_000);
    }

    @Test
    void whatADeletedAgentHadInHandGoesToOthersWithItsSeniority(Scene scene) {
        var boss = Boss.of(scene);
        var anna = scene.agent("anna");
        var episode = written(scene.customer());
        anna.takeChat(episode);
        var ben = scene.agent("ben");

        boss.removes("agents/anna");

        ben.takeChat(episode);
        var works = boss.routing(episode).getWorksList();
        assertThat(works).hasSize(2);
        assertThat(works.get(1).getSince()).isEqualTo(works.get(0).getSince());
    }

    @Test
    void whoHandedItOnIsNotAskedAtOnceAlthoughNobodyElseIsThere(Scene scene) {
        var boss = Boss.of(scene);
        var anna = scene.agent("anna");
        var episode = written(scene.customer());
        anna.takeChat(episode);

        anna.transfer(episode, "", "Somebody else, please.");

        await().untilAsserted(
                        () -> assertThat(boss.work(episode).getExplanation().getExcludedByMap())
                                .containsEntry("not-again-yet", 1));
        scene.agent("ben").takeChat(episode);
        assertThat(anna.frames())
                .filteredOn(frame -> frame.hasAgent())
                .noneMatch(frame -> frame.getAgent().getOffersList().stream()
                        .anyMatch(offer -> offer.getOfferId().contains("/2#")));
    }

    @Test
    void aPhoneSecretThatASupervisorForgetsIsNotTakenAnyMore(Scene scene) {
        var boss = Boss.of(scene);
        var anna = scene.agent("anna");
        var phone = scene.phoneOf(anna);
        phone.unregister();

        boss.agent("anna", "main", "\"withoutPhone\":true");
        phone.triesToRegister();

        await().until(() -> phone.reason().startsWith("Not registered"));
    }

    /** A customer who has been here before, served by this agent, and of whom this is known now. */
    private static ChatClient known(Scene scene, Boss boss, DeskClient agent, String segment, String personal) {
        var customer = scene.customer();
        var episode = written(customer);
        agent.takeChat(episode);
        boss.classifies(episode, segment, personal);
        agent.finish(episode);
        customer.awaitStatus(episode, "closed");
        return customer;
    }

    private static String written(ChatClient customer) {
        return customer.say("Where is my lamp?").getEpisodeId();
    }

    /** From the customer's words to the first offer that this agent saw. */
    private static long millisUntilOffered(DeskClient agent, Boss boss, String episode) {
        var offer = agent.frames().stream()
                .filter(frame -> frame.hasAgent())
                .flatMap(frame -> frame.getAgent().getOffersList().stream())
                .filter(one -> one.getEpisodeId().equals(episode))
                .findFirst()
                .orElseThrow();
        return Timestamps.toMillis(offer.getMadeAt())
                - Timestamps.toMillis(boss.work(episode).getSince());
    }
}
