package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import baton.protocol.client.v1.WallQueue;
import baton.protocol.gateway.v1.TransferEpisode;
import baton.protocol.journal.v1.EpisodeEvent.FactCase;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The right agent at once: rules that a supervisor changes while everything runs, and what agents can do with each other. */
@ExtendWith(InTheHouse.class)
@Timeout(270)
class RoutingIT {

    @Test
    void whoHasTheSkillIsAskedFirstAndOthersWhenTheStepRelaxes(Scene scene) {
        var boss = scene.desk("dora");
        new Boss(boss).changes("skills/german", "{\"name\":\"German\"}");
        new Boss(boss).changes("agents/ben", agent("ben", "\"skills\":{\"german\":8},"));
        new Boss(boss)
                .changes(
                        "queues/main",
                        "{\"name\":\"Main\",\"steps\":[{\"after\":\"0s\",\"skills\":{\"german\":5}},{\"after\":\"8s\"}]}");
        var anna = scene.agent("anna");
        var ben = scene.agent("ben");

        var first = written(scene.customer());
        ben.takeChat(first);
        ben.goAway();
        var second = written(scene.customer());

        assertThat(anna.view().getOffersCount())
                .as("the step has not relaxed yet")
                .isZero();
        var offer = anna.awaitOffer(second, "text");
        var work = anna.routing(second).getWorks(0);
        assertThat(offer.getQueueId()).isEqualTo("main");
        assertThat(work.getStatus()).isEqualTo("offered");
        assertThat(work.getExplanation().getStep()).isEqualTo(2);
    }

    @Test
    void anEpisodeTellsWhyItsAgentGotIt(Scene scene) {
        var anna = scene.agent("anna");
        var ben = scene.desk("ben");
        var episode = written(scene.customer());
        anna.takeChat(episode);

        var work = anna.routing(episode).getWorks(0);

        assertThat(work.getStatus()).isEqualTo("taken");
        assertThat(work.getAgentId()).isEqualTo("anna");
        assertThat(work.getExplanation().getCandidates(0).getAgentId()).isEqualTo("anna");
        assertThat(work.getExplanation().getExcludedList())
                .anyMatch(e ->
                        e.getAgentId().equals(ben.agentId()) && e.getReason().equals("offline"));
        assertThat(work.getExplanation().getRules()).isPositive();
    }

    @Test
    void whatWaitsTellsWhyNobodyHasTakenItYet(Scene scene) {
        var ben = scene.agent("ben");
        ben.goAway();
        var episode = written(scene.customer());

        await().until(() -> ben.routing(episode).getWorksCount() == 1);
        var work = ben.routing(episode).getWorks(0);

        assertThat(work.getStatus()).isEqualTo("waiting");
        assertThat(work.getExplanation().getExcludedByMap()).containsEntry("away", 1);
    }

    @Test
    void aWarmTransferLeavesTheFirstAgentUntilTheSecondAccepts(Scene scene) {
        var anna = scene.agent("anna");
        var customer = scene.customer();
        var episode = written(customer);
        anna.takeChat(episode);
        var ben = scene.agent("ben");

        anna.transfer(warm(episode, "ben"));
        var offer = ben.awaitOffer(episode, "text");
        assertThat(offer.getKind()).isEqualTo("transfer");
        ben.awaitTexts(episode, "Where is my lamp?");
        assertThat(anna.say(episode, "A colleague will take over.").getNumber()).isPositive();
        ben.accept(offer);

        ben.awaitServing(episode);
        await().until(() -> !anna.serves(episode));
        assertThatThrownBy(() -> anna.say(episode, "Am I still here?"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("not-your-episode"));
    }

    @Test
    void aWarmTransferThatIsRefusedChangesNothing(Scene scene) {
        var anna = scene.agent("anna");
        var episode = written(scene.customer());
        anna.takeChat(episode);
        var ben = scene.agent("ben");

        anna.transfer(warm(episode, "ben"));
        ben.reject(ben.awaitOffer(episode, "text"));

        await().until(() -> anna.facts(episode).contains(FactCase.WORK_DECLINED));
        assertThat(anna.say(episode, "I stay with you.").getNumber()).isPositive();
        assertThat(ben.serves(episode)).isFalse();
    }

    @Test
    void aHelperSeesEverythingAndWritesNotesOnly(Scene scene) {
        var anna = scene.agent("anna");
        var customer = scene.customer();
        var episode = written(customer);
        anna.takeChat(episode);
        var ben = scene.agent("ben");

        anna.invite(episode, "ben", "Do you know this lamp?");
        ben.accept(ben.awaitOffer(episode, "text"));
        await().until(() -> ben.serves(episode));
        ben.note(episode, "Yes: it is the yellow one.");

        await().until(() -> anna.facts(episode).contains(FactCase.NOTE_WRITTEN));
        assertThatThrownBy(() -> ben.say(episode, "Hello, customer")).isInstanceOf(Refused.class);
        assertThat(anna.episode(episode).getAgentId()).isEqualTo("anna");
        assertThat(customer.texts(episode)).containsExactly("Where is my lamp?");
        ben.leave(episode);
        await().until(() -> !ben.serves(episode));
        assertThat(anna.say(episode, "It is the yellow one.").getNumber()).isPositive();
    }

    @Test
    void noAgentGetsMoreThanTheirCapacityAndTheOldestIsNextWhenOneIsDone(Scene scene) {
        var boss = scene.desk("dora");
        new Boss(boss).changes("agents/anna", agent("anna", "\"capacity\":{\"text\":2,\"phone\":1},"));
        var anna = scene.agent("anna");
        var episodes =
                IntStream.range(0, 4).mapToObj(n -> written(scene.customer())).toList();

        anna.takeChat(episodes.get(0));
        anna.takeChat(episodes.get(1));
        boss.supervise();
        await().until(() ->
                boss.wallQueue("main").map(WallQueue::getWaitingText).orElse(0) == 2);
        assertThat(anna.view().getOffersCount()).isZero();
        anna.wrapUp(episodes.get(0));
        assertThat(anna.view().getOffersCount())
                .as("writing up still takes its place")
                .isZero();
        anna.finish(episodes.get(0));

        assertThat(anna.awaitOffer("text").getEpisodeId()).isEqualTo(episodes.get(2));
    }

    @Test
    void aSupervisorSeesTheWaitLiveAndMovesItToAnotherQueue(Scene scene) {
        var boss = scene.desk("dora");
        new Boss(boss).changes("queues/sales", "{\"name\":\"Sales\"}");
        new Boss(boss).changes("agents/chloe", agent("chloe", "").replace("\"main\"", "\"sales\""));
        var chloe = scene.agent("chloe");
        boss.supervise();
        var episode = written(scene.customer());
        await().until(() ->
                boss.wallQueue("main").map(WallQueue::getWaitingText).orElse(0) == 1);
        assertThat(boss.wallAgent("chloe").orElseThrow().getPresence()).isEqualTo("available");

        boss.reassign(episode, "", "sales");

        chloe.takeChat(episode);
        await().until(() -> boss.wallQueue("main").orElseThrow().getWaitingText() == 0);
        await().until(() -> boss.wallQueue("sales").orElseThrow().getTaken() == 1);
    }

    @Test
    void aSupervisorSendsAnAgentToABreakAndAnAgentCannot(Scene scene) {
        var boss = scene.desk("dora");
        var anna = scene.agent("anna");
        var ben = scene.agent("ben");

        boss.setPresenceOf("anna", "away", "training");

        await().until(() -> anna.view().getPresence().equals("away")
                && anna.view().getReason().equals("training"));
        assertThatThrownBy(() -> ben.setPresenceOf("anna", "available", ""))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("supervisors-only"));
        assertThat(ben.rest("GET", "/api/v1/configuration", "").statusCode()).isEqualTo(403);
    }

    @Test
    void theAgentOfTheLastTimeIsPreferredNextTime(Scene scene) {
        var boss = scene.desk("dora");
        new Boss(boss).changes("queues/main", "{\"name\":\"Main\",\"lastAgent\":\"60s\"}");
        var anna = scene.agent("anna");
        var customer = scene.customer();
        var first = written(customer);
        anna.takeChat(first);
        var ben = scene.agent("ben");
        anna.finish(first);
        customer.awaitStatus(first, "closed");
        var other = scene.customer();
        var busy = written(other);
        ben.takeChat(busy);
        ben.finish(busy);

        var second = customer.say("And one more question").getEpisodeId();

        anna.takeChat(second);
        assertThat(anna.routing(second)
                        .getWorks(0)
                        .getExplanation()
                        .getCandidates(0)
                        .getPreferred())
                .isEqualTo("last");
        assertThat(ben.serves(second)).isFalse();
    }

    @Test
    void aQueueThatIsClosedTellsTheCustomerAndOpensWithoutARestart(Scene scene) {
        var boss = scene.desk("dora");
        new Boss(boss).changes("hours/never", "{\"timeZone\":\"Europe/Kyiv\"}");
        new Boss(boss).changes("queues/main", "{\"name\":\"Main\",\"hours\":\"never\",\"alternative\":\"message\"}");
        var anna = scene.agent("anna");
        var customer = scene.customer();
        var episode = written(customer);
        await().until(() -> customer.facts(episode).contains(FactCase.WAIT_ANNOUNCED));
        assertThat(anna.view().getOffersCount()).isZero();

        new Boss(boss).changes("queues/main", "{\"name\":\"Main\"}");

        anna.takeChat(episode);
    }

    @Test
    void twoMissedOffersSetAnAgentAwayAndTheWorkKeepsItsPlace(Scene scene) {
        var boss = scene.desk("dora");
        new Boss(boss).changes("queues/main", "{\"name\":\"Main\",\"textOffer\":\"1s\"}");
        var anna = scene.agent("anna");
        var episode = written(scene.customer());
        var other = written(scene.customer());

        await().until(() -> anna.view().getPresence().equals("away"));

        assertThat(anna.view().getReason()).isEqualTo("missed-offer");
        var ben = scene.agent("ben");
        assertThat(ben.awaitOffer("text").getEpisodeId()).isEqualTo(episode);
        assertThat(other).isNotEqualTo(episode);
    }

    @Test
    void theSecondDeskThatAcceptsHasAcceptedTheSameOffer(Scene scene) {
        var first = scene.agent("anna");
        var second = scene.window(first);
        var episode = written(scene.customer());
        var offer = first.awaitOffer(episode, "text");
        assertThat(second.awaitOffer(episode, "text")).isEqualTo(offer);

        first.accept(offer);
        second.accept(offer);

        second.awaitServing(episode);
        assertThat(scene.stored(episode, FactCase.AGENT_ASSIGNED)).isEqualTo(1);
    }

    @Test
    void aWrapUpIsProlongedOnceAndNotTwice(Scene scene) {
        var anna = scene.agent("anna");
        var episode = written(scene.customer());
        anna.takeChat(episode);
        anna.wrapUp(episode);
        anna.awaitStatus(episode, "wrapping-up");
        var until = anna.episode(episode).getWrapUpUntil();

        anna.prolongWrapUp(episode);

        await().until(() -> anna.episode(episode).getWrapUpUntil().getSeconds() > until.getSeconds());
        assertThat(anna.episode(episode).getWrapUpProlonged()).isTrue();
        assertThatThrownBy(() -> anna.prolongWrapUp(episode)).isInstanceOf(Refused.class);
    }

    @Test
    void aColleagueWhoLooksAtTheSameEpisodeIsSeen(Scene scene) {
        var anna = scene.agent("anna");
        var customer = scene.customer();
        var episode = written(customer);
        anna.takeChat(episode);
        var ben = scene.desk("ben");
        ben.watch(episode);
        ben.awaitTexts(episode, "Where is my lamp?");

        ben.looksAt(episode);

        await().until(() -> anna.frames().stream()
                .anyMatch(frame ->
                        frame.hasLooking() && frame.getLooking().getAgentId().equals("ben")));
        assertThat(customer.frames()).noneMatch(frame -> frame.hasLooking());
    }

    private static String written(ChatClient customer) {
        return customer.say("Where is my lamp?").getEpisodeId();
    }

    private static TransferEpisode.Builder warm(String episode, String agent) {
        return TransferEpisode.newBuilder()
                .setEpisodeId(episode)
                .setToAgentId(agent)
                .setMode("warm")
                .setNote("Knows about lamps.");
    }

    private static String agent(String name, String more) {
        return "{\"name\":\"Agent %s\",%s\"queues\":[{\"queue\":\"main\"}]}".formatted(name, more);
    }
}
